"""Statements that went through many hands, or that an outlet takes from itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import holds
from reliability.features.reading import LATEST, lowered, sentences_with, spans_of

LONGEST = 1000  # characters of a sentence
TWO, MANY = 2, 3  # hands: hearsay of hearsay, and a chain
NAME = (
    r"(?:the |an? |its |[\w.’'-]{1,30} (?:newspaper|daily|agency|channel|website|network) )?(?:[A-Z][\w.&’'-]{0,30}|"
    r"i24)"
    r"(?: (?:of |the )?[A-Z][\w.&’'-]{0,30}){0,4}"
)
OUTLET = (
    r"(?:(?:the|an?|another|local|its|several|foreign|state) )?(?:[\w-]{1,30} ){0,2}(?:newspapers?|paper|daily|weekly|"
    r"magazine|tabloid|outlets?|media|broadcaster|news agency|wire service|agency|website|news site|blog|TV channel|"
    r"channel|radio(?: station)?|podcast|post|tweet|thread|message)"
)
WHO = rf"(?:{NAME}|{OUTLET})"
FRIEND = (
    r"(?:an?|his|her|their|one|two|close|several) (?:\w{1,30} )?(?:friends?|colleagues?|neighbou?rs?|relatives?|"
    r"associates?|acquaintances?|cousins?|confidants?)"
)
PIECE = r"(?:report|story|article|item|interview|account|post|tweet|broadcast|piece)s?"
QUOTING = r"(?=(?:citing|cited|cites|quoting|quoted|quotes)\b)"
STATEMENT = r"(?:claim|allegation|statement|remark|comment|assertion|rumou?r|story|report)s?"
TOLD = r"(?:told|tells|informed|confided (?:in|to)|spoke to|speaking to|in (?:an )?interviews? (?:with|to)|gave to)"
SAID = (
    r"(?:report(?:s|ed)|wrote|writes|published|carried|relayed|repeated|recounted|noted|claim(?:s|ed)|revealed|"
    r"broadcast|said|says)"
)
# Each is one hand: a name or an outlet, with the word by which it passes something on.
HAND = re.compile(
    rf"\b{TOLD} (?P<told>{FRIEND}|{WHO})"
    rf"|\b(?:[Cc]iting|[Cc]ited|[Qq]uoting|[Qq]uoted|[Rr]eferring to|[Rr]elying on|[Cc]redit(?:ed|ing)) (?:an? |"
    rf"the )?(?:\w{{1,30}} ){{0,2}}?(?:{PIECE} (?:in|by|from|on|with) )?(?P<cited>{WHO})"
    rf"|\b(?:[Oo]n the (?:basis|strength) of|[Bb]ased on|[Dd]rawing on|[Pp]ointing to) (?:an? |the )?(?:\w{{1,30}} )?"
    rf"{PIECE} (?:in|by|from|on) (?P<basis>{WHO})"
    rf"|\b{STATEMENT} (?:\w{{1,30}}ly |first )?(?:made|posted|published|aired|spread|circulated) (?:by|on|in) "
    rf"(?P<made>{WHO})"
    rf"|\b(?:[Aa]ccording to|[Aa]s (?:first )?(?:reported|quoted|cited|relayed) by|(?:reported|quoted|cited|relayed|"
    rf"shared|republished|reposted|picked up|passed on|carried|repeated|spread|circulated|floated|aired) "
    rf"(?:\w{{1,30}} )?(?:by|in|on)|[Vv]ia) (?:an? |"
    rf"the )?(?:\w{{1,30}} ){{0,2}}?(?:{PIECE} (?:in|by|from|on|with|shared by|quoted by) )?(?P<by>{WHO})"
    rf"|\b(?P<says>{WHO}),? (?:\w{{1,30}}ly )?(?:has |have |had )?(?:{QUOTING}|(?<!, ){SAID}\b)"
    r"|\b(?:wrote|posted|tweeted|said|shared|published) (?:\w{1,30} ){0,3}on (?P<on>Facebook|Twitter|X|Telegram|"
    r"Instagram|"
    r"YouTube|TikTok|WhatsApp|Reddit|VK|Weibo|Truth Social)\b"
)
PASSED = (
    r"(?:told|cit(?:ing|ed)|quot(?:ing|ed)|according to|report(?:s|ed)|shared|relayed|via|wrote|posted|interview|"
    r"repeated|republished|as saying)"
)
PASSED_ROOTS = (
    "told", "citing", "cited", "quot", "according to", "reports", "reported", "shared", "relayed", "via", "wrote",
    "posted", "interview", "repeated", "republished", "as saying",
)  # fmt: skip
_PASSED = re.compile(rf"(?i)\b{PASSED}\b")
# No hand without one of these: two of them are found many times faster than two hands.
HAND_WORD = re.compile(
    r"(?i)\b(?:t(?:old|ells)|informed|confided|spoke|speaking|interviews?|gave|cit|quot|referring|relying|credit|"
    r"according|re(?:port|lay|publish|post|peat|count|veal)|shared|pick|pass|carried|via|wr(?:ote|ites)|publish|noted|"
    r"claim|broadcast|sa(?:id|ys)|posted|tweeted|based on|drawing on|pointing to|on the (?:basis|strength)|made|aired|"
    r"spread|circulated)"
)
ARTICLE = re.compile(r"(?i)^(?:the|an?|its|local|another|several|state|foreign) ")
CITED = (
    r"(?:[Aa]ccording to|[Cc]iting|[Cc]ites|[Cc]ited by|[Qq]uoting|[Qq]uoted by|[Rr]eported by|[Rr]evealed by"
    r"|[Pp]ublished (?:by|in)|[Rr]eports? (?:by|from|in|on)|(?:story|article|investigation|analysis) (?:by|from|in))"
)
EARLIER = r"(?:an?|the|an earlier|a previous)"
CITES = (
    r"(?:['’]s?)? (?:\w{1,30}ly |has |had |first |have |also |itself |previous |own |earlier |recent )*"
    r"(?:report(?:s|ed|ing)?|said|says|wrote|writes|revealed|reveals|claim(?:s|ed)|learned|confirmed|noted|found|broke"
    r"|announced|disclosed|published|understands|investigation|analysis)\b"
)
# What an institute finds out itself is first-hand work: 'a Vale Institute analysis'; of a paper, only its survey is.
SURVEY = re.compile(r"(?:['’]s?)? ?(?:\w{1,30} ){0,2}(?:surveys?|polls?|polling)\b")
OWN_WORK = re.compile(
    r"(?:['’]s?)? ?(?:\w{1,30} ){0,2}(?:surveys?|polls?|polling|analys[ei]s|stud(?:y|ies)|estimates?|projections?)\b"
)
INSTITUTE = re.compile(
    r"(?i)\b(?:institut\w*|centers?|centres?|foundation|universit\w+|college|council|society|academy|research|"
    r"federation|association|office|bureau|bank|commission)\b"
)
# With the article before the name, the piece of work behind it belongs to what is shown.
WORK = (
    r"(?:['’]s?)?(?: [a-z]{2,20}){0,2}? (?:analysis|reports?|reporting|review|investigation|tally|count|story|"
    r"article)\b"
)
SECTION = r"(?:(?: [-–—|] | \()[A-Z][\w. ]{0,30}\)?(?= |,))?"  # 'Vale Times - News', as catalogues name it
AHEAD, BEHIND = 100, 150  # characters around an own name that are looked through
GENERIC = {"news", "online", "newspaper", "magazine", "media", "staff", "guest", "writer", "editorial", "opinion"}


def long_chains(case: Case) -> list[Place]:
    """Claims that came through three hands or more, and sentences that name as many."""
    return _chains(case, MANY)


def relayed_twice(case: Case) -> list[Place]:
    """Claims that came through two hands or more, and sentences that name as many."""
    return _chains(case, TWO)


def _chains(case: Case, least: int) -> list[Place]:
    found = {}
    for claim in case.claims:
        spans = spans_of(claim, "source", "cue", "content")
        if (claim["hops"] or 0) >= least and spans:
            found[min(spans)[0]] = max(end for _, end in spans)
    for start, end, passed, hands in _passed_on(case.text):
        if passed >= least - 1 and hands >= least and not any(start <= at < end for at in found):
            found[start] = end
    return [Place(start, found[start]) for start in sorted(found)]


@lru_cache(maxsize=LATEST)
def _passed_on(text: str) -> tuple[tuple[int, int, int, int], ...]:
    """Sentences in which two hands or more pass something on: span, words of passing on, hands."""
    found = []
    for start, end in sentences_with(PASSED_ROOTS, text):
        words = sum(1 for _ in HAND_WORD.finditer(text, start, end)) if end - start < LONGEST else 0
        passed = sum(1 for _ in _PASSED.finditer(text, start, end)) if words >= TWO else 0
        if passed and (hands := _hands(text[start:end])) >= TWO:
            found.append((start, end, passed, hands))
    return tuple(found)


def _hands(sentence: str) -> int:
    """How many different names pass something on in this sentence."""
    names = [next(name for name in match.groups() if name) for match in HAND.finditer(sentence)]
    return len({ARTICLE.sub("", name).lower() for name in names})


def own_names(publisher: str | None, domain: str | None) -> list[str]:
    """Patterns for what an outlet calls itself: its name as given, and the first part of its domain."""
    return [between.join(map(re.escape, pieces)) for pieces, between in _own_pieces(publisher, domain)]


def _own_pieces(publisher: str | None, domain: str | None) -> list[tuple[Sequence[str], str]]:
    """The words or letters of own names, and a pattern for what may stand between them."""
    name = re.sub(r"\s*(?:\(.*|- .*|\|.*)$|^[Tt]he\s+|\.com$", "", publisher or "").strip()
    words = re.findall(r"\w+", name)
    label = (domain or "").partition(".")[0]
    found: list[tuple[Sequence[str], str]] = []
    if len("".join(words)) >= 3 and not {word.lower() for word in words} <= GENERIC:
        found.append((words, r"[\s.’'-]{0,2}"))
    if 5 <= len(label) <= 40 and label.isalnum():
        found.append((label, r"[\s.’'-]?"))
    return found


def _squeezed(words: str) -> str:
    for mark in " \n\t.’'-":
        words = words.replace(mark, "")
    return words


@lru_cache(maxsize=1000)
def _own(publisher: str | None, domain: str | None) -> tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]] | None:
    """An outlet's own names without blanks and marks, and patterns for them and for what it cites or says by them."""
    names = own_names(publisher, domain)
    site = (domain or "").lower().removeprefix("www.")
    if not names and "." not in site:
        return None
    spelled = rf"(?:[Tt]he )?\b(?=[A-Z\d]|i24)(?i:{'|'.join(names)})\b{SECTION}" if names else ""
    address = rf"(?<![\w.@/-])(?i:(?:www\.)?{re.escape(site)})(?![\w/@])" if "." in site else ""
    own = f"(?:{'|'.join(filter(None, (spelled, address)))})"
    told = rf"{CITED} (?:{EARLIER} )?(?:report (?:by|in|from|on) )?{own}(?:{WORK})?|{own}{CITES}"
    spelled_out = {"".join(pieces).lower() for pieces, _ in _own_pieces(publisher, domain)}
    squeezed = (*spelled_out, *([_squeezed(site)] if address else []))
    return squeezed, re.compile(own), re.compile(told)


def self_citations(case: Case) -> list[Place]:
    """Where the article gives what it tells to its own publisher, by name; interviews given to it do not count."""
    patterns = _own(case.publisher, case.domain)
    if patterns is None:
        return []
    squeezed, own, told = patterns
    work = OWN_WORK if INSTITUTE.search(case.publisher or "") else SURVEY
    small = _squeezed(lowered(case.text))
    found: dict[int, int] = {}
    if not any(name in small for name in squeezed):
        return []
    start = 0
    for line in case.text.split("\n"):
        small = _squeezed(line.lower())
        end = start + len(line)
        if any(name in small for name in squeezed):
            found |= {match.start(): match.end() for match in _cited((own, told, work), case.text, start, end)}
        start = end + 1
    return [Place(at, found[at]) for at in sorted(found)]


def _cited(patterns: Sequence[re.Pattern[str]], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where a line cites its own publisher, and no work of its own: looked for about its name."""
    own, told, work = patterns
    done = start
    for name in own.finditer(text, start, end):
        if name.start() >= done:
            first, done = max(done, name.start() - AHEAD), min(name.end() + BEHIND, end)
            yield from (
                match
                for match in told.finditer(text, first, done)
                if not work.match(text, match.end()) and not work.match(text, name.end())
            )


TWICE_PASSED = holds("lower", rf"\b{PASSED}\b[^\n]{{1,300}}\b{PASSED}\b")
_OWN = pl.concat_str(pl.col("publisher", "domain").fill_null(""), separator=" ")

FEATURES = (
    Feature(
        "long_chains",
        Finder(
            long_chains,
            when=(pl.col("max_hops") >= MANY) | TWICE_PASSED,
        ),
        "claims",
        "Claims or sentences in which a statement went through three or more outlets, platforms or persons. Why: each "
        "hand can bend it, and none of them heard it from the last but one. "
        "Example: 1 for 'She told the Vale Times, Radio Vale reported, according to the Daily Harbour'.",
        scored=False,
    ),
    Feature(
        "relayed_twice",
        Finder(relayed_twice, when=(pl.col("max_hops") >= TWO) | TWICE_PASSED),
        "claims",
        "Claims or sentences in which a statement went through two or more outlets, platforms or persons. Why: hearsay "
        "of hearsay is weak. Example: 1 for 'She told the Vale Times, Radio Vale reported'.",
        scored=False,
    ),
    Feature(
        "self_citations",
        Finder(self_citations, when=(_OWN.str.len_chars() > 1) & (pl.col("claims") > 0)),
        "places",
        "Where the article gives what it tells to its own publisher by name, as in 'the Vale Times reported' in the "
        "Vale Times; interviews given to it do not count. Why: an outlet that leads back to itself confirms nothing. "
        "Example: 1 for 'according to the Vale Times' in an article of valetimes.example.",
        scored=False,
    ),
)
