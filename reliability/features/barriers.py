"""What a page puts before its article: subscriptions to be bought and cookies to be accepted."""

from __future__ import annotations

from reliability.features.declaration import Feature
from reliability.features.patterns import count, count_any

ENTER = r"(?:subscribe|sign in|sign up|log ?in|register|create an? (?:free )?account|join|upgrade)"
GET = r"(?:read|reading|continue|keep|view|viewing|unlock|access|see|get|enjoy|finish)"
PIECE = r"(?:article|story|content|post|piece|report|page|feature|analysis)"
ALL = r"(?:our|your|all|full|unlimited|premium|exclusive|this|the|more|instant|complete|digital|ad-free)"
MUST = (
    r"(?:please |simply |just |you(?:['’]ll)? (?:must|need to|have to|will need to) (?:be an? |first )?)*"
    rf"(?:{ENTER}\b|subscriber|(?:become|be) an? (?:paid |paying |premium )?(?:subscriber|member)|buy |purchase "
    r"|start your )"
)
READERS = (
    r"(?:(?:our|paying|paid|premium|digital|registered|logged-in|active|current|all-access) )*(?:subscribers?"
    r"|members|patrons|customers)"
)
LET_IN = (
    r"(?:registered|logged[- ]in|signed[- ]in|paying|paid|premium|subscribed) (?:and paying )?(?:users?"
    r"|readers|visitors"
    r"|members|subscribers|accounts?|account holders|customers)"
)
OPEN_TO = r"(?:available |open |accessible |reserved |exclusive |visible |free |restricted |limited )?"
PAYWALL = (
    rf"\bavailable (?:only |exclusively )?(?:to|for) {READERS}\b|\bavailable with an? (?:\w+ )?subscription\b",
    r"\bavailable with subscription\b|\b(?:purchase|buy|take out|get) (?:a |your )?(?:\w+ )?(?:subscription"
    r"|membership)\b",
    r"\b(?:your|of) (?:\S+ )?free (?:articles?|stories|story)\b|\bget digital access\b|\bsubscribers?:? log in\b",
    rf"\b{ENTER}(?: now| today| here| for free| below| online)?(?: or {ENTER}(?: in)?)? (?:to|and"
    rf"|for) (?:{GET} (?:{ALL}|read|it)\b|continue\b|keep reading|{ALL} (?:digital )?access|read on|view\b)",
    r"\b(?:log ?in|sign in|register|subscribe) or (?:subscribe|register|sign up|create an|log ?in)\b",
    rf"\bto {GET}\b(?: [\w’'-]+){{0,7}},? {MUST}",
    rf"\bto continue,? {MUST}",
    rf"\b(?:become|be) an? (?:[a-z]+ )?(?:subscriber|member|patron|supporter) (?:to|and) {GET}\b",
    rf"\b(?:subscribe|sign up|register|log in|sign in) (?:to|with|at) [A-Za-z0-9’'&. -]{{2,40}}? to {GET} "
    rf"(?:{ALL}|read)\b",
    r"\b(?:trial|subscription|membership|free access|day pass)(?: [a-z]+){0,2} (?:has |have )?(?:expired|ended|lapsed"
    r"|run out)\b|\brenew (?:your |my |a )?(?:subscription|membership|access)\b",
    r"\b(?:want|like|wish) to (?:keep|continue) reading\b|\bcontinue reading (?:your|this|with|by)\b",
    rf"\b(?:this|full|premium|the (?:full|rest|remainder)(?: of (?:this|the))?) (?:\w+ )?(?:{PIECE} )?(?:is"
    rf"|are)(?: only| exclusively)? {OPEN_TO}(?:only |exclusively )?(?:to|for) {READERS}\b",
    rf"\b(?:subscriber|member|premium|subscription)s?[ -](?:only|exclusive)(?: {PIECE}s?| access)?\b",
    rf"\b(?:exclusive|only|exclusively) (?:to|for) {READERS}\b|\b(?:for )?(?:subscribers|members) only\b",
    rf"\bpremium (?:{PIECE}|member(?:s|ship)?|subscriber)\b|\b{PIECE} (?:is )?locked\b|\bbuy this {PIECE}\b",
    rf"\b{PIECE} continues (?:below )?for {READERS}\b|\baccess to (?:this|the full) {PIECE} (?:is|requires)\b",
    r"\b(?:already|not|not yet) (?:an? )?(?:\w+ )?(?:subscribers?|subscribed|members?|registered)(?: yet)? ?\?",
    r"\balready have an? (?:account|subscription)\b|\b(?:log|sign) in to (?:your account|verify)\b",
    r"\byou(?:['’]ve| have)(?: now| just)? (?:reached|hit|used|read|exceeded|viewed"
    r"|run out of)(?: up)?(?: \S+){0,4} (?:free |monthly |complimentary )?(?:article|articles|stories|story"
    r"|views?|limit)\b",
    r"\byou have (?:\S+ )?(?:free )?(?:articles?|stories|story|views) (?:left|remaining)\b",
    r"\b(?:free|complimentary) (?:articles?|stories|views?)(?: \S+){0,2} (?:left|remaining|limit|this month"
    r"|per month)\b",
    r"\b(?:articles?|stories) (?:left|remaining) this (?:month|week)\b",
    rf"\bunlock (?:{ALL}|the rest of)(?: \S+){{0,2}} (?:{PIECE}s?|access|stories|journalism|reporting)\b",
    r"\bstart (?:your|a)(?: \S+){0,2} (?:free|subscription|membership)\b|\bfree trial\b|\btry (?:it "
    r"|us )?free for\b",
    r"\bunlimited (?:digital |online )?access\b|\bfull (?:digital|online) access\b",
    r"\bcancel (?:at )?any ?time\b|[$£€] ?\d[\d.,]*(?: an?| per|/) ?(?:week|month)(?: for| after| thereafter"
    r"|[.,]? cancel)",
    r"\b(?:first|for) \d+ (?:weeks|months) for (?:just |only )?[$£€]\d|\bsubscribe (?:now |today )?(?:for"
    r"|from) .?[$£€]\d",
    r"\b(?:subscription|membership) (?:is )?(?:required|needed|options|plans)\b",
    r"\b(?:requires?|needs?|must have) (?:an? )?(?:active |paid |digital |premium |valid |\w+ )?subscription\b",
    r"\b(?:choose|select|pick|see|view) (?:a|your|the|our) (?:subscription|membership) ?(?:plan)?s?\b",
    r"\bbehind (?:a|our) paywall\b|\bsubscribers? (?:can|may) (?:read|continue|log in)\b",
    r"\bthe rest of (?:this|the) (?:article|story) is\b|\bsupport us to continue\b",
    rf"\b(?:only|exclusively|just|reserved) (?:for |to |available to )?(?:our )?{LET_IN}\b|\b{LET_IN} only\b",
    r"\b(?:you|visitors|readers|guests) (?:must|need to|have to|should)(?: first)? (?:be )?(?:logged|signed|registered)"
    rf"(?: in)?\b[^.\n]{{0,20}}\bto {GET}\b|\b(?:not|without being) (?:logged|signed) in\b",
    rf"\b(?:log ?in|sign in|registration|an account|a login) (?:is )?(?:required|needed|necessary) to {GET}\b",
)

WHOSE = (
    r"(?:uses?|using|use of|set|sets|accept|accepting|allow|store|stores|reject|decline|manage|enable|disable"
    r"|essential|necessary|functional|analytics|tracking|third[- ]party|marketing|advertising|performance|targeting"
    r"|optional)"
)
WHICH = r"(?:(?:all|of|our|the|necessary|essential|only|optional|strictly|and|or|similar|these|browser) ){0,3}"
PARTNERS = r"(?:partners|vendors|advertisers|third[- ]part(?:y|ies)|affiliates)"
CONSENT = "(?i)" + "|".join(
    (
        rf"\b{WHOSE} {WHICH}cookies\b|\bcookies? (?:policy|policies|settings?|preferences?|notice|consent|banner)\b",
        r"\bcookies? (?:and (?:similar|other|related) |to (?:improve|personali[sz]e|provide|enhance|ensure|offer"
        r"|analy[sz]e))",
        r"\bcookies\b[^.\n]{0,60}\b(?:web ?site|browser|browsing|traffic|preferences|consent|device|advertising)\b",
        r"\b(?:web ?site|browser|site|page)\b[^.\n]{0,60}\bcookies\b",
        rf"\bwe (?:and|&) (?:our )?(?:(?:trusted|selected|\d[\d,]*) )*{PARTNERS}\b",
        r"\bour (?:(?:trusted|advertising|analytics|selected|\d+) ){1,3}partners\b",
        r"\b(?:store|storing) and[ /]*(?:or )?access|\binformation on (?:a|your) device\b|\bprecise geolocation\b",
        r"\bprocess(?:ing)? (?:of )?your personal (?:data|information)\b|\bdevice (?:scanning|characteristics)\b",
        r"\bwe (?:value|respect|care about) your privacy\b|\bprivacy (?:settings|preferences|choices|manager)\b",
        r"\byour privacy (?:is important|matters|choices|settings|preferences|rights)\b|\babout your privacy\b",
        r"\bpersonali[sz]ed (?:ads|advertising|content and ads|ads and content)\b|\bad(?:s|vertising)? measurement\b",
        r"\baudience (?:insights|research)\b|\bdo not sell(?: or share)? my\b|\bgdpr[ -](?:consent|compliance"
        r"|banner)\b",
        r"\b(?:accept|reject|allow|agree to|decline) (?:all|and (?:continue|close|proceed))\b\s*(?:[.!|\n]|$)",
        r"\bmanage (?:my |your )?(?:consent|choices|cookies|privacy)\b|\bmanage (?:options|preferences)\b",
        r"\b(?:withdraw|change|revoke) your consent\b|\bconsent to (?:the|our|these|all) (?:use|storage|storing"
        r"|processing)\b",
        r"\bby (?:continuing|clicking|using|browsing|visiting|closing|scrolling)\b[^.\n]{0,60}\byou (?:agree|accept"
        r"|consent|acknowledge|are agreeing)|\bupdated (?:our )?privacy policy\b|\bi (?:accept|agree)\s*(?:[.!|\n]"
        r"|$)",
        r"\b(?:agree|consent|refer) to (?:our|the) (?:terms|privacy|cookie)\b|\b(?:our|read the) privacy policy\b",
    )
)

FEATURES = (
    Feature(
        "paywall_phrases",
        count_any("text", PAYWALL),
        "phrases",
        "Phrases that ask to subscribe, register or log in before one may read on. Why: what follows them was "
        "not read. "
        "Example: 2 for 'Subscribe to continue reading. Already a subscriber?'",
        spans=rf"(?i)(?:{'|'.join(PAYWALL)})(?:[\w ’'-]{{0,60}}\b)?",
        scored=False,
    ),
    Feature(
        "consent_phrases",
        count("text", CONSENT),
        "phrases",
        "Phrases of banners that ask for consent to cookies and the like. Why: the banner was read as the article, or "
        "with it. Example: 2 for 'We use cookies. Manage preferences.'",
        spans=CONSENT,
        scored=False,
    ),
)
