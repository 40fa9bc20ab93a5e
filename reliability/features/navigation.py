"""What leads around a page and was read as part of its article: menus, share bars, lists of tags and of other "
"articles."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.patterns import count, count_any, entries


def _items() -> str:
    """A pattern for the entries of menus in their capitals: 'Real estate', 'Real Estate', 'REAL ESTATE', 'LinkedIn'."""
    shapes = (str.capitalize, str.title, str.upper, lambda entry: entry if entry != entry.lower() else entry.upper())
    forms = {shape(entry) for entry in entries("menu_items") for shape in shapes}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


ITEM = rf"\b(?:{_items()})\b"
BAR = r"[ \t]*[|›»•·>/☰⟩→▾▼+\n][ \t\r\n|›»•·>/*☰⟩→▾▼+-]*"
OTHER = rf"(?:[A-Z][A-Za-z’'&.-]*(?: [A-Za-z’'&.-]+){{0,2}}{BAR})?"
CAPITAL = r"(?:[A-Z][A-Za-z.’'&-]*|&)"
LINE = r"[ \t]*[:.»›>|]*[ \t]*$"
PLATFORM = r"(?:facebook|twitter|x|linkedin|whatsapp|reddit|e-?mail|pinterest|tumblr|telegram|pocket|threads|bluesky)"
MENUS = (
    rf"(?:{ITEM}{BAR}{OTHER}){{2,}}{ITEM}",
    rf"(?:{ITEM}[ \t]+){{3,}}{ITEM}",
    rf"(?m:^[ \t]*(?:{CAPITAL}[ \t]+)*(?:{ITEM}[ \t]+(?:{CAPITAL}[ \t]+)*){{2,}}{ITEM}(?:[ \t]+{CAPITAL})*[ \t]*$)",
    r"(?m:^[ \t]*(?:Home|HOME|News|NEWS|You are here:?[ \t]*[A-Za-z]+)(?:[ \t]*(?:[›»>/|→]|::)[ \t]*[^\n›»>/"
    r"|]{2,60}){1,6}$)",
    r"(?m:^[^\n|]{2,30}(?: ?\| ?[^\n|]{2,30}){3,}\|?[ \t]*$)",
)
TOOLS = "|".join(
    (
        r"\b(?:skip|jump) (?:to|past) (?:the )?(?:main |page )?(?:content|navigation|article|footer|search|comments"
        r"|links|menu)\b",
        r"\b(?:toggle|open|close|show|hide|main|primary|mobile|expand) (?:the )?(?:main )?(?:menu|navigation|nav"
        r"|sidebar)\b\s*(?:\n|$|[|›»•·])",
        r"\b(?:back|return) to (?:the )?top\b\s*(?:[↑^|.\n]|$)|\bopens in (?:a )?new (?:window|tab)\b|\blink copied\b",
        rf"\b(?:share|tweet|pin|save|send|click to share)(?: this(?: \w+)?)? (?:on|to|via|by) {PLATFORM}\b",
        rf"\bshare this(?: \w+)?:?\s+{PLATFORM}\b|\b(?:e-?mail|print|bookmark|save) this (?:article|story|page|post)\b",
        r"\bcopy (?:the )?(?:link|url)\b(?: to clipboard)?\s*(?:[.|!\n]|$)",
        r"(?m:^[ \t]*(?:tags?|tagged|filed under|topics?|keywords?|categor(?:y|ies)|posted in|labels?"
        r"|related topics|explore more on these topics)(?: ?:| in:?| as:?|\n)[ \t]*\S[^\n.?!]{2,200}$)",
        r"(?m:^[ \t|«‹<←]*(?:prev(?:ious)?|next|older|newer) (?:article|story|post|page|entr(?:y|ie))s?\b"
        r"[^\n.]*$)",
        rf"(?m:^[ \t]*(?:(?:share|tweet|pin(?: it)?|post|print|save|comment|copy link|{PLATFORM})\b[ \t"
        rf"|,·•/]*){{2,}}$)",
        r"(?m:^[ \t|«‹]*prev(?:ious)?[ \t|/]+next[ \t|»›]*$)",
        r"(?m:^[ \t]*search(?: for| this site| our site)?[: ]*\s?search\b[^\n]{0,20}$|^[ \t]*search (?:for ?:"
        r"|this site|the site"
        r"|our site|\.\.\.|…)[^\n]{0,30}$)",
        r"(?m:^[ \t]*page \d{1,3} of \d{1,3}[ \t]*$)|(?m:^[ \t«‹<]*1 \|? ?2 \|? ?3[^\n]{0,40}$)",
    )
)
OTHERS = "|".join(
    (
        r"most (?:read|popular|viewed|shared|commented|recent)|trending(?: now| stories| topics)?|top stories",
        r"latest (?:news|stories|headlines|articles|posts)|popular (?:posts|stories|now|articles)|what to read next"
        r"|read next",
        r"(?:read also|also read|related):?[^\n]{3,120}|(?:read|see|view) (?:more|all) (?:articles|stories"
        r"|posts)[^\n]{0,40}",
        r"you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: (?:for you|stories|articles|reading))?",
        r"related (?:articles?|stories|story|content|posts?|news|coverage|links|topics|items)|editor['’]?s['’]? picks?",
        r"more (?:on|about) this (?:story|topic|subject)|sponsored(?: links| content)?",
        r"more (?:stories|headlines|articles)(?: (?:from|by|in|like this)[^\n]{0,40})?",
        r"promoted(?: links| stories)?|(?:around|from) the web|also in the news|(?:view|see|show|read) all comments",
        r"(?:view|show|hide|\d+|no) comments?(?: ?\(\d+\))?|comments ?\(\d+\)|(?:leave|post|add"
        r"|write) an? (?:comment|reply)",
        r"(?:load|show) more|(?:view|see) all|follow us(?: on[^\n]{0,60})?|contact us|about us|site ?map"
        r"|advertise with us",
        r"terms (?:of (?:use|service)|(?:and|&) conditions)|privacy policy|join the (?:conversation|discussion)",
    )
)
# Counted one by one: joined, they are three times slower.
NAVIGATION = (*MENUS, f"(?i:{TOOLS})", rf"(?im:^[ \t]*(?:{OTHERS}){LINE})")
SHOWN = r"(?:photo|photograph|image|picture|pic|screenshot|video)"
AGENCIES = (
    r"(?:AP|AFP|Reuters|Getty(?: Images)?|EPA|Shutterstock|Bloomberg|Alamy|iStock|UPI|PA(?: Wire)?|NurPhoto|ZUMA|Xinhua"
    r"|Associated Press|Agence France-Presse|Wikimedia(?: Commons)?|Unsplash|Flickr|Pixabay|Pexels|SWNS)"
)
BETWEEN = (
    rf"(?m:^[ \t(\[]*(?:file )?{SHOWN}(?: (?:credit|by|courtesy|source|provided|supplied|via|from)\b[^\n:]{{0,20}})?"
    r"[ \t]*[:/|©][^\n]{2,70}$)",
    rf"(?m:^[ \t(\[]*(?:file )?{SHOWN} (?:by|credit|courtesy|source|supplied|caption)\b[^\n]{{2,70}}$)",
    rf"[(\[]\s?(?:file )?{SHOWN}(?: (?:credit|by|courtesy|source|via)\b|:)[^()\[\]\n]{{2,90}}[)\]]",
    rf"(?m:^[^\n.!?]{{0,50}}(?:/|\bvia )[ \t]?{AGENCIES}[ \t)]*$)|(?m:^[ \t]*(?:©[ \t]?)?{AGENCIES}(?: photo"
    rf"| file)?[ \t]*$)",
    r"\b(?:click|tap|press|hover)(?: on)?(?: (?:the|this))?(?: (?:image|photo|picture|map))? to (?:enlarge|expand|zoom"
    r"|(?:view|see) (?:it )?(?:larger|full|bigger|more photos))|\b(?:enlarge|expand|zoom) (?:this "
    r"|the )?(?:image|photo|map"
    r"|picture|chart)\b|(?m:^[ \t]*(?:enlarge|(?:toggle|hide|show) caption|view (?:gallery|slideshow"
    r"|larger image|full image)"
    r"|(?:open|close) (?:image|gallery)(?: \w+)?|\d+ of \d+)[ \t]*$)",
    rf"(?m:^[ \t]*(?:advertisement|newsletters? sign-?up|more (?:from|in|on)[^\n.]{{0,40}}|share|tweet|print"
    rf"|{PLATFORM}|(?:story|article) continues (?:below|after)[^\n]{{0,30}}|see also|read more|up next"
    rf"|don['’]t miss"
    r"|menu|search|sign in|sponsored(?: (?:content|links?|post|story))?|advertisement *[|:–—-] *[a-z ]*"
    r"|share this (?:article|story|post|page)|play video|scroll down for [a-z ]*|loading|hide caption"
    r"|follow @[a-z0-9_]+(?: on [a-z]+)?|sign up for the [a-z ]*"
    rf"|log ?in|subscribe|home|related){LINE})",
    r"(?m:^[ \t]*(?:read more|see also|also read|watch|don['’]t miss|must[ -]read|related) ?[:|][^\n]*$)"
    rf"|(?m:^[ \t]*(?:{AGENCIES} (?:photo|file|image)|image copyright|image caption)\b[^\n.]*$)",
    r"\b\d+ min(?:ute)?s? read\b|\blisten to this (?:article|story)\b|\bshare this (?:story|article):",
    r"\ball rights reserved\b|copyright ©|© ?\d{4}|© copyright|\bdownload (?:the|our) (?:\w+ )?app\b",
    r"\bsign up (?:for|to) (?:our|the|receive|get)\b[^\n.]{0,60}\b(?:newsletters?|alerts|updates|inbox"
    r"|e-?mails?)\b",
    r"\b(?:like|follow|find|join) us on (?:facebook|twitter|instagram|youtube|x|telegram|whatsapp)\b",
    r"\bsubscribe to (?:our|the)\b[^\n.]{0,40}\b(?:newsletter|channel|podcast)\b|\bclick here (?:to|for)\b",
)

FEATURES = (
    Feature(
        "navigation_remains",
        pl.sum_horizontal(count("text", pattern) for pattern in NAVIGATION),
        "pieces",
        "Menus, share bars, breadcrumbs, lists of tags and headings over other articles. Why: they are not the report, "
        "and what they name has nothing to do with it. Example: 2 for 'Home | News | Sport' and 'Skip to content'.",
        spans="|".join(NAVIGATION),
        scored=False,
    ),
    Feature(
        "page_lines",
        count_any("text", BETWEEN, parts=3),
        "pieces",
        "Lines that a page puts between the paragraphs or below them: 'Advertisement', sign-up calls, copyright notes. "
        "Why: they are not the report. Example: 1 for a line 'Advertisement'.",
        spans=f"(?i){'|'.join(BETWEEN)}",
        scored=False,
    ),
)
