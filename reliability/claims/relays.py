"""The intermediaries that stand around a cue: outlets, platforms, documents and persons."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from reliability.claims import carriers
from reliability.claims.attribution import Attribution, Span
from reliability.claims.carriers import MASK
from reliability.claims.chain import inwards
from reliability.claims.gazetteer import Mention
from reliability.claims.heads import Speaker
from reliability.claims.outlets_seen import OutletsSeen
from reliability.claims.patterns import any_of
from reliability.claims.unnamed_outlets import unnamed_outlets

Via = tuple[tuple[str, str], ...]
WIDEST = 700
_SENTENCE = re.compile(
    r"[.!?](?:(?<=\b[Oo]n X\.)|(?<!\b[A-Z]\.))"  # not behind an initial, but behind the platform X
    r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bSen\.)(?<!\bRep\.)"
    r"(?<!\bGov\.)(?<!\bGen\.)(?<!\bRev\.)[\"'”’)]*\s+(?=[\"'“‘(]*[^\W_a-z])|\n+"
)
_TALK = re.compile(rf"\b{any_of('talking')}\b[^.;\n]{{0,70}}$", re.IGNORECASE)
_ON = re.compile(r"\b(?:on|over)\s+(?:[\w’'-]+\s+){0,3}[\"“'‘]*$", re.IGNORECASE)
_NOT_ON = re.compile(
    r"\b(?:debat\w+|time|days|years|tenure|career|stint|job|role|work|war|attacks?|ban) (?:on|over) (?:the )?[\"“'‘]*$",
    re.I,
)
_WRITING = re.compile(r"\b(?:in|for|by|via)\s+(?:[\w’'-]+\s+){0,4}[\"“'‘]*$", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\b(?:(?:according to|per|citing|quoting|cited|cites|quoted|quotes|via)\s+(?:[\w’'-]+\s+){0,5}"
    r"|by\s+(?:[\w’'-]+\s+){0,3})[\"“'‘]*$",
    re.I,
)
_ASIDE = re.compile(r"\([^()]{0,60}\baccording to\s+[^()]{0,40}$", re.IGNORECASE)
_WHICH = re.compile(rf"{MASK},? (?:which|who|where|when) [^{MASK}]{{0,90}}, (?:according to|per) [^{MASK}]{{0,30}}$")
_LEAD = 150
_REPORTING = re.compile(
    rf"(?:['’]s?(?: [A-Z][\w.’'-]+){{1,3}}| {any_of('media_nouns')})?[\"”]?,?\s+"
    rf"(?:(?:{any_of('reporting_how')}|on \w+day|\w+day|that)\s+){{0,3}}{any_of('reporting')}\b"
)
_NOT_RELAYING = re.compile(
    rf"(?:['’]s?)?[\"”]?[\s/-]*(?:[\w-]+[\s/-]+){{0,4}}?{any_of('not_relaying')}\b", re.IGNORECASE
)
_CITING = re.compile(r"(?:which|who|citing|quoting) (?:\w+ )?(?:cit|quot|an? interview)|(?:citing|quoting)\b")
_THROUGH = re.compile(
    r"\bthrough (?:an?|his|her|their|its) (?:\w+ ){0,2}(?:lawyers?|attorneys?|spokesman|spokeswoman|spokesperson"
    r"|representatives?|publicist|aide|associate)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"^@\w+$")
_VENUE = re.compile(r"\b(?:study|studies|research|paper|trial)\b[^,;]{0,40}\b(?:in|by) (?:the )?$")
_POLLED = re.compile(r"\b(?:polls?|surveys?)\b[^.;]{0,60}\b(?:by|for|from) (?:the )?$")
_WROTE = re.compile(r"\bwr(?:ote|ites?|iting|itten)\b|\bargu|\bpen(?:ned|s)\b", re.IGNORECASE)


class Relays:
    """Finds the intermediaries of the attributions of one article."""

    def __init__(self, text: str, seen: OutletsSeen, attributions: Sequence[Attribution]) -> None:
        """Find the sentence bounds of `text` and the cues of its attributions once."""
        self.text = text
        self.seen = seen
        self._bounds = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
        self._cues = sorted(span for one in attributions for span in one.cue)
        self._cue_starts = [start for start, _ in self._cues]
        self._with_source: dict[tuple[Span, ...], list[Span]] = {}
        for one in attributions:
            if one.source:
                self._with_source.setdefault(one.source, []).extend(one.cue)
        self._sources = sorted(span for one in attributions for span in one.source)
        self._source_starts = [start for start, _ in self._sources]

    def sentence(self, place: int) -> Span:
        """The sentence that `place` lies in, cut to `WIDEST` on each side."""
        index = bisect_right(self._bounds, place, 1, len(self._bounds) - 1)
        return max(self._bounds[index - 1], place - WIDEST), min(self._bounds[index], place + WIDEST)

    def region(self, attribution: Attribution) -> tuple[int, str]:
        """Where the sentence of source and cue starts, and its text with the content masked."""
        places = [*attribution.source, *attribution.cue] or list(attribution.content) or [(0, 0)]
        first, last = min(place[0] for place in places), max(place[1] for place in places)
        start = max(self._bounds[max(bisect_right(self._bounds, first) - 1, 0)], first - WIDEST)
        end = self._bounds[min(bisect_left(self._bounds, max(last, start + 1)), len(self._bounds) - 1)]
        shown = self.text[start : min(end, last + WIDEST, start + 3 * WIDEST)]
        for content in attribution.content:
            if content[0] >= first and _CITING.match(self.text, content[0]):
                continue  # Not said, but told of the source: "..., which quoted the Courier".
            begin, stop = max(content[0] - start, 0), min(content[1] - start, len(shown))
            if begin < stop:
                shown = shown[:begin] + MASK * (stop - begin) + shown[stop:]
        return start, shown

    def around(self, attribution: Attribution, speaker: Speaker, start: int, region: str) -> Via:
        """The intermediaries named in the cue's own `region`, in order from the origin to this article."""
        persons = [("person", match.group().partition(" ")[2]) for match in _through(region)]
        papers = [("document", kind) for kind in self._papers(attribution, speaker, start, region)]
        platforms = [("platform", name) for name in self._platforms(attribution, start, region)]
        outlets = [("outlet", name) for name in self._outlets(start, region, attribution, speaker)]
        if outlets:
            papers = [paper for paper in papers if paper != ("document", "op-ed")]
        if _HANDLE.search(speaker.origin or ""):
            platforms.append(("platform", "Twitter"))
        if speaker.carrier:
            (platforms if speaker.carrier[0] == "platform" else papers).append(speaker.carrier)
        return tuple(dict.fromkeys((*persons[:1], *papers[:1], *platforms[:1], *outlets)))

    def _papers(self, attribution: Attribution, speaker: Speaker, start: int, region: str) -> list[str]:
        if speaker.source_type in ("document", "media_outlet"):
            return []
        return carriers.papers(region, [(a - start, b - start) for a, b in (*attribution.source, *attribution.cue)])

    def _platforms(self, attribution: Attribution, start: int, region: str) -> list[str]:
        found: list[tuple[int, str]] = []
        own = set(attribution.cue)
        cue = min((first for first, _ in own), default=start)
        for mention in self.seen.within(start, start + len(region)):
            begin, end = mention.start - start, mention.end - start
            if mention.outlet.kind != "platform" or region[begin] == MASK or not self._is_free(mention.start, own):
                continue
            if not self._speaks_elsewhere(mention.start, attribution) and carriers.is_on_platform(region, begin, end):
                found.append((abs(mention.start - cue), mention.outlet.name))
        tweet = carriers.tweet(region)
        if tweet is not None and self._is_free(start + tweet, own.union(self._with_source.get(attribution.source, ()))):
            found.append((abs(start + tweet - cue), "Twitter"))
        site = None if found else carriers.site(region)
        return [site] if site else [name for _, name in sorted(found)]

    def _speaks_elsewhere(self, place: int, attribution: Attribution) -> bool:
        """Whether a word stands in the source of another attribution: "a post on Facebook says"."""
        index = bisect_right(self._source_starts, place) - 1
        inside = index >= 0 and self._sources[index][1] > place
        return inside and self._sources[index] not in attribution.source

    def _is_free(self, place: int, own: set[Span]) -> bool:
        """Whether a word belongs to no other attribution's cue."""
        index = bisect_right(self._cue_starts, place) - 1
        return index < 0 or self._cues[index][1] <= place or self._cues[index] in own

    def _outlets(self, start: int, region: str, attribution: Attribution, speaker: Speaker) -> list[str]:
        found: list[tuple[int, str]] = []
        own = False
        for mention in self.seen.within(start, start + len(region)):
            outlet = mention.outlet
            if outlet.kind == "platform" or outlet in speaker.outlets:
                continue
            if not self._relays(mention, start, region, attribution, bool(speaker.outlets)):
                continue
            if self.seen.is_own(outlet):
                own = True
            elif all(outlet.shown != name for _, name in found):
                found.append((mention.start - start, outlet.shown))
        if own:
            return []
        if found or speaker.source_type == "media_outlet":
            return inwards(found, region)
        return unnamed_outlets(region, start, self.seen)

    def _relays(self, mention: Mention, start: int, region: str, attribution: Attribution, is_outlet: bool) -> bool:
        """Whether the words around a mention make it a relay of this attribution."""
        begin, end = mention.start - start, mention.end - start
        if region[begin] == MASK:
            opens = any(0 <= mention.start - first <= 4 for first, _ in attribution.content)
            return opens and bool(_REPORTING.match(self.text, mention.end))
        if is_host(region, begin, end) or _is_aside(region, begin):
            return False
        reporting = _REPORTING.match(region, end)
        according = _ACCORDING.search(region, max(0, begin - 40), begin)
        inside = any(first <= mention.start < last for first, last in attribution.source)
        reports = reporting is not None and self._reports(start + reporting.end() - 1, attribution, inside)
        if reports or is_outlet:
            return reports or according is not None
        talk = _TALK.search(region, max(0, begin - 110), begin)
        if talk or inside:
            return talk is not None and self._is_free(start + talk.start(), set(attribution.cue))
        if according or _ON.search(region, max(0, begin - 40), begin):
            return not _NOT_ON.search(region, max(0, begin - 40), begin)
        writes = any(_WROTE.search(self.text, first, last) for first, last in attribution.cue)
        return writes and bool(_WRITING.search(region, max(0, begin - 50), begin))

    def _reports(self, place: int, attribution: Attribution, inside: bool) -> bool:
        """Whether the verb at `place` after an outlet is free for it: not another cue, nor the cue of "Lund of CNN"."""
        own = set(attribution.cue)
        return self._is_free(place, own) and not (inside and any(first <= place < last for first, last in own))


def _is_aside(region: str, begin: int) -> bool:
    """Whether a credit belongs to an aside: "(a third, according to the Courier)", "..., which fell, according to"."""
    lead = region[max(0, begin - _LEAD) : begin]
    return bool(_ASIDE.search(lead) or _WHICH.search(lead))


def is_host(region: str, begin: int, end: int) -> bool:
    """Whether an outlet at `[begin, end)` is the host of an event, an employer or the venue of a study."""
    lead = max(0, begin - 90)
    return bool(
        _NOT_RELAYING.match(region, end) or _VENUE.search(region, lead, begin) or _POLLED.search(region, lead, begin)
    )


def _through(region: str) -> Iterable[re.Match[str]]:
    return _THROUGH.finditer(region) if "hrough" in region else ()
