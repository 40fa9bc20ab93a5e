"""Interviews that go on: what a person says next still came through the outlet that was named before."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from reliability.claims.announced import Announcement
from reliability.claims.attribution import Attribution, Span
from reliability.claims.heads import Speaker
from reliability.claims.patterns import any_of
from reliability.claims.relays import Relays, Via
from reliability.claims.said import Said

Person = Callable[[int, str], Speaker]
"""Whom "he" ('m') or "she" ('f') at a place means."""
_SPEECH = re.compile(rf"\b{any_of('speech')}\b|^\W+$", re.IGNORECASE)
_WRITING = re.compile(rf"\b{any_of('writing')}\b", re.IGNORECASE)
_ELSEWHERE = re.compile(rf"\b(?:{any_of('scenes')}|{any_of('scenes_past')}|in (?:19|20)\d\d)\b", re.IGNORECASE)
_GATHERING = re.compile(
    r"\b(?:[Aa]t|[Dd]uring|[Ii]n|[Tt]o|[Ii]nto|[Bb]efore) (?:an?|the|his|her|their|its|another|one|\w+day(?:['’]s)?) "
    rf"(?:[\w’'-]+ ){{0,4}}?{any_of('gatherings')}\b"
)
_PERFECT = re.compile(r"\b(?:ha(?:s|ve|d)|['’]s) (?:(?:\w+ly|long|also|often|since|already|never|always|ever) ){0,2}$")
_IS_PERFECT = re.compile(r"(?:has|have|had)\b")
_OPENING = re.compile(
    r"\W*(?:[Ii]n|[Aa]t|[Dd]uring|[Oo]n) [^,;:]{0,60}\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b[^,;:]{0,20},"
)
_ASKED = re.compile(r"\W*(?:[Ww]hen )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged|[Ii]n response)\b")
_SAME = re.compile(r"\b(?:the|that|this|same|his|her|their) (?:same |\w+ )?interview\b", re.IGNORECASE)
_SAME_POST = re.compile(r"\bin (?:an?|another|the|his|her|their) (?:[\w-]+ )?(?:post|tweet|thread|message|update)\b")
_HOST = re.compile(
    r"\b(?:told|tells|telling|asked by|said to)\s+(?:the |a |her |his |their |show |radio |programme? |\w+ )?"
    rf"{any_of('hosts')}\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\btold ([A-Z]\w+)")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WHO = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
_POINTING = re.compile(r"(?:the|that|this|same|he|she|they)\b", re.IGNORECASE)
FIRST_REACH = 1_500
NEXT_REACH = 700
WRITING_REACH = 500


@dataclass(frozen=True, slots=True)
class _Event:
    """That `origin` spoke by way of `via`: first at `first`, last at `place` to `end`, on the `days` that it names."""

    first: int
    place: int
    end: int
    origin: str
    via: Via
    days: frozenset[str] = frozenset()

    @property
    def is_interview(self) -> bool:
        return any(kind == "outlet" for kind, _ in self.via)


@dataclass(frozen=True, slots=True)
class Scene:
    """What an attribution's sentence shows: its words with the content masked, what stands before the cue, the cue's
    and the source's words."""

    region: str
    lead: str
    cue: str
    source: str

    @property
    def is_perfect(self) -> bool:
        """Whether it says what somebody has long said, at no one event."""
        return bool(_PERFECT.search(self.lead) or _IS_PERFECT.match(self.cue))


class Carries:
    """Remembers the last event at which each person spoke."""

    def __init__(self, relays: Relays, said: Said, announced: Iterable[Announcement], person: Person) -> None:
        """Take the article's sentences and contents, the interviews that it announces, and who "he" at a place is."""
        self._text = relays.text
        self._sentence = relays.sentence
        self._said = said
        self._announced = deque(announced)
        self._person = person
        self._events: dict[str, _Event] = {}
        self._last: _Event | None = None

    def settle(self, attribution: Attribution, speaker: Speaker, via: Via, scene: Scene) -> Via:
        """The full `via` of an attribution, given what its own sentence names; remembers it."""
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        place, end = min(start for start, _ in spans), max(stop for _, stop in spans)
        self._hear(place)
        origin = speaker.origin
        if origin is None or speaker.source_type not in ("person", "anonymous"):
            return via
        if via:
            for name in {origin, *(one.origin or origin for one in speaker.members)}:
                self._remember(_Event(place, place, end, name, via, _days(scene.region)))
            return via
        before = self._events.get(origin)
        if not any(letter.isalpha() for letter in scene.cue) or _HOST.search(scene.region):
            before = before or self._last
        elif before and not (_SAME if before.is_interview else _SAME_POST).search(scene.region):
            before = self._continued(before, (place, end), scene, speaker)
        return before.via if before else via

    def _hear(self, place: int) -> None:
        """Take in the interviews announced before `place`."""
        while self._announced and self._announced[0].place < place:
            one = self._announced.popleft()
            name = one.name or self._person(one.place, one.gender).origin
            known = self._events.get(name or "")
            if name and (known is None or known.place < one.place):
                days = _days(self._text[slice(*self._sentence(one.place))])
                self._remember(_Event(one.place, one.place, one.place, name, (("outlet", one.outlet),), days))

    def _continued(self, before: _Event, within: Span, scene: Scene, speaker: Speaker) -> _Event | None:
        """The event before, if the words `within` still belong to it."""
        place, end = within
        if scene.is_perfect:
            return None
        is_elsewhere = _ELSEWHERE.search(scene.region) and not _ASKED.match(scene.region)
        if is_elsewhere or self._is_over(before, place, scene):
            del self._events[before.origin]
            return None
        reach = NEXT_REACH if before.is_interview else WRITING_REACH
        is_near = place - before.end <= reach and place - before.first <= 2 * FIRST_REACH
        goes_on = (_SPEECH if before.is_interview else _WRITING).search(scene.cue) or _told_host(before, scene.region)
        if not is_near or not goes_on:
            return None
        if speaker.source_type == "anonymous" and not _POINTING.match(scene.source):
            return None
        self._remember(replace(before, place=place, end=end))
        return before

    def _is_over(self, before: _Event, place: int, scene: Scene) -> bool:
        """Whether another day, or a gathering that the person came to, stands between."""
        days = _days(scene.region)
        if days and not days & before.days and (before.days or _OPENING.match(scene.region)):
            return True
        last = before.origin.rpartition(" ")[2]
        for gathering in _GATHERING.finditer(self._text, before.place, max(before.place, place)):
            start, end = self._sentence(gathering.start())
            is_own = last in self._text[start:end] or _WHO.search(self._text, start, end)
            if is_own and start > before.place and not self._said.covers(gathering.start()):
                return True
        return False

    def _remember(self, event: _Event) -> None:
        self._events[event.origin] = event
        if event.is_interview:
            self._last = event


def _days(words: str) -> frozenset[str]:
    return frozenset(_DAY.findall(words))


def _told_host(before: _Event, region: str) -> bool:
    """Whether somebody tells the person after whom the programme is named: "on the Ida Lund Show ... she told Lund"."""
    told = _TOLD.search(region)
    return told is not None and any(kind == "outlet" and told.group(1) in name.split() for kind, name in before.via)
