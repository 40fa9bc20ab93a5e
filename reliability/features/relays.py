"""Statements that went through many hands, or that an outlet takes from itself."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import holds
from reliability.features.reading import sentences, spans_of

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
TOLD = r"(?:told|tells|informed|confided (?:in|to)|spoke to|speaking to|in (?:an )?interviews? (?:with|to)|gave to)"
SAID = (
    r"(?:report(?:s|ed)|wrote|writes|published|carried|relayed|repeated|recounted|noted|claim(?:s|ed)|revealed|"
    r"broadcast|said|says)"
)
# Each is one hand: a name or an outlet, with the word by which it passes something on.
HAND = re.compile(
    rf"\b{TOLD} (?P<told>{WHO})"
    rf"|\b(?:[Cc]iting|[Cc]ited|[Qq]uoting|[Qq]uoted|[Rr]eferring to|[Rr]elying on|[Cc]redit(?:ed|ing)) (?:an? |"
    rf"the )?(?:\w{{1,30}} ){{0,2}}?(?:(?:report|story|article|item|interview|account|post|tweet|broadcast|"
    rf"piece)s? (?:in|"
    rf"by|from|on|with) )?(?P<cited>{WHO})"
    rf"|\b(?:[Aa]ccording to|[Aa]s (?:first )?(?:reported|quoted|cited|relayed) by|(?:reported|quoted|cited|relayed|"
    rf"shared|republished|reposted|picked up|passed on|carried|repeated) (?:\w{{1,30}} )?(?:by|in|on)|[Vv]ia) (?:an? |"
    rf"the )?(?:\w{{1,30}} ){{0,2}}?(?:(?:report|story|article|item|interview|account|post|tweet|broadcast|"
    rf"piece)s? (?:in|"
    rf"by|from|on|with|shared by|quoted by) )?(?P<by>{WHO})"
    rf"|\b(?P<says>{WHO}) (?:\w{{1,30}}ly )?(?:has |have |had )?{SAID}\b"
    r"|\b(?:wrote|posted|tweeted|said|shared|published) (?:\w{1,30} ){0,3}on (?P<on>Facebook|Twitter|X|Telegram|"
    r"Instagram|"
    r"YouTube|TikTok|WhatsApp|Reddit|VK|Weibo|Truth Social)\b"
)
PASSED = r"(?:told|cit(?:ing|ed)|quot(?:ing|ed)|according to|report(?:s|ed)|shared|relayed|via|wrote|posted|interview)"
_PASSED = re.compile(rf"(?i)\b{PASSED}\b")
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
    for start, end in sentences(case.text):
        passed = end - start < LONGEST and sum(1 for _ in _PASSED.finditer(case.text, start, end)) >= least - 1
        if passed and _hands(case.text[start:end]) >= least and not any(start <= at < end for at in found):
            found[start] = end
    return [Place(start, found[start]) for start in sorted(found)]


def _hands(sentence: str) -> int:
    """How many different names pass something on in this sentence."""
    names = [next(name for name in match.groups() if name) for match in HAND.finditer(sentence)]
    return len({ARTICLE.sub("", name).lower() for name in names})


def own_names(publisher: str | None, domain: str | None) -> list[str]:
    """Patterns for what an outlet calls itself: its name as given, and the first part of its domain."""
    name = re.sub(r"\s*(?:\(.*|- .*|\|.*)$|^[Tt]he\s+|\.com$", "", publisher or "").strip()
    words = re.findall(r"\w+", name)
    label = (domain or "").partition(".")[0]
    found = []
    if len("".join(words)) >= 3 and not {word.lower() for word in words} <= GENERIC:
        found.append(r"[\s.’'-]{0,2}".join(map(re.escape, words)))
    if 5 <= len(label) <= 40 and label.isalnum():
        found.append(r"[\s.’'-]?".join(label))
    return found


@lru_cache(maxsize=1000)
def _own(publisher: str | None, domain: str | None) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Patterns for an outlet's own name, and for what it cites or says by that name."""
    names = own_names(publisher, domain)
    own = rf"(?:[Tt]he )?\b(?=[A-Z\d]|i24)(?i:{'|'.join(names)})\b"
    told = rf"{CITED} (?:{EARLIER} )?(?:report (?:by|in|from|on) )?{own}|{own}{CITES}"
    return (re.compile(own), re.compile(told)) if names else None


def self_citations(case: Case) -> list[Place]:
    """Where the article gives what it tells to its own publisher, by name; interviews given to it do not count."""
    patterns = _own(case.publisher, case.domain)
    if patterns is None or not patterns[0].search(case.text):
        return []
    return [Place(match.start(), match.end()) for match in patterns[1].finditer(case.text)]


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
