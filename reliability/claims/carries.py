"""Interviews that go on: what a person says next still came through the outlet that was named before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reliability.claims.attribution import Attribution
from reliability.claims.heads import Speaker

Via = tuple[tuple[str, str], ...]
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|add(?:s|ed|ing)?|continu(?:es?|ed|ing)|explain(?:s|ed|ing)?|not(?:es?|ed|ing)|insist\w*"
    r"|argu(?:es?|ed|ing)|asked|respond\w*|repl(?:y|ies|ied)|call(?:s|ed|ing)|claim\w*|stress\w*|went on|recall\w*"
    r"|warn\w*|jok(?:es?|ed|ing)|admit\w*|acknowledg\w*|conced\w*|suggest\w*|describ\w*|point\w*|declar\w*|tell\w*"
    r"|assert\w*|stat(?:es?|ed|ing)|emphasi\w*|predict\w*|compar\w*|defend\w*|critici\w*|den(?:y|ies|ied)|accus\w*"
    r"|mock\w*|praised|slammed|dismissed|agreed|refer\w*|wrote|writes)\b|^\W+$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:rall(?:y|ies)|speech|speeches|debate|conference|briefing|hearing|reporters|supporters|crowd|audience"
    r"|tweet\w*|statement|podium|stump|town hall|event|last (?:week|month|year|fall|spring|summer|winter)"
    r"|earlier|previously"
    r"|in (?:19|20)\d\d|years? ago|has (?:also |long |repeatedly |previously )?said|had said|once|in (?:January"
    r"|February"
    r"|March|April|June|July|August|September|October|November|December)|interview\w*)\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:the|that|this|same|his|her|their) (?:same |\w+ )?interview\b", re.IGNORECASE)
_HOST = re.compile(
    r"\b(?:told|tells|telling|asked by|said to)\s+(?:the |a |her |his |their |show |radio |programme? |\w+ )?"
    r"(?:co-?)?(?:hosts?|anchors?|interviewers?|moderators?)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\btold ([A-Z]\w+)")
_WRITING = re.compile(r"\b(?:add|continu|wrote|writes|also|concluded)", re.IGNORECASE)
INTERVIEW_REACH = 1_500
NEXT_REACH = 500


@dataclass(frozen=True, slots=True)
class _Event:
    place: int
    origin: str
    via: Via


def _told_host(before: _Event, region: str) -> bool:
    """Whether somebody tells the person after whom the programme is named: "on the Ida Lund Show ... she told Lund"."""
    told = _TOLD.search(region)
    return told is not None and any(kind == "outlet" and told.group(1) in name.split() for kind, name in before.via)


class Carries:
    """Remembers the last event at which each person spoke."""

    def __init__(self) -> None:
        """Nothing has been said yet."""
        self._events: dict[str, _Event] = {}
        self._last: _Event | None = None

    def settle(self, attribution: Attribution, speaker: Speaker, via: Via, region: str, cue: str) -> Via:
        """The full `via` of an attribution, given what its own sentence names; remembers it."""
        origin = speaker.origin
        if origin is None or speaker.source_type not in ("person", "anonymous"):
            return via
        place = min(start for start, _ in (*attribution.source, *attribution.cue, *attribution.content))
        if via:
            self._remember(_Event(place, origin, via))
            return via
        is_transcript = not any(letter.isalpha() for letter in cue)
        before = self._events.get(origin)
        if is_transcript or _HOST.search(region):
            before = before or self._last
        elif before and not _SAME.search(region):
            before = self._continued(before, place, region, cue)
        return before.via if before else via

    def _continued(self, before: _Event, place: int, region: str, cue: str) -> _Event | None:
        """The event before, if these words still belong to it."""
        if _ELSEWHERE.search(region):
            del self._events[before.origin]
            return None
        is_interview = any(kind == "outlet" for kind, _ in before.via)
        is_near = place - before.place <= (INTERVIEW_REACH if is_interview else NEXT_REACH)
        goes_on = (_SPEECH if is_interview else _WRITING).search(cue) or _told_host(before, region)
        if not is_near or not goes_on:
            return None
        if not is_interview:
            self._remember(_Event(place, before.origin, before.via))
        return before

    def _remember(self, event: _Event) -> None:
        self._events[event.origin] = event
        if any(kind == "outlet" for kind, _ in event.via):
            self._last = event
