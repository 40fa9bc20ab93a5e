"""One piece of a list -> the persons in it: the most likely way to read its words and commas."""

from __future__ import annotations

from dataclasses import dataclass

from reliability.truth.names import COMMA, folded
from reliability.truth.roles import Roles
from reliability.truth.vocabulary import PARTICLES

LONGEST = 60
"""Words of a piece that are read."""

_MOST_GIVEN, _MOST_LAST = 4, 3
_BARE = -1.5  # a last name alone
_GIVEN_ALONE = -4.0
_TURNED = -2.5  # 'Last First' without a comma
_NO_COMMA = -3.0  # one person follows another without a comma
_INNER = -3.0  # one more word in a last name that is no particle
_THIRD_GIVEN = -1.0
_SWITCH = -2.5  # from 'First Last' to 'Last, First' within a piece
_KNOWN = 3.0  # plain lists about the same thing name this person
_NATURAL, _INVERTED, _ALONE = range(3)
_FIRST, _BY_COMMA, _GLUED = range(3)  # how a person is set off from the one before

State = tuple[int, int]
"""Style and setting off of the last person read."""


@dataclass(frozen=True, slots=True)
class Person:
    """The words of a last name and of the given names, as they were written."""

    last: tuple[str, ...]
    given: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((*self.given, *self.last))


_Reading = tuple[int, int, float, Person]
"""Where a person ends, the style, the log-probability, the names."""


def persons(piece: tuple[str, ...], roles: Roles) -> tuple[Person, ...]:
    """Read a piece: 'Last, First', 'First Last', bare last names, one or many, with commas or without.

    A Viterbi search over the words: each person costs what its words cost as last and given names, and odd forms cost
    extra, as does a change of form within a piece. Linear in the number of words.
    """
    words = _unglued(piece, roles)[:LONGEST]
    best: list[dict[State, _Step]] = [{} for _ in range(len(words) + 1)]
    best[0] = {(_ALONE, _FIRST): _Step(0.0)}
    for start in range(len(words)):
        if not best[start]:
            continue
        skip = start + 1 if words[start] == COMMA else start
        setting = _FIRST if not start else _BY_COMMA if skip > start else _GLUED
        for end, style, cost, person in _readings(words, skip, roles):
            for before, step in best[start].items():
                state = (before[0] if style == _ALONE else style, setting)
                total = step.total + cost + _change(before, style, setting)
                if state not in best[end] or total > best[end][state].total:
                    best[end][state] = _Step(total, start, before, person)
    return _traced(best)


@dataclass(frozen=True, slots=True)
class _Step:
    """The best way to a place: its log-probability, where it came from, the person read last."""

    total: float
    start: int = 0
    before: State = (_ALONE, _FIRST)
    person: Person | None = None


def _change(before: State, style: int, setting: int) -> float:
    cost = _SWITCH if {before[0], style} == {_NATURAL, _INVERTED} else 0.0
    if setting == _GLUED and before[1] != _GLUED:
        cost += _NO_COMMA
    if setting == _BY_COMMA and before[1] == _GLUED:
        cost += _NO_COMMA
    return cost


def _traced(best: list[dict[State, _Step]]) -> tuple[Person, ...]:
    place = len(best) - 1
    if not best[place]:
        return ()
    state = max(best[place], key=lambda key: best[place][key].total)
    found: list[Person] = []
    while place:
        step = best[place][state]
        place, state = step.start, step.before
        if step.person is not None:
            found.append(step.person)
    return tuple(reversed(found))


def _readings(words: tuple[str, ...], start: int, roles: Roles) -> list[_Reading]:
    """Every person that can begin at `start`."""
    run = start
    while run < len(words) and words[run] != COMMA and run - start < _MOST_GIVEN + _MOST_LAST:
        run += 1
    found: list[_Reading] = []
    for end in range(start + 1, run + 1):
        part = words[start:end]
        if len(part) == 1:
            found.append((end, _ALONE, roles.of(part[0])[1] + _GIVEN_ALONE, Person((), part)))
        for size in range(1, min(_MOST_LAST, len(part)) + 1):
            if len(part) - size <= _MOST_GIVEN:
                style = _NATURAL if len(part) > size else _ALONE
                person = Person(part[-size:], part[:-size])
                found.append(_reading(end, style, person, roles, _BARE if style == _ALONE else 0.0))
        if 2 <= len(part) <= 3:
            found.append(_reading(end, _NATURAL, Person(part[:1], part[1:]), roles, _TURNED))
    if run < len(words) and words[run] == COMMA and run - start <= _MOST_LAST:
        for stop in range(run + 2, min(run + 2 + _MOST_GIVEN, len(words) + 1)):
            if words[stop - 1] == COMMA:
                break
            person = Person(words[start:run], words[run + 1 : stop])
            found.append(_reading(stop, _INVERTED, person, roles))
    return found


def _reading(end: int, style: int, person: Person, roles: Roles, cost: float = 0.0) -> _Reading:
    """A person that ends before `end`, with what it costs beside the cost of its form."""
    last, given = person.last, person.given
    while len(given) > 1 and folded(given[-1]) in PARTICLES:  # 'Dam, Andries van', 'Andries van Dam'
        last, given = (given[-1], *last), given[:-1]
    cost += _last_cost(last, roles) + sum(roles.of(word)[1] for word in given)
    cost += _THIRD_GIVEN * max(0, len(given) - 2)
    if given and roles.person(last[-1], given[0]):
        cost += _KNOWN
    return end, style, cost, Person(last, given)


def _last_cost(last: tuple[str, ...], roles: Roles) -> float:
    """The last word makes the last name; particles before it are free, other words dear."""
    cost = roles.of(last[-1])[0]
    for word in last[:-1]:
        cost += 0.0 if folded(word) in PARTICLES else _INNER + roles.of(word)[0]
    return cost


def _unglued(piece: tuple[str, ...], roles: Roles) -> tuple[str, ...]:
    """'TOMBLYTHE' -> 'TOM BLYTHE' where other lists about the same thing have both words and not the one."""
    words: list[str] = []
    for word in piece:
        plain = folded(word)
        cut = None
        if len(plain) >= 6 and len(plain) == len(word) and not roles.used(plain):
            cuts = range(3, len(plain) - 2)
            cut = next((place for place in cuts if roles.used(plain[:place]) and roles.used(plain[place:])), None)
        words += [word] if cut is None else [word[:cut], word[cut:]]
    return tuple(words)
