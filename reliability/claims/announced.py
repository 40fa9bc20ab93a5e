"""Interviews that the article tells of before it quotes from them: "Lund sat down with the Courier"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reliability.claims.attribution import Span
from reliability.claims.memory import GENDERS
from reliability.claims.names import Names, Person
from reliability.claims.outlets_seen import OutletsSeen
from reliability.claims.patterns import any_of
from reliability.claims.relays import is_host
from reliability.claims.said import Said

_SPOKEN = re.compile(
    rf"\b(?:{any_of('interviewing')}|(?P<noun>{any_of('interview_nouns')})(?:,? [a-z]+(?:ed|cast|en))?(?: \w+day)?"
    r" (?:with|to|on|in|by|for|at))\s+(?:[\w’'-]+\s+){0,3}[\"“‘']?$"
)
_NO = re.compile(rf"\b{any_of('no_interview')}\s+(?:[\w’'-]+\s+){{0,4}}$|(?:n't|n’t)\s+(?:[\w’'-]+\s+){{0,4}}$")
_PRONOUN = re.compile(r"\b([Hh]e|[Ss]he)\b")
_LEAD = 90


@dataclass(frozen=True, slots=True)
class Announcement:
    """That a person spoke to an outlet: `name` is the person's, '' where only a pronoun of this `gender` is there."""

    place: int
    name: str
    gender: str
    outlet: str


def announced(
    text: str, seen: OutletsSeen, names: Names, said: Said, sentence: Callable[[int], Span]
) -> Iterator[Announcement]:
    """The interviews that `text` tells of in its own voice, in text order; the publisher's own are none.

    `sentence` gives the bounds of the sentence around a place.
    """
    for mention in seen.mentions:
        if mention.outlet.kind == "platform" or seen.is_own(mention.outlet) or said.covers(mention.start):
            continue
        lead = max(0, mention.start - _LEAD)
        spoken = _SPOKEN.search(text, lead, mention.start)
        if spoken is None or _NO.search(text, max(0, spoken.start() - _LEAD), spoken.start()):
            continue
        start, end = sentence(mention.start)
        if start > spoken.start() or is_host(text, mention.start, mention.end):
            continue
        who = _who(text, names, (start, spoken.start()), (mention.end, end) if spoken["noun"] else (end, end))
        if who:
            yield Announcement(mention.start, *who, mention.outlet.shown)


def _who(text: str, names: Names, before: Span, after: Span) -> tuple[str, str] | None:
    """Name and gender of who speaks: the last person before the words, a pronoun there, or the first person after."""
    person = next(reversed(_people(names, before)), None)
    if person is None:
        pronoun = _PRONOUN.search(text, *before)
        if pronoun:
            return "", GENDERS[pronoun.group().casefold()]
        person = next(iter(_people(names, after)), None)
    return (person.full, person.gender) if person else None


def _people(names: Names, span: Span) -> list[Person]:
    return names.mentions[names.before(span[0]) : names.before(span[1])]
