"""What an engine does, on one machine or on many: `map` and `exchange`. What rows mean is no concern of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")


THREADS = ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Environment variables that say how many threads a process has; a worker has a core of its own, not all of them."""


class Piece(NamedTuple):
    """Rows on their way to a bucket.

    Args:
        bucket: where they go.
        table: what they are rows of.
        place: number among the pieces of that table, by which a bucket puts them in one order whatever came first.
        rows: the rows themselves, which the engine does not look into.
    """

    bucket: int
    table: str
    place: int
    rows: bytes


class Engine(Protocol):
    """Applies functions to chunks. Functions and chunks can be pickled; a chunk may be tried more than once."""

    def map(self, function: Callable[[Chunk], Result], chunks: Iterable[Chunk]) -> Iterator[Result]:
        """Yield `function(chunk)` of each chunk, in order."""
        ...

    def exchange(
        self,
        emit: Callable[[Chunk], Iterable[Piece]],
        chunks: Iterable[Chunk],
        combine: Callable[[int, list[Piece]], Result],
        buckets: Sequence[int],
    ) -> Iterator[Result]:
        """Send what `emit` yields for each chunk to its bucket, and yield `combine(bucket, pieces)` of each.

        Args:
            emit: of a chunk, pieces for any bucket; those for a bucket that is not in `buckets` are dropped.
            chunks: what there is.
            combine: of a bucket and its pieces, sorted by table and place; there may be none.
            buckets: the numbers of all buckets; results come in their order.
        """
        ...
