"""What every kind of value gives of the texts about one object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass
class ObjectValues:
    """The distinct values among the texts about one object.

    Attributes:
        value: for each text the number of its value, -1 where it says none.
        labels: for each value how it is printed.
        near: pairs (from, to, strength): who claims the one supports the other, 0..1.
        goes_on: for each text whether it names only some members of a set.
        members: for sets, the persons of each value.
        also: for each text a second value that it may as well mean, -1 for none; empty where no text has one.
        roster: for sets, how many persons are named in all.
    """

    value: list[int]
    labels: list[str]
    near: list[tuple[int, int, float]] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)
    members: list[tuple[int, ...]] = field(default_factory=list)
    roster: int = 0
    also: list[int] = field(default_factory=list)


class Kind(Protocol):
    """Reads the texts about one object."""

    def __call__(self, texts: Sequence[str], counts: Sequence[float], cut: Sequence[bool]) -> ObjectValues:
        """Make the texts comparable; `counts` says how many sources write each, `cut` which may be cut short."""


def grouped(keys: Sequence[object]) -> tuple[list[int], list[list[int]]]:
    """Number equal keys: the number of each key, -1 for None, and the places of each number."""
    numbers: dict[object, int] = {}
    places: list[list[int]] = []
    value = []
    for place, key in enumerate(keys):
        if key is None:
            value.append(-1)
            continue
        number = numbers.setdefault(key, len(numbers))
        if number == len(places):
            places.append([])
        places[number].append(place)
        value.append(number)
    return value, places


def usual(texts: Sequence[str], counts: Sequence[float], places: Sequence[int]) -> str:
    """The spelling that most sources use, of equals the one with capitals and small letters, then the longest."""

    def rank(place: int) -> tuple[float, bool, int, str]:
        text = texts[place]
        return counts[place], text != text.upper() and text != text.lower(), len(text), text

    return texts[max(places, key=rank)]
