"""The intermediaries of a claim: outlets, platforms and documents named around its cue."""

from __future__ import annotations

import re
from bisect import bisect_left

from reliability.claims.attribution import Attribution
from reliability.claims.gazetteer import Gazetteer, Mention, Outlet, plain
from reliability.claims.speakers import Speaker

Via = tuple[tuple[str, str], ...]
_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSt)"
    r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[^\W\d_a-z])|\n+"
)
_LEAD = re.compile(
    r"(?:\b(?:told|tells|telling|tell|interview\w*|appear\w*|speaking|spoke|talking|published|quoted|cited|aired)\b"
    r"[^.;]{0,60}|\b(?:on|to|with|by|in|for|according to|via)\s+(?:[\w’'\"“]+\s+){0,2}[\"“]?)$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:['’]s?)?[\"”]?[\s/-]*(?:\w+[\s/-]+)?(?:poll|polls|survey|debate|town hall|forum|contributor)\b", re.IGNORECASE
)
_TWEET = re.compile(r"\b(?:re-?)?tweet\w*|\b[Tt]witter\b|\bX post\b|\bposted on X\b|\bon X\b", re.IGNORECASE)
_PAPER = re.compile(
    r"\bin (?:an? |the |his |her |its |their )?(?:\w+[ -]){0,3}"
    r"(statement|press release|news release|e-?mail|letter|memo|memoir|book|filing|motion|lawsuit|affidavit)\b",
    re.IGNORECASE,
)


class Relays:
    """Finds the intermediaries of the attributions of one article."""

    def __init__(self, text: str, title: str, gazetteer: Gazetteer, own: Outlet | None, publisher: str | None) -> None:
        """Find outlets and sentence bounds of `text` once."""
        self.text = text
        self._own = {plain(name) for name in (own.name if own else "", publisher or "") if name}
        found = gazetteer.find(text)
        self.mentions: list[Mention] = [mention for mention in found if not mention.weak]
        self._starts = [mention.start for mention in self.mentions]
        self._bounds = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]

    def is_own(self, outlet: Outlet) -> bool:
        """Whether the article's publisher is this outlet, or airs this programme."""
        return not self._own.isdisjoint((plain(outlet.name), plain(outlet.owner)))

    def via(self, attribution: Attribution, speaker: Speaker) -> Via:
        """The intermediaries in order from the origin to this article."""
        start, end = self._sentence(attribution)
        shown = list(self.text[start:end])
        for first, last in attribution.content:
            for place in range(max(first, start), min(last, end)):
                shown[place - start] = "\u00b7"
        region = "".join(shown)
        found: list[tuple[str, str]] = []
        paper = _PAPER.search(region)
        if paper:
            found.append(("document", paper.group(1).lower()))
        if _TWEET.search(region):
            found.append(("platform", "Twitter"))
        for mention in self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            outlet = mention.outlet
            if outlet.kind == "platform" or self.is_own(outlet) or outlet == speaker.outlet:
                continue
            lead, rest = region[: mention.start - start], region[mention.end - start :]
            if region[mention.start - start] == "\u00b7" or _NOT.match(rest) or not _LEAD.search(lead):
                continue
            if ("outlet", outlet.shown) not in found:
                found.append(("outlet", outlet.shown))
        return tuple(found)

    def _sentence(self, attribution: Attribution) -> tuple[int, int]:
        places = [*attribution.source, *attribution.cue] or list(attribution.content) or [(0, 0)]
        first, last = min(place[0] for place in places), max(place[1] for place in places)
        begin = bisect_left(self._bounds, first + 1) - 1
        stop = bisect_left(self._bounds, last)
        return self._bounds[max(begin, 0)], self._bounds[min(stop, len(self._bounds) - 1)]
