"""Which words are last names and which given names: told by how plain lists write them, here and elsewhere."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reliability.truth.names import COMMA, Written, folded
from reliability.truth.vocabulary import PARTICLES

_ELSEWHERE = 2.0  # all uses elsewhere weigh as much as so many here
_DOUBT = 0.5  # uses on either side that every word starts with


@dataclass
class Uses:
    """How often each folded word was a last name and a given name."""

    last: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    persons: Counter[tuple[str, str]] = field(default_factory=Counter)

    def learn(self, lists: Iterable[Written]) -> None:
        """Count the words of the pieces that can be read in one way only, or nearly so.

        Two words may be a last and a given name, or two last names: where other pieces say the second, the piece is
        not counted. A word alone is a last name unless others say that it is a given one.
        """
        pieces = [piece for one in lists for piece in one.pieces]
        pairs = [pair for piece in pieces if len(piece) > 1 and (pair := self._read(piece))]
        for last, given, times in pairs:
            if self.last[given] > self.given[given]:
                self._count((last,), (given,), -times)
        for piece in pieces:
            if len(piece) == 1 and self.last[folded(piece[0])] >= self.given[folded(piece[0])]:
                self._count(piece, (), 1)

    def _read(self, piece: tuple[str, ...]) -> tuple[str, str, int] | None:
        """Count a piece; returns last name, given name and times where it is of two words."""
        parts = parts_of(piece)
        if len(parts) == 2 and names(parts[0]) == 1 and len(parts[1]) <= 3 and names(parts[1]) <= 2:
            self._count(parts[0], parts[1], 2)
            return (folded(parts[0][0]), folded(parts[1][0]), 2) if len(piece) == 3 else None
        if all(2 <= len(part) <= 3 and len(folded(part[-1])) > 1 for part in parts):
            for part in parts:
                self._count(part[-1:], part[:-1], 1)
            return (folded(piece[1]), folded(piece[0]), 1) if len(piece) == 2 else None
        return None

    def _count(self, last: tuple[str, ...], given: tuple[str, ...], times: int) -> None:
        key = folded(last[-1])
        self.last[key] += times
        for word in map(folded, given):
            self.given[word] += times
            self.persons[key, word] += times


def parts_of(piece: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A piece cut at its commas."""
    parts: list[list[str]] = [[]]
    for word in piece:
        if word == COMMA:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if part]


def names(part: tuple[str, ...]) -> int:
    """Words of a part that are neither initials nor particles."""
    return sum(len(folded(word)) > 1 and folded(word) not in PARTICLES for word in part)


class Roles:
    """The log-odds that a word is a last name, from its uses in lists about one thing and everywhere."""

    def __init__(self, here: Uses, everywhere: Uses) -> None:
        self._here = here
        self._everywhere = everywhere
        self._known: dict[str, tuple[float, float]] = {}

    def of(self, word: str) -> tuple[float, float]:
        """Log-probabilities of `word` as a last name and as a given name."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._estimate(folded(word))
        return found

    def person(self, last: str, given: str) -> int:
        """How often plain lists about this thing name a person of the folded last and given name."""
        return self._here.persons[folded(last), folded(given)]

    def used(self, plain: str) -> bool:
        """Whether plain lists about this thing have the folded word."""
        return plain in self._here.last or plain in self._here.given

    def _estimate(self, plain: str) -> tuple[float, float]:
        if len(plain) == 1:
            return math.log(0.002), math.log(0.998)
        last = self._everywhere.last[plain] + _DOUBT
        given = self._everywhere.given[plain] + _DOUBT
        share = last / (last + given)
        last = self._here.last[plain] + _ELSEWHERE * share
        given = self._here.given[plain] + _ELSEWHERE * (1 - share)
        return math.log(max(last / (last + given), 0.002)), math.log(max(given / (last + given), 0.002))
