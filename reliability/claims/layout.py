"""Many texts as one long table of rows, so that the network reads all of them in a few array operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reliability.claims.reading import Numbers, Reading

GAP = 16
"""Empty rows before, between and after the texts: as far as one layer of the network looks."""


@dataclass(frozen=True)
class Layout:
    """Texts laid out row by row, one row a token, with `GAP` empty rows around each.

    `first` holds the row of each text's first token, `count` the number of rows.
    """

    readings: Sequence[Reading]
    first: Numbers
    count: int

    @cached_property
    def rows(self) -> Numbers:
        """The rows that hold a token, in order."""
        pieces = [np.arange(start, start + len(one)) for start, one in zip(self.first, self.readings, strict=True)]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)

    @cached_property
    def text(self) -> Numbers:
        """Number of the text that a row belongs to; -1 for empty rows."""
        found = np.full(self.count, -1, dtype=np.int64)
        for number, (start, one) in enumerate(zip(self.first, self.readings, strict=True)):
            found[start : start + len(one)] = number
        return found

    def column(self, name: str) -> Numbers:
        """One of the arrays of `Reading`, by row; 0 in empty rows."""
        found = np.zeros(self.count, dtype=np.int64)
        if self.readings:
            found[self.rows] = np.concatenate([getattr(one, name) for one in self.readings])
        return found


def lay_out(readings: Sequence[Reading]) -> Layout:
    """Lay texts out."""
    lengths = np.array([len(one) + GAP for one in readings], dtype=np.int64)
    ends = np.cumsum(lengths) + GAP
    return Layout(readings, ends - lengths, int(ends[-1]) if len(readings) else GAP)
