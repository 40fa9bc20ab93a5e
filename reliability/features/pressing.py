"""Does the text press its reader: advertising, insults, the writer's own opinion, words in capitals."""

from __future__ import annotations

import re
from functools import cache

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import count, entries, holds, listed
from reliability.features.reading import around, blanked, own_words, spans_of, without

# A plain word becomes an insult in such company: 'lying hack', 'Cockroaches, all of them.'
BEASTS = (
    r"(?:hack|sheep|rat|pig|dog|swine|snake|parasite|maggot|worm|toad|ape|donkey|puppet|rabble|thug|bastard|"
    r"creep|fraud|"
    r"loser|cockroach|leech|weasel|jackal|vulture|hyena|crook|cheat|thief|bum|freak|tool|goat|mule|lemming|"
    r"drone|zombie)"
)
SCORNED = (
    r"(?:lying|brain-?dead|clueless|brainless|spineless|gutless|worthless|useless|pathetic|washed-up|two-bit|"
    r"third-rate|"
    r"filthy|rotten|stinking|slimy|pompous|ignorant|crooked|cowardly|whining|sniveling|snivelling|mindless|greedy|"
    r"two-faced|self-serving|power-hungry|bloated|corrupt|treacherous)"
)
INSULTS = (
    rf"{listed('insults')}|\b{SCORNED} (?:little |old )?(?:{BEASTS}(?:e?s)?|thieves)\b"
    rf"|\b(?:{BEASTS}(?:e?s)|thieves|criminals|liars|crooks|scum|vermin)(?:,| –| —) (?:all|every (?:last )?one|"
    rf"the (?:whole )?"
    rf"lot|each and every one|both|the pack) of (?:them|you)\b"
)

# Somebody else's word: 'called the plan idiotic'; 'I call it' is the writer's.
CALLS = re.compile(
    r"(?<!\bI )(?<!\b[Ww]e )\b(?:call(?:s|ed|ing)?|brand(?:s|ed|ing)|labell?(?:s|ed|ing)|dubb(?:ed|ing)"
    r"|describ(?:es?|ed|ing)"
    r"|denounc(?:es|ed|ing)|derid(?:es|ed|ing)|mock(?:s|ed|ing)|insult(?:s|ed|ing)|refer(?:s|red|ring) to|so-called"
    r"|portray(?:s|ed|ing)|slam(?:s|med|ming)|blast(?:s|ed|ing)|attack(?:s|ed|ing)|characteri[sz](?:es|ed|ing))\b"
    r"[^.!?;\n]*$"
)
REACH = 60  # characters around the beginning of an insult that are looked through
CALLED_WITHIN = 80  # characters before an insult
# Embedded posts are others' words.
POST = re.compile(r"(?m)^[^\n]*(?:\(@\w{1,30}\)|\bpic\.twitter\.com/|\bt\.co/\w)[^\n]*$")
_INSULT = re.compile(INSULTS, re.IGNORECASE)


def _writers(case: Case) -> str:
    """The text with blanks for quotations, for what others are said to say and for embedded posts."""
    others = [claim for claim in case.claims if claim["origin"] and claim["source_type"] not in ("self", "other")]
    said = [span for claim in others for span in spans_of(claim, "content")]
    return blanked(POST, without(said, own_words(case.text)))


def insults(case: Case) -> list[Place]:
    """Words that despise, in the writer's own words; none that he or she only reports, and no names."""
    text = _writers(case)
    return [
        Place(*match.span())
        for span in around(_scorn(), text, REACH, REACH)
        for match in _INSULT.finditer(text, *span)
        if not _reported(text, match)
    ]


@cache
def _scorn() -> tuple[str, ...]:
    """How insults begin, in small letters: a plain search for them is many times faster."""
    words = [re.split(r"['*]", entry)[0].lower() for entry in entries("insults")]
    return tuple(sorted({*words, *re.findall(r"[a-z]{5,}", SCORNED), "two-", "of them", "of you"}))


def _reported(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - CALLED_WITHIN) : match.start()]
    named = match[0].istitle() and re.search(rf"[A-Z][a-z]+ {re.escape(match[0])}\b", text) is not None
    return named or before.endswith("-") or CALLS.search(before) is not None


PRICE = r"(?:[$£€]\s?\d{1,4}(?:\.\d\d)?(?:[^\d,.k]|[,.]\D)|\d{1,3} (?:dollars|pounds|euros)\b)"
DISCLOSED = (
    r"\baffiliate (?:link|commission|partner|program|marketing|disclosure)s?\b"
    r"|\b(?:earns?|receives?|gets?|makes?|paid) (?:us )?(?:a|an) (?:small |affiliate |modest |"
    r"referral )*(?:commission|cut|fee) (?:if|when|on|from|for|every|at)\b"
    r"|\b(?:sponsored|branded|promoted|paid|partner) (?:content|post|article|message|feature|story|partnership|"
    r"promotion|advertisement)\b"
    r"|\b(?:post|article|story|page|guide|review) (?:is|was|has been) sponsored\b|\badvertorial\b|\bbrought to you by\b"
    r"|\bas an? (?:[a-z]+ ){0,3}(?:associate|affiliate|partner)(?: of (?:[a-z]+ ?){1,5})?,? (?:we|i|this site)\b|"
    r"\bpaid (?:press release|promotion|"
    r"advertisement|notice|advert|placement|endorsement)s?\b|\b(?:press release|notice|text|review|"
    r"content) (?:is|was|has "
    r"been) (?:paid for|supplied|provided) by\b|\bin (?:paid )?(?:partnership|association) with our\b"
    r"|\b(?:our|today['’]s|this week['’]s) sponsors?\b|\bwe may be compensated\b"
)
OFFERED = (
    r"\b(?:early[- ]bird|discounted|members?['’]?|sale|bargain|knock-?down) (?:price|rate|ticket|offer|discount)s?\b|"
    r"\b(?:book|order|register|subscribe|sign up|reserve|join) (?:[a-z]+ ){0,2}(?:at|for) (?:the|a|an|our|"
    r"this) (?:[a-z]+[ -]"
    r"){0,2}(?:price|rate|discount|deal)\b|"
    r"\b(?:promo|promotional|discount|coupon|voucher|offer|referral) codes?\b"
    r"|\b(?:use|enter|apply|quote|with) (?:the |our )?code\b|\blimited[- ]time\b|\b(?:special|exclusive|introductory|"
    r"unbeatable) (?:offer|deal|discount|price)s?\b"
    r"|\bfree (?:trial|shipping|delivery|gift|sample|quote|consultation)s?\b|\bmoney[- ]back guarantee\b"
    r"|\bwhile (?:supplies|stocks?|they) lasts?\b|\b(?:sale|offer|deal|promotion) (?:ends|expires|is valid|closes|"
    r"won['’]t last)\b"
    rf"|\bfor (?:just|only) {PRICE}|\b(?:now|yours) (?:for )?(?:just|only) {PRICE}|\bas (?:low|little) as {PRICE}|"
    rf"\bprices? start(?:s|ing)? (?:at|from) {PRICE}"
    r"|\b(?:satisfaction guaranteed|add to (?:cart|basket)|today only|risk[- ]free trial|no credit card)\b"
    r"|\b(?:get|take|enjoy|claim|receive|for|extra|save|saving|up to)\s(?:an? )?(?:extra )?\d+ ?(?:%|per ?cent|"
    r"percent) (?:off|discount)\b|\b\d+% off\b"
    r"|\bsave (?:up to |as much as |over )?(?:[$£€]\d+|\d+ ?%)"
)
CALLED = (
    r"\b(?:buy|order|shop|purchase|book|reserve|pre-?order|enrol|enroll) (?:yours |it |one |online )?(?:now|today|"
    r"here)\b"
    r"|\b(?:get|grab|claim|order|reserve|snag|secure) (?:yours|your (?:copy|bottle|sample|discount|free|trial|ticket|"
    r"spot|kit|pack))\b"
    r"|\bcall (?:now|toll[- ]free|today)\b|\bact (?:now|fast) (?:and|to (?:get|save|claim|receive)|before (?:it['’]s|"
    r"they['’]re|the (?:offer|sale|deal|price)|prices|stock))\b|\bclick (?:here|the link|below) (?:to|and|"
    r"for) (?:buy|order|shop|get|claim|save|purchase|learn how you|grab|sign up)\b"
    r"|\bdon['’]t miss (?:out|this|your chance)\b|\bhurry\b[^.\n]{0,40}\b(?:offer|stock|supplies|sale|last|gone)\b"
    r"|\b(?:visit|go to|head to) our (?:online )?(?:store|shop)\b"
)
ADVERTISING = f"{DISCLOSED}|{OFFERED}|{CALLED}"

STANCE = (
    r"(?:think|believe|suspect|doubt|hope|fear|feel|wonder|suppose|reckon|guess|worry|maintain|contend|submit|applaud|"
    r"urge|deplore|dread|prefer|agree|disagree|despair|refuse to|regret|reject|welcome|commend|salute|condemn|fail to "
    r"see|find (?:it|this|that|him|her|them|myself|the)|consider (?:it|this|that|him|her|them)|say (?:good|shame|bravo|"
    r"enough)|beg to differ|for one|stand by|have no doubt|have (?:long |always )?(?:thought|believed|felt|argued)|"
    r"trust (?:that|the)|admire|detest|despise|hate|love|loathe|resent|call that|care little|dare say|daresay)"
)
STATE = (
    r"(?:sure|convinced|certain|afraid|glad|sorry|tired|sick|proud|ashamed|appalled|inclined|confident|of the "
    r"(?:opinion|view)|persuaded|disappointed|disgusted|baffled|astonished|amazed|outraged|angry|furious|skeptical|"
    r"sceptical|worried|delighted|relieved|sad(?:dened)?|shocked|horrified|troubled|concerned|not (?:sure|convinced|"
    r"surprised|persuaded|impressed)|against|in favou?r|all for|fed up|no fan|done with|willing to bet|"
    r"under no illusion)"
)
OPINION = (
    rf"\b(?:I|[Ww]e)(?:['’]ve)? (?:\w+ly |still |also |do |too |just |, for one, |for one )?{STANCE}\b"
    rf"|\bI(?: am|['’]m|['’]ve been| remain| was) (?:\w+ly |so |still |also )?{STATE}\b"
    r"|\bI (?:can(?:not|['’]t)|could(?:n['’]t)?|do(?: not|n['’]t)) (?:\w+ )?(?:help|imagine|stand|believe|think|see|"
    r"understand|accept|agree|buy|care|trust|forgive|fathom|escape|shake|pretend|recall|like|mind|want)\b|\bI(?:['’]d| "
    r"would| must| have to|['’]ll|"
    r" will| shall| should) (?:\w+ly |even )?(?:argue|say|admit|confess|suggest|rather|add|like|bet|wager|go (?:so far|"
    r"further)|call|not|be (?:the first|surprised|glad|frank|honest|blunt)|never|have|put it)\b"
    r"|\b(?:[Ii]n|[Tt]o) (?:my|our) (?:\w+ |own |humble |personal )?(?:view|opinion|judge?ment|mind|book|estimation|"
    r"eyes|experience|way of thinking|thinking|ears?|taste|reckoning)\b"
    r"|\b[Mm]y (?:\w+ )?(?:view|opinion|guess|hunch|sense|feeling|fear|advice|hope|take|verdict|point|position|"
    r"conviction|belief|impression|answer|worry|sympath(?:y|ies)|conclusion|two cents|argument) (?:is|are|remains|"
    r"on this|lies)\b"
    r"|\b[Ii]f (?:you|anyone) asks? me\b|\b[Ii]f it were up to me\b|\b[Aa]s I see it\b|\b[Tt]he way I see it\b|"
    r"\b[Ff]rom where I (?:sit|stand)\b|\b[Ff]or my (?:part|money)\b|\b[Aa]s far as I(?:['’]m| am) concerned\b|"
    r"\b[Aa]s for me\b|\b(?:[Aa]s far as|[Ff]or all|[Tt]o the best of what) I (?:can (?:see|tell)|know)\b"
    r"|\bI,? (?:for one|too|personally|myself|frankly|like (?:many|most))\b|\bcount me (?:among|in|out)\b|\b(?:[Cc]all|"
    r"[Ff]orgive|[Pp]ardon|[Ss]pare) me\b|\bit (?:strikes|seems to|appears to|pains|saddens|angers|worries|troubles|"
    r"baffles|amazes|disgusts|appals|appalls) (?:me|us)\b"
    r"|\b(?:what |it )?(?:strikes|bothers|infuriates|angers|worries|disturbs) me\b|\bstrikes me as\b|\bmark my words\b|"
    r"\btake it from me\b|\bI (?:rest my case|stand corrected|ask you|tell you|repeat|know this)\b"
    r"|\b(?:[Ww]e|[Aa]ll of us|[Yy]ou and I) (?:all |really |simply |surely )?(?:must|should|ought to|need to|have to|"
    r"cannot|can['’]t|deserve|owe (?:it|them))(?: (?:not |never |all |now |also )?[a-z]+)?\b|\b[Ll]et us\b|"
    r"\b[Ll]et['’]s (?:be|not|hope|face|stop|call|remember|admit|get|make|pray|take)\b"
)
# Each of these has one of these: a plain search for them is many times faster.
FIRST_PERSON = (
    "i ",
    "i'",
    "i’",
    "i, ",
    "my ",
    "we ",
    "we'",
    "we’",
    "us ",
    "our ",
    " me",
    "let us",
    "let's",
    "let’s",
    "mark my",
)
AHEAD, BEHIND = 60, 120  # characters around such a word that are looked through
KIND = (
    r"(?:opinions?|op-?ed|editorial|commentary|columns?|columnists?|perspectives?|viewpoint|letters?|reviews?"
    r"|essay|first[- ]person|interviews?|q ?& ?a|transcript|full text|voices|ideas)"
)
LABELLED_TITLE = rf"(?i)^\W*{KIND}\b|[:|–—-]\s*{KIND}\s*$|\b(?:opinion|interview|q ?& ?a|transcript|full text)\b"
LABELLED_TEXT = rf"(?i)^\W*{KIND}\s*(?:[:|–—-]|\n)"
LABELLED_PLACE = rf"(?i)\b{KIND}s?\b"
_OPINION = re.compile(OPINION)
LET_US_IN = re.compile(r"(?<=et us) (?:alone|in|down|off|out)\b")  # 'us' is whom somebody lets, and no call


def first_person_opinions(case: Case) -> list[Place]:
    """Where the writer says 'I think', 'in our view' or 'we must', outside of quotations and of what others say."""
    text = _writers(case)
    spans = around(FIRST_PERSON, text, AHEAD, BEHIND)
    return [
        Place(*match.span())
        for span in spans
        for match in _OPINION.finditer(text, *span)
        if not LET_US_IN.match(text, match.end())
    ]


FEATURES = (
    Feature(
        "advertising_phrases",
        count("lower", ADVERTISING),
        "phrases",
        "Phrases that sell or disclose a sale: promo codes, offers, calls to buy, commissions, sponsors. Why: who is "
        "paid for what is told cannot be asked to judge it. Example: 2 for 'Use code VALE10 and order now'.",
        spans=f"(?i){ADVERTISING}",
        scored=False,
    ),
    Feature(
        "insults",
        Finder(insults, when=holds("own", INSULTS)),
        "words",
        "Words that despise people, such as 'idiot', in the writer's own words: outside of quotations and of what "
        "others are said to say. Why: contempt is no report. Example: 1 for 'The clueless buffoon voted no.'",
        scored=False,
    ),
    Feature(
        "first_person_opinions",
        Finder(
            first_person_opinions,
            when=holds("text", OPINION)
            & ~holds("title", LABELLED_TITLE)
            & ~holds("text", LABELLED_TEXT)
            & ~holds("url", LABELLED_PLACE).fill_null(False)
            & ~holds("section", LABELLED_PLACE).fill_null(False),
        ),
        "phrases",
        "Where the writer gives an opinion in the first person, as in 'I think' or 'we must', in a text that is not "
        "labelled as opinion, interview or review; quotations and what others say do not count. Why: comment that "
        "poses as news. Example: 1 for 'I believe that the council is wrong.'",
        scored=False,
    ),
)
