"""Small frames joined into larger ones, where a step costs as much for ten rows as for a hundred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

BYTES = 32_000_000
"""Of one joined frame, as it lies in memory."""


def filled(frames: Iterable[pl.DataFrame], rows: int) -> Iterator[pl.DataFrame]:
    """The same rows in the same order, in fewer frames.

    Args:
        frames: of the same columns. A larger one is passed on as it is.
        rows: of a joined frame, at most.
    """
    held: list[pl.DataFrame] = []
    height, size = 0, 0
    for frame in frames:
        more = int(frame.estimated_size())
        if held and (height + frame.height > rows or size + more > BYTES):
            yield pl.concat(held)
            held, height, size = [], 0, 0
        held.append(frame)
        height, size = height + frame.height, size + more
    if held:
        yield pl.concat(held)
