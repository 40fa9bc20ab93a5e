"""The documents and platforms that a cue's sentence names: "in a statement", "on Facebook", "on her blog"."""

from __future__ import annotations

import re

from reliability.claims.attribution import Span
from reliability.claims.patterns import any_of

MASK = "\u00b7"
"""What stands in a region for the content itself."""
_PAPER_GAP = 45
_PAPER_OPENS = 30
_PAPER = re.compile(
    r"\b(?:in|by|via|through|with|from|issued|released|issuing|releasing|sent|put out|sends)\s+"
    r"(?:(?:an?|the|his|her|its|their|another|one|that|court|written|separate|prepared)\s+)?"
    rf"(?:[\w’'.-]+\s+){{0,3}}?({any_of('papers')})\b(?!\s+(?:that|which) (?:he|she))",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\b(?:opening|closing) statements?$", re.IGNORECASE)
_TWEET = re.compile(r"\b(?:re-?)?tweet(?:s|ed|ing|storm)?\b", re.IGNORECASE)
_SITE = re.compile(
    r"\b(?:in|on|to|via)\s+(?:an?|his|her|its|their|the|own|another|one)\s+(?:[\w’'.-]+\s+){0,4}?"
    r"(blog post|blog|website|web site|web page|Facebook page|webpage)\b|\b(?:on|over|to|across) (social media)\b",
    re.IGNORECASE,
)
_SITES = ("blog", "web", "page", "social media")
_ON_PLATFORM = re.compile(
    r"\b(?:on|to|via|over|through|in an?|in the|his|her|its|their|own|an?|the)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE
)
_PLATFORM_REST = re.compile(
    r"(?:['’]s)?\s+(?:post|account|page|message|feed|channel|video|live|chat|thread|story|rant)", re.I
)


def papers(region: str, places: list[Span]) -> list[str]:
    """The kinds of the documents named beside one of `places` (source and cue in `region`), in lower case."""
    found = (kind for kind in _PAPER.finditer(region) if not _SPOKEN.search(kind.group()))
    return [kind.group(1).casefold() for kind in found if _is_beside(kind, places, region)]


def is_on_platform(region: str, begin: int, end: int) -> bool:
    """Whether a platform named at `[begin, end)` is where something was published: "on Facebook"."""
    return bool(_ON_PLATFORM.search(region, max(0, begin - 40), begin) or _PLATFORM_REST.match(region, end))


def tweet(region: str) -> int | None:
    """Where a word for a tweet stands."""
    found = _TWEET.search(region) if "tweet" in region.casefold() else None
    return found.start() if found else None


def site(region: str) -> str | None:
    """A web page or social media that no name is given for: "on her blog"."""
    lowered = region.casefold()
    found = _SITE.search(region) if any(word in lowered for word in _SITES) else None
    return (found.group(1) or found.group(2)).casefold() if found else None


def _is_beside(paper: re.Match[str], places: list[Span], region: str) -> bool:
    """Whether a document is named next to source, cue or content, or opens their sentence."""
    for first, last in places:
        gap = region[last : paper.start()]
        if first - 1 <= paper.start() < last or (paper.start() >= last and len(gap) < _PAPER_GAP and MASK not in gap):
            return True
    if region[: paper.start()].rstrip(' ,"”’').endswith(MASK):
        return True
    return paper.start() < _PAPER_OPENS and all(paper.start() < first for first, _ in places)
