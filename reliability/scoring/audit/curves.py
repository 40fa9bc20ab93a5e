"""What more data would bring: more training sources, more articles of each, more articles read of the one judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from reliability.scoring.audit.figures import MEASURES, Outcome, outcome
from reliability.scoring.audit.material import Material
from reliability.scoring.audit.refits import fewer_articles, fewer_sources, first_of_source
from reliability.scoring.heldout import HeldOut, Method, predict
from reliability.scoring.inputs import Matrix

READ_STEPS = (1, 2, 5, 10, 20, 40)

Jobs = dict[str, Callable[[], HeldOut]]


def source_jobs(material: Material, method: Method) -> Jobs:
    """Fits on fewer training sources; the name is `sources COUNT REPEAT`."""
    most = min(len(np.unique(material.sample.source[train])) for train, _ in material.fewer_rounds)
    jobs: Jobs = {}
    for count in material.plan.source_steps:
        for repeat in range(material.plan.repeats if count < most else 0):
            changed = fewer_sources(method, count, material.seed + 1 + repeat)
            jobs[f"sources {count} {repeat}"] = partial(predict, material.sample, changed, material.fewer_rounds)
    return jobs


def article_jobs(material: Material, method: Method) -> Jobs:
    """Fits on fewer articles of each training source; the name is `articles COUNT`."""
    most = int(material.sample.counts.max())
    return {
        f"articles {count}": partial(
            predict, material.sample, fewer_articles(method, count, material.seed), material.fewer_rounds
        )
        for count in material.plan.article_steps
        if count < most
    }


def curve(material: Material, found: dict[str, Outcome], everything: Outcome, kind: str) -> list[dict[str, Any]]:
    """Rows of a learning curve: `count`, and each measure with its interval; repeats of a count are averaged.

    Args:
        material: of the audit.
        found: outcomes by the names of their jobs.
        everything: the outcome with all training data.
        kind: `sources` or `articles`.
    """
    by_count: dict[int, list[Outcome]] = {}
    for name, one in found.items():
        if name.startswith(f"{kind} "):
            by_count.setdefault(int(name.split()[1]), []).append(one)
    if kind == "sources":
        last = round(np.mean([len(np.unique(material.sample.source[train])) for train, _ in material.fewer_rounds]))
    else:
        last = int(material.sample.counts.max())
    return [
        *({"count": count, "figures": _mean(ones).told()} for count, ones in sorted(by_count.items())),
        {"count": last, "figures": everything.told()},
    ]


def reading(material: Material, held: HeldOut) -> list[dict[str, Any]]:
    """The source figures where only so many articles of each source are read; those of the sources that have so many.

    No refit: the held-out scores of fewer articles are averaged. All rows are over the same sources.
    """
    sample = material.sample
    articles = sample.counts
    steps = [step for step in READ_STEPS if (articles >= step).sum() >= 2 * len(READ_STEPS)]
    if not steps:
        return []
    wide = articles >= max(steps)
    rows = []
    for step in steps:
        kept = first_of_source(sample, step, material.seed) & wide[sample.source]
        sums = np.bincount(sample.source[kept], held.score[kept], minlength=len(articles))
        mean = _where(wide, sums / step)
        one = outcome(
            sample,
            replace(held, source_mean=mean, source_score=mean),
            draws=material.plan.draws,
            seed=material.seed,
        )
        figures = {name: figure for name, figure in one.told().items() if name in ("spearman", "auc")}
        rows.append({"count": step, "sources": int(wide.sum()), "figures": figures})
    return rows


def _where(chosen: np.ndarray[Any, np.dtype[np.bool_]], values: Matrix) -> Matrix:
    return np.where(chosen, values, np.nan)


def _mean(ones: list[Outcome]) -> Outcome:
    return Outcome(
        ones[0].held,
        {name: float(np.mean([one.values[name] for one in ones])) for name in MEASURES},
        {name: np.mean([one.draws[name] for one in ones], axis=0) for name in MEASURES},
    )
