"""Statements that went through many hands, or that an outlet takes from itself."""

from __future__ import annotations

import re

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import holds
from reliability.features.reading import sentences, spans_of

TWO, MANY = 2, 3  # hands: hearsay of hearsay, and a chain
NAME = (
    r"(?:the |an? |its |[\w.’'-]+ (?:newspaper|daily|agency|channel|website|network) )?(?:[A-Z][\w.&’'-]*|"
    r"i24)(?: (?:of |the )?[A-Z][\w.&’'-]*){0,4}"
)
OUTLET = (
    r"(?:(?:the|an?|another|local|its|several|foreign|state) )?(?:[\w-]+ ){0,2}(?:newspapers?|paper|daily|weekly|"
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
    rf"the )?(?:\w+ ){{0,2}}?(?:(?:report|story|article|item|interview|account|post|tweet|broadcast|piece)s? (?:in|"
    rf"by|from|on|with) )?(?P<cited>{WHO})"
    rf"|\b(?:[Aa]ccording to|[Aa]s (?:first )?(?:reported|quoted|cited|relayed) by|(?:reported|quoted|cited|relayed|"
    rf"shared|republished|reposted|picked up|passed on|carried|repeated) (?:\w+ )?(?:by|in|on)|[Vv]ia) (?:an? |"
    rf"the )?(?:\w+ ){{0,2}}?(?:(?:report|story|article|item|interview|account|post|tweet|broadcast|piece)s? (?:in|"
    rf"by|from|on|with|shared by|quoted by) )?(?P<by>{WHO})"
    rf"|(?P<says>{WHO}) (?:\w+ly )?(?:has |have |had )?{SAID}\b"
    r"|\b(?:wrote|posted|tweeted|said|shared|published) (?:\w+ ){0,3}on (?P<on>Facebook|Twitter|X|Telegram|Instagram|"
    r"YouTube|TikTok|WhatsApp|Reddit|VK|Weibo|Truth Social)\b"
)
PASSED = r"(?:told|cit(?:ing|ed)|quot(?:ing|ed)|according to|report(?:s|ed)|shared|relayed|via|wrote|posted|interview)"
ARTICLE = re.compile(r"(?i)^(?:the|an?|its|local|another|several|state|foreign) ")
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
        if end - start < 1000 and _hands(case.text[start:end]) >= least and not any(start <= at < end for at in found):
            found[start] = end
    return [Place(start, found[start]) for start in sorted(found)]


def _hands(sentence: str) -> int:
    """How many different names pass something on in this sentence."""
    names = [next(name for name in match.groups() if name) for match in HAND.finditer(sentence)]
    return len({ARTICLE.sub("", name).lower() for name in names})


def own_names(publisher: str | None, domain: str | None) -> list[str]:
    """Patterns for what an outlet calls itself: its name as given, and the first part of its domain."""
    found = []
    for name in (
        re.sub(r"\s*(?:\(.*|- .*|\|.*)$|^[Tt]he\s+", "", publisher or "").strip(),
        (domain or "").partition(".")[0],
    ):
        words = re.findall(r"\w+", name.removesuffix(".com"))
        if len("".join(words)) >= 3 and not {word.lower() for word in words} <= GENERIC:
            found.append(r"[\s.’'-]{0,2}".join(map(re.escape, words)))
    return found


def self_citations(case: Case) -> list[Place]:
    """Where the article gives what it tells to its own publisher, by name; interviews given to it do not count."""
    names = own_names(case.publisher, case.domain)
    if not names:
        return []
    own = rf"(?:[Tt]he )?\b(?i:{'|'.join(names)})\b"
    cited = re.compile(
        rf"(?:[Aa]ccording to|[Cc]iting|[Cc]ites|[Cc]ited by|[Qq]uoting|[Qq]uoted by|[Rr]eported by|[Rr]evealed by|"
        rf"[Pp]ublished (?:by|in)|[Rr]eports? (?:by|from|in|on)|(?:story|article|investigation|analysis) (?:by|from|"
        rf"in))"
        rf" (?:an? |the |an earlier |a previous )?(?:report (?:by|in|from|on) )?{own}|{own}(?:['’]s?)? (?:\w+ly |"
        rf"has |had |first |have |previously |exclusively |also |itself |previous |own |earlier |"
        rf"recent )*(?:report(?:s|ed|ing)?|said|says|wrote|writes|revealed|reveals|claim(?:s|ed)|learned|confirmed|"
        rf"noted|found|broke|announced|disclosed|published|understands|investigation|analysis)\b"
    )
    return [Place(match.start(), match.end()) for match in cited.finditer(case.text)]


TWICE_PASSED = holds("lower", rf"\b{PASSED}\b[^\n]{{1,300}}\b{PASSED}\b")
_OWN = pl.concat_str(pl.col("publisher", "domain").fill_null(""), separator=" ")

FEATURES = (
    Feature(
        "long_chains",
        Finder(
            long_chains,
            when=(pl.col("max_hops") >= MANY) | holds("lower", rf"{PASSED}\b[^.\n]{{1,300}}\b{PASSED}\b"),
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
