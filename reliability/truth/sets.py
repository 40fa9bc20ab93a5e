"""Lists of names -> sets of persons: everything said of one object is read together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reliability.truth.decoding import Person, persons
from reliability.truth.names import Written, folded, written
from reliability.truth.people import Member, roster, shown
from reliability.truth.reading import ObjectValues, grouped
from reliability.truth.roles import Roles, Uses

COMPARED = 40
"""Sets of one object that are compared pair by pair, the most claimed first."""

_RARE = 2  # sources that write a name which may be the cut end of another


def word_uses(texts: Sequence[str]) -> Uses:
    """How lists about all objects use words: as last or as given names."""
    uses = Uses()
    uses.learn(written(text) for text in texts)
    return uses


def read_sets(texts: Sequence[str], counts: Sequence[float], cut: Sequence[bool], uses: Uses) -> ObjectValues:
    """Sets of persons; two sets support each other by the share of persons they have in common."""
    lists = [written(text) for text in texts]
    people = _people(lists, uses)
    mentions: Counter[Person] = Counter()
    for named, count in zip(people, counts, strict=True):
        for person in dict.fromkeys(named):
            mentions[person] += count  # type: ignore[assignment]  # counts are whole numbers, written as floats
    members, places = roster(mentions)
    keys: list[tuple[int, ...] | None] = []
    ordered: list[tuple[int, ...]] = []
    goes_on = []
    for one, named, short in zip(lists, people, cut, strict=True):
        cut_off = short and len(named) > 1 and mentions[named[-1]] <= _RARE and _alone(members[places[named[-1]][0]])
        whole = named[:-1] if cut_off else named
        ordered.append(tuple(dict.fromkeys(place for person in whole for place in places[person])))
        keys.append(tuple(sorted(ordered[-1])) or None)
        goes_on.append(one.goes_on or short)
    value, of_values = grouped(keys)
    sets = [keys[group[0]] or () for group in of_values]
    labels = [
        _label(_usual_order([(ordered[place], counts[place]) for place in group]), members) for group in of_values
    ]
    return ObjectValues(value, labels, _near(sets), goes_on, sets, len(members))


def _people(lists: Sequence[Written], uses: Uses) -> list[tuple[Person, ...]]:
    """The persons of each list, read with what all lists about the object say of its words."""
    here = Uses()
    here.learn(lists)
    roles = Roles(here, uses)
    known: dict[tuple[str, ...], tuple[Person, ...]] = {}
    found = []
    for one in lists:
        people: list[Person] = []
        for piece in one.pieces:
            if piece not in known:
                known[piece] = persons(piece, roles)
            people += known[piece]
        found.append(tuple(one for one in people if one.last or len(folded(one.given[0])) > 1))
    return found


def _usual_order(orders: Sequence[tuple[tuple[int, ...], float]]) -> tuple[int, ...]:
    """The order in which most sources name the members."""
    votes: Counter[tuple[int, ...]] = Counter()
    for order, count in orders:
        votes[order] += int(count)
    return max(votes, key=lambda order: votes[order])  # the first of equals


def _alone(member: Member) -> bool:
    return len(member.spellings) == 1


def _label(order: Sequence[int], members: Sequence[Member]) -> str:
    return "; ".join(dict.fromkeys(shown(members[place]) for place in order))


def _near(sets: Sequence[tuple[int, ...]]) -> list[tuple[int, int, float]]:
    near = []
    for one, first in enumerate(sets[:COMPARED]):
        for other, second in enumerate(sets[:COMPARED]):
            common = len(set(first) & set(second))
            if one != other and common:
                near.append((one, other, common / len(set(first) | set(second))))
    return near
