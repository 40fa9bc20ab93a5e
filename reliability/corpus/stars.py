"""Connected components of a graph that no machine can hold: edges are pulled to the smallest neighbour, round by round.

Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii (2014), Connected components in MapReduce and beyond: each
node links its larger neighbours to the smallest one of all (large star), then its smaller ones and itself (small star),
until nothing changes. Edges never become more, and the rounds grow with the logarithm of the nodes, squared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from reliability.corpus.pieces import gather, scatter
from reliability.corpus.work import WORK, Job, Work
from reliability.engines import Piece
from reliability.parts.markers import Receipt

EDGES = pl.DataFrame(schema={"place": pl.Int64, "component": pl.Int64})
"""An edge: a place, and a smaller one that it hangs together with; in the end the smallest."""


def part_of(column: str) -> pl.Expr:
    """The part that a place is in."""
    return pl.col(column) // (1 << 32)


def meet(work: Work, forests: str, labels: str) -> None:
    """Find the components of all parts together.

    Args:
        work: the run.
        forests: table of edges: EDGES.
        labels: table for what is found: each place in its part, with the smallest place of its component.
    """
    parts, table, done = range(work.job.parts), forests, 0
    while True:
        changed = 0
        for large in (True, False):
            made, done = f"{labels}-{done}", done + 1
            step = f"star-{made.removeprefix(WORK + '/')}"
            receipts = work.exchange(step, _Emitted(table, large), parts, _Star(made, large), parts)
            changed += sum(receipt["changed"] for receipt in receipts)
            table = made
        if not changed:
            break
    work.exchange(f"roots-{labels.removeprefix(WORK + '/')}", _Rooted(table), parts, _Labelled(labels), parts)


@dataclass(frozen=True)
class _Emitted:
    """Sends edges to their larger end, or to both."""

    table: str
    both: bool

    def __call__(self, job: Job, number: int) -> Iterator[Piece]:
        edges = job.folder.read(self.table, number).filter(pl.col("place") != pl.col("component"))
        if self.both:
            edges = pl.concat([edges, edges.select(place="component", component="place")])
        yield from scatter(edges, part_of("place"), "edges", number)


@dataclass(frozen=True)
class _Star:
    """All neighbours of a place are here; those that are smaller only, where not `large`."""

    made: str
    large: bool

    def __call__(self, job: Job, number: int, pieces: list[Piece]) -> Receipt:
        edges = gather(pieces, "edges", EDGES).unique()
        least = pl.min_horizontal(pl.col("component").min().over("place"), "place")
        near = edges.with_columns(least=least)
        if self.large:
            linked = near.filter(pl.col("component") > pl.col("place"))
            found = linked.select(place="component", component="least")
            changed = linked.filter(pl.col("least") != pl.col("place")).height
        else:
            others = near.filter(pl.col("component") != pl.col("least"))
            own = near.select("place", component="least").unique()
            found = pl.concat([own, others.select(place="component", component="least")])
            changed = others.height
        job.folder.write(self.made, number, found.unique().sort("place", "component"))
        return {"edges": found.height, "changed": changed}


@dataclass(frozen=True)
class _Rooted:
    """Sends each place with its root home, and the root with itself."""

    table: str

    def __call__(self, job: Job, number: int) -> Iterator[Piece]:
        edges = job.folder.read(self.table, number)
        roots = edges.select(place="component", component="component")
        yield from scatter(pl.concat([edges, roots]).unique(), part_of("place"), "edges", number)


@dataclass(frozen=True)
class _Labelled:
    labels: str

    def __call__(self, job: Job, number: int, pieces: list[Piece]) -> Receipt:
        found = gather(pieces, "edges", EDGES).unique().sort("place")
        job.folder.write(self.labels, number, found)
        return {"articles": found.height}
