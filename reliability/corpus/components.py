"""Which articles links hold together: each part of links is contracted to a forest, the driver merges the forests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from reliability.corpus.linking import LINKS
from reliability.corpus.work import WORK, Job, Work
from reliability.parts.markers import Receipt
from reliability.stories import events, grouping
from reliability.stories.clusters import components
from reliability.stories.pairs import Pairs, Real, Whole

Mask = npt.NDArray[np.bool_]

LABELS = f"{WORK}/labels"
LARGEST = 50_000  # articles held together that one task can group
STRICTER = (grouping.SAME_EVENT, 0.2, 0.3, 0.5, 1.1)
"""What an event's link must score to hold articles together: the first, and where too many are, the next."""

MERGE = 20_000_000  # edges that the driver holds before it contracts them


def find_components(work: Work) -> None:
    """Give each article that strong links hold together with others the smallest place among them.

    More than LARGEST articles that hang together by weak chains are parted at a stricter score; what one story has
    then is what the stricter links hold together. It is the one place where a story may differ from that of a database.
    """
    kept, loose = Labels.none(), None
    for level, least in enumerate(STRICTER):
        work.each(f"forest-{level}", _Forest(level, least, loose), range(work.job.parts))
        found = _merged(work.job, level)
        large = found.larger_than(LARGEST) if level + 1 < len(STRICTER) else Labels.none()
        kept = kept.and_those_of(found.without(large))
        loose = large.place
        if not len(loose):
            break
    for part, rows in kept.by_part(work.job.parts):
        work.job.folder.write(LABELS, part, rows)


@dataclass(frozen=True)
class _Forest:
    """Contracts the links of a part: each article with the smallest place that it hangs together with there."""

    level: int
    least: float
    among: Whole | None

    def __call__(self, job: Job, number: int) -> Receipt:
        links = job.folder.read(LINKS, number, ("left_place", "right_place", "kind", "score"))
        held = links.filter((pl.col("kind") != events.EVENT) | (pl.col("score") >= self.least))
        left, right = held["left_place"].to_numpy(), held["right_place"].to_numpy()
        if self.among is not None:
            inside = _is_in(left, self.among) & _is_in(right, self.among)
            left, right = left[inside], right[inside]
        found = Labels.of(left, right)
        job.folder.write(f"{WORK}/forest-{self.level}", number, found.frame())
        return {"edges": len(found.place)}


@dataclass(frozen=True)
class Labels:
    """Articles that hang together with others: `place`, sorted, and the smallest place of their component."""

    place: Whole
    label: Whole

    @staticmethod
    def none() -> Labels:
        """No article."""
        return Labels(np.empty(0, np.int64), np.empty(0, np.int64))

    @staticmethod
    def of(left: Whole, right: Whole) -> Labels:
        """The components of a graph given by its edges."""
        place, ends = np.unique(np.concatenate([left, right]), return_inverse=True)
        score: Real = np.ones(len(left))
        pairs = Pairs(ends[: len(left)], ends[len(left) :], score)
        return Labels(place, place[components(len(place), pairs)])

    def larger_than(self, most: int) -> Labels:
        """Those of components with more articles."""
        _, which, count = np.unique(self.label, return_inverse=True, return_counts=True)
        return self._where(count[which] > most) if len(self.label) else self

    def without(self, others: Labels) -> Labels:
        """Those of articles that are not among others."""
        return self._where(~_is_in(self.place, others.place))

    def and_those_of(self, others: Labels) -> Labels:
        """Both; no article is in both."""
        place = np.concatenate([self.place, others.place])
        order = np.argsort(place)
        return Labels(place[order], np.concatenate([self.label, others.label])[order])

    def frame(self) -> pl.DataFrame:
        """As columns `place` and `component`."""
        return pl.DataFrame({"place": self.place, "component": self.label})

    def by_part(self, parts: int) -> Iterator[tuple[int, pl.DataFrame]]:
        """Those of each part, also of a part that has none."""
        ends = np.searchsorted(self.place, np.arange(parts + 1, dtype=np.int64) << 32)
        for part in range(parts):
            yield part, self.frame().slice(int(ends[part]), int(ends[part + 1] - ends[part]))

    def _where(self, mask: Mask) -> Labels:
        return Labels(self.place[mask], self.label[mask])


def _is_in(place: Whole, among: Whole) -> Mask:
    """Which places are among some that are sorted."""
    if not len(among):
        return np.zeros(len(place), np.bool_)
    found: Mask = among[np.minimum(np.searchsorted(among, place), len(among) - 1)] == place
    return found


def _merged(job: Job, level: int) -> Labels:
    """The components of all parts together: edges of forests, contracted again before they are too many."""
    left, right = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for part in range(job.parts):
        forest = job.folder.read(f"{WORK}/forest-{level}", part)
        left.append(forest["place"].to_numpy())
        right.append(forest["component"].to_numpy())
        if sum(map(len, left)) > MERGE:
            so_far = Labels.of(np.concatenate(left), np.concatenate(right))
            left, right = [so_far.place], [so_far.label]
    return Labels.of(np.concatenate(left), np.concatenate(right))
