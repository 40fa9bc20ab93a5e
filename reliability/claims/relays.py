"""The intermediaries that stand around a cue: outlets, platforms, documents and persons."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from reliability.claims.attribution import Attribution, Span
from reliability.claims.chain import inwards
from reliability.claims.gazetteer import Mention
from reliability.claims.heads import Speaker
from reliability.claims.outlet_forms import outlet_heads
from reliability.claims.outlets_seen import OutletsSeen

Via = tuple[tuple[str, str], ...]
MASK = "\u00b7"
WIDEST = 700
PAPER_GAP = 45
PAPER_OPENS = 30
_SENTENCE = re.compile(
    r"[.!?](?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bSen\.)(?<!\bRep\.)"
    r"(?<!\bGov\.)(?<!\bGen\.)(?<!\bRev\.)[\"'”’)]*\s+(?=[\"'“‘(]*[^\W_a-z])|\n+"
)
_TALK = re.compile(
    r"\b(?:told|tells|telling|tell|interview\w*|appear\w*|speaking|spoke|talk(?:s|ed|ing)? (?:to|with)|guest|sat down"
    r"|op-ed|column|essay|article|piece|commentary|quoted|cited|reported|published|aired|carried|obtained|seen by"
    r"|reviewed by|broadcast|featured|exclusive\w*|statement|email|e-mail|letter|shared with|provided to|given to"
    r"|calling in\w*|called in\w*|visit to|joined|answering|asked by|pressed by|questioned by"
    r"|debating)\b[^.;\n]{0,70}$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|over)\s+(?:[\w’'-]+\s+){0,3}[\"“'‘]*$", re.IGNORECASE)
_WRITING = re.compile(r"\b(?:in|for|by|via)\s+(?:[\w’'-]+\s+){0,4}[\"“'‘]*$", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(?:according to|per|citing|quoting|via|by)\s+(?:[\w’'-]+\s+){0,3}[\"“'‘]*$", re.IGNORECASE)
_REPORTING = re.compile(
    r"(?:['’]s?(?: [A-Z][\w.’'-]+){1,3})?[\"”]?,?\s+(?:(?:has|have|had|also|first|later|previously|recently|exclusively"
    r"|initially|on \w+day|\w+day|that)\s+){0,3}(?:reported|reports|reporting|wrote|writes|noted|notes|found|revealed"
    r"|reveals|quoted|quotes|cited|cites|confirmed|learned|detailed|published|said|says|broke)\b"
)
_NOT_RELAYING = re.compile(
    r"(?:['’]s?)?[\"”]?[\s/-]*(?:[\w-]+[\s/-]+){0,4}?(?:polls?|polling|survey|debates?|town halls?|forum"
    r"|contributor|building|headquarters|executives?|commentator|employees?|chairman|chief|founder|contract"
    r"|moderator)\b",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"\b(?:televised|television|TV|radio|broadcast|on-air|podcast|newspaper|magazine"
    r"|cable)\s+(?:news\s+)?(?:interviews?"
    r"|appearances?)\b|\b(?:on|to|with|by)\s+(?:[\w’'-]+\s+){0,4}?(?:(?<!reality )(?:radio|talk|TV|television|cable)"
    r"\s+(?:show|program|programme|station|network|channel|host)|podcast|news outlet|newspaper|news agency"
    r"|news site|broadcaster"
    r"|state media|state television|state TV|local media"
    r"|newsmagazine)\b"
    r"|(?:(?<=told )|\b(?:on|to|with) )(?:[\w’'-]+ ){0,2}(?:radio|TV|television|podcast)"
    r" (?:audience|listeners|viewers)\b",
    re.IGNORECASE,
)
_ON_AIR = ("radio", "tv", "televi", "podcast", "news", "media", "cable", "broadcast", "talk", "magazine", "on-air")
_SHOW = re.compile(r"\b[Ii]nterview(?:ed)? (?:with|on|by) (?:the )?((?:[^\W\d_a-z][\w’'-]* ){1,5}[^\W\d_a-z][\w’'-]*)")
_TWEET = re.compile(r"\b(?:re-?)?tweet(?:s|ed|ing|storm)?\b", re.IGNORECASE)
_SITE = re.compile(
    r"\b(?:in|on|to|via)\s+(?:an?|his|her|its|their|the|own|another|one)\s+(?:[\w’'.-]+\s+){0,4}?"
    r"(blog post|blog|website|web site|web page|Facebook page|webpage)\b|\b(?:on|over|to|across) (social media)\b",
    re.IGNORECASE,
)
_ON_PLATFORM = re.compile(
    r"\b(?:on|to|via|over|through|in an?|in the|his|her|its|their|own|an?|the)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE
)
_PLATFORM_REST = re.compile(
    r"(?:['’]s)?\s+(?:post|account|page|message|feed|channel|video|live|chat|thread|story|rant)", re.I
)
_KIND = (
    r"(statement|statements|press release|news release|release|e-?mails?|letters?|memo|memoir|autobiography|book"
    r"|filings?|court papers|court documents|motion|lawsuit|affidavit|complaint|text messages?|report|white paper"
    r"|policy paper|proposal|deposition|web video|online video|video message|news letter|newsletter|petition|op-ed)"
)
_PAPER = re.compile(
    r"\b(?:in|by|via|through|with|from|issued|released|issuing|releasing|sent|put out|sends)\s+"
    r"(?:(?:an?|the|his|her|its|their|another|one|that|court|written|separate|prepared)\s+)?"
    rf"(?:[\w’'.-]+\s+){{0,3}}?{_KIND}\b(?!\s+(?:that|which) (?:he|she))",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    r"\bthrough (?:an?|his|her|their|its) (?:\w+ ){0,2}(?:lawyers?|attorneys?|spokesman|spokeswoman|spokesperson"
    r"|representatives?|publicist|aide|associate)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b(?:told|tells|telling|to|with)\s+the\s+(?:news\s+)?(newspaper|paper|network|magazine|station|outlet|website|publication"
    r"|agency|broadcaster|channel)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"^@\w+$")
_VENUE = re.compile(r"\b(?:study|studies|research|paper|trial)\b[^,;]{0,40}\b(?:in|by) (?:the )?$")
_PREPOSITION = re.compile(r"^(?:on|to|with|by)\s+(?:(?:an?|the)\s+)?", re.IGNORECASE)
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
        self._sources = sorted(span for one in attributions for span in one.source)
        self._source_starts = [start for start, _ in self._sources]

    def region(self, attribution: Attribution) -> tuple[int, str]:
        """Where the sentence of source and cue starts, and its text with the content masked."""
        places = [*attribution.source, *attribution.cue] or list(attribution.content) or [(0, 0)]
        first, last = min(place[0] for place in places), max(place[1] for place in places)
        start = max(self._bounds[max(bisect_right(self._bounds, first) - 1, 0)], first - WIDEST)
        end = self._bounds[min(bisect_left(self._bounds, max(last, start + 1)), len(self._bounds) - 1)]
        shown = self.text[start : min(end, last + WIDEST, start + 3 * WIDEST)]
        for content in attribution.content:
            begin, stop = max(content[0] - start, 0), min(content[1] - start, len(shown))
            if begin < stop:
                shown = shown[:begin] + MASK * (stop - begin) + shown[stop:]
        return start, shown

    def around(self, attribution: Attribution, speaker: Speaker, start: int, region: str) -> Via:
        """The intermediaries named in the cue's own `region`, in order from the origin to this article."""
        cues = set(attribution.cue)
        persons = [("person", match.group().partition(" ")[2]) for match in _through(region)]
        papers = [("document", kind) for kind in self._papers(attribution, speaker, start, region)]
        platforms = [("platform", name) for name in self._platforms(attribution, start, region, cues)]
        outlets = [("outlet", name) for name in self._outlets(start, region, attribution, speaker)]
        if _HANDLE.search(speaker.origin or ""):
            platforms.append(("platform", "Twitter"))
        if speaker.carrier:
            (platforms if speaker.carrier[0] == "platform" else papers).append(speaker.carrier)
        return tuple(dict.fromkeys((*persons[:1], *papers[:1], *platforms[:1], *outlets)))

    def _papers(self, attribution: Attribution, speaker: Speaker, start: int, region: str) -> list[str]:
        if speaker.source_type in ("document", "media_outlet"):
            return []
        places = [(first - start, last - start) for first, last in (*attribution.source, *attribution.cue)]
        return [kind.group(1).casefold() for kind in _PAPER.finditer(region) if _is_beside(kind, places, region)]

    def _platforms(self, attribution: Attribution, start: int, region: str, cues: set[Span]) -> list[str]:
        found = []
        for mention in self.seen.within(start, start + len(region)):
            begin, end = mention.start - start, mention.end - start
            if mention.outlet.kind != "platform" or region[begin] == MASK or not self._is_free(mention.start, cues):
                continue
            if self._speaks_elsewhere(mention.start, attribution):
                continue
            if _ON_PLATFORM.search(region, max(0, begin - 40), begin) or _PLATFORM_REST.match(region, end):
                found.append(mention.outlet.name)
        tweet = _TWEET.search(region) if "tweet" in region.casefold() else None
        if tweet and self._is_free(start + tweet.start(), cues):
            found.append("Twitter")
        site = None if found else _SITE.search(region)
        if site:
            found.append((site.group(1) or site.group(2)).casefold())
        return found

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
            if outlet.kind == "platform" or outlet == speaker.outlet:
                continue
            if not self._relays(mention, start, region, attribution, speaker.outlet is not None):
                continue
            if self.seen.is_own(outlet):
                own = True
            elif all(outlet.shown != name for _, name in found):
                found.append((mention.start - start, outlet.shown))
        if own:
            return []
        if found or speaker.source_type == "media_outlet":
            return inwards(found, region)
        definite = _DEFINITE.search(region)
        if definite:
            named = self.seen.last(start + definite.start(), definite.group(1).casefold())
            return [named.outlet.shown] if named and not self.seen.is_own(named.outlet) else []
        show = _SHOW.search(region)
        if show and any(word in outlet_heads() for word in show.group(1).split()):
            return [show.group(1)]
        lowered = region.casefold()
        somewhere = _SOMEWHERE.search(region) if any(word in lowered for word in _ON_AIR) else None
        return [_PREPOSITION.sub("", somewhere.group())] if somewhere else []

    def _relays(self, mention: Mention, start: int, region: str, attribution: Attribution, is_outlet: bool) -> bool:
        """Whether the words around a mention make it a relay of this attribution."""
        begin, end = mention.start - start, mention.end - start
        if region[begin] == MASK:
            opens = any(0 <= mention.start - first <= 4 for first, _ in attribution.content)
            return opens and bool(_REPORTING.match(self.text, mention.end))
        if _NOT_RELAYING.match(region, end) or _VENUE.search(region, max(0, begin - 90), begin):
            return False
        own = set(attribution.cue)
        reporting = _REPORTING.match(region, end)
        according = _ACCORDING.search(region, max(0, begin - 40), begin)
        reports = reporting is not None and self._is_free(start + reporting.end() - 1, own)
        if reports or is_outlet:
            return reports or according is not None
        talk = _TALK.search(region, max(0, begin - 110), begin)
        if talk or any(first <= mention.start < last for first, last in attribution.source):
            return talk is not None and self._is_free(start + talk.start(), own)
        if according or _ON.search(region, max(0, begin - 40), begin):
            return True
        writes = any(_WROTE.search(self.text, first, last) for first, last in attribution.cue)
        return writes and bool(_WRITING.search(region, max(0, begin - 50), begin))


def _through(region: str) -> Iterable[re.Match[str]]:
    return _THROUGH.finditer(region) if "hrough" in region else ()


def _is_beside(paper: re.Match[str], places: list[Span], region: str) -> bool:
    """Whether a document is named next to source or cue, or opens their sentence."""
    for first, last in places:
        gap = region[last : paper.start()]
        if first - 1 <= paper.start() < last or (paper.start() >= last and len(gap) < PAPER_GAP and MASK not in gap):
            return True
    return paper.start() < PAPER_OPENS and all(paper.start() < first for first, _ in places)
