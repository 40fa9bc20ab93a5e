"""Many texts as one long table of rows, so that the network reads all of them in a few array operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reliability.claims.reading import Numbers, Reading

GAP = 16
"""Empty rows before, between and after the sections: as far as one layer of the network looks."""

LONGEST = 12_000
"""Tokens of a section, and rows that go through the network together."""

LOOKS = {"tag": 128, "place": 4, "title": 2}
"""Columns of `Reading` that a first look has a table for, and the rows of the table."""

SHARED = 128
"""Tokens that a section sees of the one before and of the one behind: what a cue at its edge may look at."""


@dataclass(frozen=True)
class Section:
    """A stretch of a text: it sees the tokens from `low` to `high`, and tells of the cues from `start` to `end`."""

    reading: Reading
    low: int
    high: int
    start: int
    end: int

    def __len__(self) -> int:
        return self.high - self.low

    @property
    def last(self) -> bool:
        """Whether the text ends here."""
        return self.end == len(self.reading)


def sections(readings: Iterable[Reading]) -> Iterator[Section]:
    """Texts in order, long ones in several sections; an empty text is one section."""
    for reading in readings:
        count = len(reading)
        for start in range(0, max(count, 1), LONGEST):
            end = min(start + LONGEST, count)
            yield Section(reading, max(start - SHARED, 0), min(end + SHARED, count), start, end)


@dataclass(frozen=True)
class Layout:
    """Sections laid out row by row, one row a token, with `GAP` empty rows around each.

    `first` holds the row of each section's first token, `count` the number of rows.
    """

    sections: Sequence[Section]
    first: Numbers
    count: int

    @cached_property
    def rows(self) -> Numbers:
        """The rows that hold a token, in order."""
        pieces = [np.arange(start, start + len(one)) for start, one in zip(self.first, self.sections, strict=True)]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)

    @cached_property
    def section(self) -> Numbers:
        """Number of the section that a row belongs to; -1 for empty rows."""
        found = np.full(self.count, -1, dtype=np.int64)
        for number, (start, one) in enumerate(zip(self.first, self.sections, strict=True)):
            found[start : start + len(one)] = number
        return found

    def by_row(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Vectors of the tokens, in order, as vectors of all rows; empty rows are zero."""
        found = np.zeros((self.count, vectors.shape[1]), dtype=np.float32)
        found[self.rows] = vectors
        return found

    def column(self, name: str) -> Numbers:
        """One of the arrays of `Reading`, by row; 0 in empty rows."""
        found = np.zeros(self.count, dtype=np.int64)
        for start, one in zip(self.first, self.sections, strict=True):
            found[start : start + len(one)] = getattr(one.reading, name)[one.low : one.high]
        return found

    def pieces(self) -> list[str]:
        """The tokens of all sections, as they are written."""
        return [piece for one in self.sections for piece in one.reading.tokens.pieces(one.low, one.high)]


def lay_out(parts: Sequence[Section]) -> Layout:
    """Lay sections out."""
    lengths = np.array([len(one) + GAP for one in parts], dtype=np.int64)
    ends = np.cumsum(lengths) + GAP
    return Layout(parts, ends - lengths, int(ends[-1]) if len(parts) else GAP)


def grouped(parts: Iterable[Section]) -> Iterator[list[Section]]:
    """Sections in order, in groups of about `LONGEST` rows."""
    group: list[Section] = []
    room = LONGEST
    for one in parts:
        if group and len(one) + GAP > room:
            yield group
            group, room = [], LONGEST
        group.append(one)
        room -= len(one) + GAP
    if group:
        yield group
