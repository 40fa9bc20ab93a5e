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
    r"\b(?:rall(?:y|ies)|speech|speeches|debate|conference|briefing|hearing|reporters|supporters|crowd|audience|tweet\w*"
    r"|statement|podium|stump|town hall|event|last (?:week|month|year|fall|spring|summer|winter)|earlier|previously"
    r"|in (?:19|20)\d\d|years? ago|has (?:also |long |repeatedly |previously )?said|had said|once|in January|in February"
    r"|in March|in April|in June|in July|in August|in September|in October|in November|in December|another interview"
    r"|interview\w*)\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:the|that|this|same|his|her|their) (?:same |\w+ )?interview\b", re.IGNORECASE)
_HOST = re.compile(
    r"\b(?:told|tells|telling|asked by|said to)\s+(?:the |a |her |his |their |show |radio |programme? |\w+ )?"
    r"(?:co-?)?(?:hosts?|anchors?|interviewers?|moderators?)\b",
    re.IGNORECASE,
)
_WRITING = re.compile(r"\b(?:add|continu|wrote|writes|also|concluded)", re.IGNORECASE)
INTERVIEW_REACH = 1_500
NEXT_REACH = 500


@dataclass(frozen=True, slots=True)
class _Event:
    place: int
    origin: str
    via: Via


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
        before = self._events.get(origin)
        if via:
            self._remember(_Event(place, origin, via))
            return via
        is_transcript = not any(letter.isalpha() for letter in cue)
        to_host = is_transcript or bool(_HOST.search(region))
        if before is None:
            return self._last.via if to_host and self._last else via
        if to_host or _SAME.search(region):
            return before.via
        if _ELSEWHERE.search(region) or not _SPEECH.search(cue):
            if _ELSEWHERE.search(region):
                self._events.pop(origin)
            return via
        reach = INTERVIEW_REACH if any(kind == "outlet" for kind, _ in before.via) else NEXT_REACH
        if place - before.place > reach or (reach == NEXT_REACH and not _WRITING.search(cue)):
            return via
        self._remember(_Event(place if reach == NEXT_REACH else before.place, origin, before.via))
        return before.via

    def _remember(self, event: _Event) -> None:
        self._events[event.origin] = event
        if any(kind == "outlet" for kind, _ in event.via):
            self._last = event
