"""Measures of the finished tables: of each part, then of some parts together, until few are left for the driver."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from reliability import flags, records
from reliability.corpus.grouping import TOLD
from reliability.corpus.work import WORK, Job, Work
from reliability.parts import Folder, pack, unpack
from reliability.parts.markers import Receipt
from reliability.quality import parted
from reliability.quality.parted import Asked, Measures
from reliability.store import Store
from reliability.store.parted import CURRENT, over_articles, over_frames

TOGETHER = 64
"""Parts whose measures one task brings together; the driver reads those of as many at most."""

CLAIMS = ("article_id", "claim_id", "second_hand", "anonymous", "hedged", "source_type", "origin", "via")
COLUMNS: Mapping[str, Sequence[str] | None] = {
    "articles": CURRENT,
    "claims": CLAIMS,
    "signatures": ("article_id",),
    "story_members": None,
    "features": None,
    "scores": None,
    "flags": None,
    "contributions": ("article_id", "feature"),
}
"""What measures look at of the tables of articles; None for all columns."""

Of = Callable[[Job, int], Measures]


def measure_parts(work: Work, asked: Asked, suites: flags.Suites) -> Measures:
    """The measures of all articles, stories and rejects of a run: as much whatever their number."""
    parts = range(work.job.parts)
    return {
        **_gathered(work, asked, "articles", _Articles(asked, suites), parts),
        **_gathered(work, asked, "stories", _Stories(asked), parts),
        **_gathered(work, asked, "rejects", _Rejects(asked), work.job.folder.parts("rejects")),
    }


def _gathered(work: Work, asked: Asked, kind: str, function: Of, numbers: Sequence[int]) -> Measures:
    """Measure each part, then bring neighbours together until TOGETHER are left at most."""
    step, held = f"measures-{kind}", list(numbers)
    work.each(f"{step}-0", _Kept(f"{step}-0", function), held)
    level = 0
    while len(held) > TOGETHER:
        groups = [tuple(held[start : start + TOGETHER]) for start in range(0, len(held), TOGETHER)]
        together = _Together(f"{step}-{level}", tuple(groups), asked)
        level += 1
        held = list(range(len(groups)))
        work.each(f"{step}-{level}", _Kept(f"{step}-{level}", together), held)
    return parted.together((read_measures(work.job.folder, f"{step}-{level}", number) for number in held), asked)


def write_measures(folder: Folder, step: str, number: int, found: Measures) -> None:
    """Keep measures for the step after."""
    rows = {"name": list(found), "rows": [pack(frame) for frame in found.values()]}
    folder.write(f"{WORK}/{step}", number, pl.DataFrame(rows, schema={"name": pl.String, "rows": pl.Binary}))


def read_measures(folder: Folder, step: str, number: int) -> Measures:
    """Those that `write_measures` kept."""
    return {name: unpack([rows], pl.DataFrame()) for name, rows in folder.read(f"{WORK}/{step}", number).iter_rows()}


def articles_of(job: Job, number: int, names: Iterable[str] = COLUMNS) -> Store:
    """The articles of a part, with these tables, as a store to measure. Use it in a `with` statement."""
    return over_articles({name: job.folder.read(name, number, COLUMNS[name]) for name in names})


@dataclass(frozen=True)
class _Kept:
    """Writes what a function measures of a part."""

    step: str
    function: Of

    def __call__(self, job: Job, number: int) -> Receipt:
        found = self.function(job, number)
        write_measures(job.folder, self.step, number, found)
        return {"measures": len(found)}


@dataclass(frozen=True)
class _Articles:
    asked: Asked
    suites: flags.Suites

    def __call__(self, job: Job, number: int) -> Measures:
        with articles_of(job, number) as store:
            return parted.of_articles(store, self.asked, self.suites)


@dataclass(frozen=True)
class _Stories:
    asked: Asked

    def __call__(self, job: Job, number: int) -> Measures:
        tables = {"stories": job.folder.read("stories", number), "story_members": job.folder.read(TOLD, number)}
        with over_frames(tables) as store:
            return parted.of_stories(store, self.asked)


@dataclass(frozen=True)
class _Rejects:
    asked: Asked

    def __call__(self, job: Job, number: int) -> Measures:
        tables = {"rejects": job.folder.read("rejects", number), "runs": records.RUNS.empty()}
        with over_frames(tables) as store:
            return parted.of_rejects(store, self.asked)


@dataclass(frozen=True)
class _Together:
    """Brings the measures of some parts of a step together."""

    step: str
    groups: Sequence[Sequence[int]]
    asked: Asked

    def __call__(self, job: Job, number: int) -> Measures:
        parts = (read_measures(job.folder, self.step, part) for part in self.groups[number])
        return parted.together(parts, self.asked)
