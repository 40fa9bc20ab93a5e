"""Which articles links hold together: each part of links is contracted to a forest, and the forests are merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from reliability.corpus.linking import LINKS
from reliability.corpus.pieces import gather, scatter
from reliability.corpus.stars import EDGES, meet, part_of
from reliability.corpus.work import WORK, Job, Work
from reliability.engines import Piece
from reliability.parts.markers import Receipt
from reliability.stories import events, grouping
from reliability.stories.clusters import components
from reliability.stories.pairs import Pairs, Real, Whole

LABELS = f"{WORK}/labels"
LARGEST = 50_000  # articles held together that one task can group
STRICTER = (grouping.SAME_EVENT, 0.2, 0.3, 0.5, 1.1)
"""What an event's link must score to hold articles together: the first, and where too many are, the next."""

MERGE = 10_000_000  # edges of forests that the driver merges by itself: some 500 MB

SIZES = pl.DataFrame(schema={"component": pl.Int64, "articles": pl.Int64})


def find_components(work: Work) -> None:
    """Give each article that strong links hold together with others the smallest place among them.

    More than LARGEST articles that hang together by weak chains are parted at a stricter score; what one story has
    then is what the stricter links hold together. It is the one place where a story may differ from that of a database.
    """
    parts = range(work.job.parts)
    large: list[tuple[int, ...]] = []
    for level, least in enumerate(STRICTER):
        among = large[-1] if large else None
        forests = work.each(f"forest-{level}", _Forest(level, least, among), parts)
        if sum(forest["edges"] for forest in forests) > MERGE:
            meet(work, _forest(level), _labels(level))
        else:
            _merge(work.job, level)
        sizes = work.exchange(f"sizes-{level}", _Sizes(level), parts, _count, parts)
        large.append(tuple(root for found in sizes for root in found["large"]))
        if not large[-1]:
            break
    work.each("labels", _Kept(tuple(large)), parts)


def _forest(level: int) -> str:
    return f"{WORK}/forest-{level}"


def _labels(level: int) -> str:
    return f"{WORK}/labels-{level}"


@dataclass(frozen=True)
class _Forest:
    """Contracts the links of a part: each article with the smallest place that it hangs together with there.

    `among` are components of the level before: links that are held at a stricter score have both ends in one of them.
    """

    level: int
    least: float
    among: Sequence[int] | None

    def __call__(self, job: Job, number: int) -> Receipt:
        links = job.folder.read(LINKS, number, ("left_place", "right_place", "kind", "score"))
        held = links.filter((pl.col("kind") != events.EVENT) | (pl.col("score") >= self.least))
        if self.among is not None:
            before = job.folder.read(_labels(self.level - 1), number)
            inside = before.filter(pl.col("component").is_in(self.among))
            held = held.join(inside, left_on="left_place", right_on="place", how="semi", maintain_order="left")
        found = contracted(held["left_place"].to_numpy(), held["right_place"].to_numpy())
        job.folder.write(_forest(self.level), number, found)
        return {"edges": found.height}


def contracted(left: Whole, right: Whole) -> pl.DataFrame:
    """The components of a graph given by its edges: each `place`, sorted, and the smallest of its component."""
    place, ends = np.unique(np.concatenate([left, right]), return_inverse=True)
    score: Real = np.ones(len(left))
    pairs = Pairs(ends[: len(left)], ends[len(left) :], score)
    return pl.DataFrame({"place": place, "component": place[components(len(place), pairs)]}, schema=EDGES.schema)


def _merge(job: Job, level: int) -> None:
    """The components of all parts together, by this process."""
    forests = [job.folder.read(_forest(level), part) for part in range(job.parts)]
    every = pl.concat([EDGES, *forests])
    found = contracted(every["place"].to_numpy(), every["component"].to_numpy())
    ends = np.searchsorted(found["place"].to_numpy(), np.arange(job.parts + 1, dtype=np.int64) << 32).tolist()
    for part, (start, end) in enumerate(pairwise(ends)):
        job.folder.write(_labels(level), part, found.slice(start, end - start))


@dataclass(frozen=True)
class _Sizes:
    """Sends how many articles of each component a part has to where the component's first article is."""

    level: int

    def __call__(self, job: Job, number: int) -> Iterator[Piece]:
        labels = job.folder.read(_labels(self.level), number)
        sizes = labels.group_by("component").agg(pl.len().cast(pl.Int64).alias("articles"))
        yield from scatter(sizes, part_of("component"), "sizes", number)


def _count(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    del job, number
    sizes = gather(pieces, "sizes", SIZES).group_by("component").agg(pl.col("articles").sum())
    return {"large": sorted(sizes.filter(pl.col("articles") > LARGEST)["component"])}


@dataclass(frozen=True)
class _Kept:
    """Keeps for each article the first component that is not too large; the last one whatever its size."""

    large: Sequence[Sequence[int]]

    def __call__(self, job: Job, number: int) -> Receipt:
        rows = pl.concat([EDGES, *self._levels(job, number)]).sort("place")
        job.folder.write(LABELS, number, rows)
        return {"articles": rows.height}

    def _levels(self, job: Job, number: int) -> Iterable[pl.DataFrame]:
        for level, roots in enumerate(self.large):
            labels = job.folder.read(_labels(level), number)
            last = level + 1 == len(STRICTER)
            yield labels if last else labels.filter(~pl.col("component").is_in(roots))
