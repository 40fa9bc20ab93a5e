"""What a page's programs left in the text: scripts, styles, data, and the words of a video player."""

from __future__ import annotations

from reliability.features.declaration import Feature
from reliability.features.patterns import count

STYLE = r"(?:font|margin|padding|border|background|display|width|height|color|position|text|line|max|min|z)(?:-[a-z]+)*"
SIZE = (
    r"(?:#[\da-fA-F]{3,6}|-?[\d.]+(?:px|em|rem|%|pt|vh|vw)|none|block|inline|flex|absolute|relative|fixed|bold"
    r"|center|auto|hidden|0)"
)
LIBRARIES = (
    r"googletag|dataLayer|gtag|fbq|_gaq|_satellite|adsbygoogle|jQuery|_taboola|__NEXT_DATA__|__INITIAL_STATE__"
    r"|GTM-[A-Z\d]{4,}|UA-\d{4,}-\d"
)
CODE = "|".join(
    (
        r"\bwindow(?:\.|\[['\"])[_a-zA-Z]+|\bdocument\.(?:get|query|write|cookie|create|body|add|ready|location|on)",
        r"\bfunction ?\w* ?\([^()\n]{0,60}\) ?\{|\b(?:var|let|const) [\w$]+ ?= ?\S|\(\w*\) ?=> ?[{(\w]|\}\)?\(\)?;"
        r"|\} ?\) ?;",
        rf"\b(?:{LIBRARIES})\b|\bga\(['\"]|\$\(['\"(.#]|\baddEventListener\b|\bconsole\.(?:log|error|warn)",
        r"\breturn (?:false|true|null|this)\b ?;|\btypeof [a-z]\w+ [!=]=|\bsetTimeout\(|\bJSON\.parse"
        r"|\brequire\(\[?['\"]",
        r"\"@(?:context|type|id|graph)\"|\{ ?\\?\"[\w@-]+\\?\" ?: ?",
        r"\"[\w-]+\" ?: ?(?:\"[^\"\n]{0,80}\"|\d+|true|false|null|\[|\{)[,}\s]+ ?\"[\w-]+\" ?:",
        rf"@media ?(?:only |screen|print|\()|@import |@font-face|!important\b|\b{STYLE}: ?{SIZE}(?: [^;\n]{{0,40}})?;",
        r"\b(?:body|html|div|h[1-6]|ul|li|span|img|table)(?:[.#:][\w-]+)? ?\{|[.#][\w-]+(?:[ ,>]+[.#]?[\w-]+)* "
        r"?\{|\{ ?[a-z-]+ ?: ?[^{}\n;]{1,80};",
        r"<!--|-->|<!\[CDATA|\]\]>|\bdata-[a-z]+(?:-[a-z]+)*=|\b(?:class|href|src|style)=[\"']|\bwp-content/",
        r"\[/?(?:caption|gallery|embed|youtube|video|audio|vc_\w+|et_pb\w+|fusion_\w+|shortcode|playlist"
        r"|tweet)(?: [^\]\n]{0,120})?\]",
    )
)
PLAYER = "|".join(
    (
        r"volume \d{1,3}%|press shift question mark|keyboard shortcuts (?:enabled|disabled)|play/pause",
        r"(?:current time|duration|remaining time):? ?-?\d+:\d\d|stream type:? ?live|(?:loaded|progress"
        r"|buffered):? ?[\d.]+%",
        r"playback (?:rate|speed)|this is a modal window|beginning of dialog window|escape will cancel|seek to live",
        r"video player is loading|chapters chapters|descriptions off|captions (?:off|settings)|subtitles off"
        r"|audio track",
        r"picture-in-picture|currently behind live|your browser does not support|media playback is (?:not "
        r"|un)supported",
        r"html5 (?:video|audio)|(?:adobe )?flash player|javascript (?:is|must be|needs to be) (?:required|disabled"
        r"|enabled)",
        r"(?:enable|turn on) javascript|skip ad(?: in \d+)?\b|replay video|unmute\b|(?:enter|exit|toggle) full ?screen",
        r"toggle (?:mute|captions|play)|video unavailable|this video (?:file )?(?:is unavailable|cannot be played)",
        r"ad (?:will end|ends) in \d+|the media could not be loaded|autoplay next video|up next in \d+",
        r"(?:copy|paste|grab|get)(?: and paste)? (?:this|the)(?: following| html| above"
        r"| below)? (?:embed )?(?:code|html|snippet"
        r"|iframe)\b|embed (?:code|this (?:video|clip|audio|post|story|chart|player))|to embed,? copy|copy embed",
        r"loading (?:video|player|comments|ads)\b|error loading (?:video|player|media)|no compatible source was found",
    )
)
PROGRAM = rf"{CODE}|\b(?i:{PLAYER})"

FEATURES = (
    Feature(
        "program_remains",
        count("text", PROGRAM),
        "pieces",
        "Pieces of scripts, style sheets, data for machines and video players. Why: the text was cut out of its page "
        "badly. Example: 2 for 'window.dataLayer = []; Volume 90%'.",
        spans=PROGRAM,
        scored=False,
    ),
)
