"""How an intake differs from what the model learned from: the population stability index of each of its features.

PSI is the sum over bins of (here - trained) * ln(here / trained), with shares by deciles of training. Customary from
credit scoring: below 0.1 little, from 0.25 much. Small samples differ by chance alone: without drift, PSI follows
(1/n + 1/m) times a chi-square distribution with one degree of freedom less than there are bins (Yurdakul 2018,
Statistical properties of the population stability index). What is expected is taken off, and what chance could still
make is no drift.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reliability.errors import counted
from reliability.scoring import abstention
from reliability.scoring.inputs import Matrix, matrix
from reliability.scoring.reference import Reference, bin_ends, binned

SOME, MAJOR = 0.1, 0.25
FEWEST_ARTICLES = 50
"""With fewer nobody can tell."""

BY_CHANCE = 3.719  # standard normal quantile of 1 - 0.0001: many features are looked at
SAID = 3  # features that are named in a sentence
FEATURES_OF_MAJOR = 0.2  # share of the features that moved much, from which on all scores are in doubt
FEATURES_OF_SOME = 0.1  # share that moved at all; a few always do, from one mix of outlets to the next

SCHEMA = pl.Schema(
    {
        "feature": pl.String,
        "psi": pl.Float64,
        "expected": pl.Float64,
        "level": pl.String,
        "here": pl.Float64,
        "trained": pl.Float64,
    }
)


@dataclass(frozen=True)
class Drift:
    """An intake against training.

    Attributes:
        level: `none`, `some`, `major`, or `unknown` where there are too few articles.
        articles: of the intake that are articles to be judged; the others are not compared.
        trained: articles of training.
        beyond: share of the compared articles that are too far from training to be scored.
        features: one row per feature, the most drifted first: feature, psi, expected (without drift, for so many
            articles), level (`none`, `some`, `major`), here and trained (their means, null where there is none). No
            row where the level is unknown.
    """

    level: str
    articles: int
    trained: int
    beyond: float
    features: pl.DataFrame

    @property
    def said(self) -> str:
        """What it means for a reader of the scores, in a sentence or two."""
        if self.level == "unknown":
            few = counted(self.articles, "article is", "articles are")
            return f"{few} too few to tell whether they are like those of training; it takes {FEWEST_ARTICLES}."
        moved = self.features.filter(pl.col("level") != "none")
        if self.level == "none":
            return "These articles are like those that the model learned from."
        care = (
            "Read these scores with care" if self.level == "major" else "These articles differ a little from training"
        )
        most = "; ".join(_means(row) for row in moved.head(SAID).to_dicts())
        return f"{care}: {moved.height} of {self.features.height} features are not as in training. Most of all: {most}."


def _means(row: Mapping[str, Any]) -> str:
    name = str(row["feature"]).replace("_", " ")
    if row["here"] is None or row["trained"] is None:
        return name
    return f"{name} (on average {row['here']:.3g}, in training {row['trained']:.3g})"


def compare(reference: Reference, chunks: Iterable[pl.DataFrame]) -> Drift:
    """Hold an intake against training.

    Args:
        reference: of the model.
        chunks: FEATURES frames of the intake.

    Raises:
        ReliabilityError: a feature of the reference is missing.
    """
    counts = [np.zeros_like(trained) for trained in reference.counts]
    sums, known = np.zeros(len(reference.names)), np.zeros(len(reference.names))
    articles = beyond = 0
    for chunk in chunks:
        judged = chunk.filter(abstention.abstained(chunk).is_null())
        values = matrix(judged, reference.names)
        for number in range(len(counts)):
            counts[number] += reference.bins(values[:, number], number)
        added, present = reference.averages(values)
        sums, known = sums + added, known + present
        articles += judged.height
        beyond += int(reference.beyond(judged).sum())
    share = beyond / articles if articles else 0.0
    if articles < FEWEST_ARTICLES:
        return Drift("unknown", articles, reference.articles, share, pl.DataFrame(schema=SCHEMA))
    rows = _rows(reference, counts, np.divide(sums, known, where=known > 0, out=np.full(len(sums), np.nan)))
    return Drift(_overall(rows["level"].to_list()), articles, reference.articles, share, rows)


def stability(here: NDArray[np.int64], trained: NDArray[np.int64]) -> tuple[float, float, float]:
    """PSI of two counts over the same bins, its expected value without drift, and the largest that chance makes.

    Half an article is added to each bin, so that an empty one does not weigh without end.
    """
    used = (here + trained) > 0
    first, second = here[used] + 0.5, trained[used] + 0.5
    one, other = first / first.sum(), second / second.sum()
    psi = float(((one - other) * np.log(one / other)).sum())
    unit = 1.0 / max(here.sum(), 1) + 1.0 / max(trained.sum(), 1)
    freedom = int(used.sum()) - 1
    return psi, unit * freedom, unit * _chi_square(freedom)


def moved(here: pl.DataFrame, before: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """Hold the features of an intake against those of an earlier one, by deciles of the earlier one.

    Args:
        here: FEATURES.
        before: FEATURES.
        names: of the features to compare.

    Returns:
        feature, psi, psi_beyond (by how much that is more than the largest that chance makes of so many articles). Null
        where an intake has fewer than FEWEST_ARTICLES articles, or no value at all.
    """
    rows: list[tuple[str, float | None, float | None]] = []
    enough = min(here.height, before.height) >= FEWEST_ARTICLES
    for name in names:
        now, then = (_values(frame, name) for frame in (here, before))
        if not enough or np.isnan(now).all() or np.isnan(then).all():
            rows.append((name, None, None))
            continue
        ends = bin_ends(then)
        psi, _, chance = stability(binned(now, ends), binned(then, ends))
        rows.append((name, psi, max(psi - chance, 0.0)))
    return pl.DataFrame(rows, schema=MOVED, orient="row")


MOVED = pl.Schema({"feature": pl.String, "psi": pl.Float64, "psi_beyond": pl.Float64})


def _values(features: pl.DataFrame, name: str) -> Matrix:
    """A column, NaN where a value is missing or is no finite number."""
    if name not in features.columns:
        return np.full(features.height, np.nan)
    values = features[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
    return np.where(np.isfinite(values), values, np.nan)


def _chi_square(freedom: int) -> float:
    """The quantile of chance of a chi-square distribution, by Wilson and Hilferty's cube (1931)."""
    if freedom < 1:
        return 0.0
    part = 2.0 / (9.0 * freedom)
    return float(freedom * (1.0 - part + BY_CHANCE * part**0.5) ** 3)


def _rows(reference: Reference, counts: list[NDArray[np.int64]], means: Matrix) -> pl.DataFrame:
    rows = []
    for name, here, trained, mean, usual in zip(
        reference.names, counts, reference.counts, means, reference.mean, strict=True
    ):
        psi, expected, chance = stability(here, trained)
        rows.append((name, psi, expected, _level(psi, expected, chance), float(mean), float(usual)))
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(pl.col("here", "trained").fill_nan(None))
    return frame.sort(pl.col("psi") - pl.col("expected"), "feature", descending=[True, False])


def _level(psi: float, expected: float, chance: float) -> str:
    if psi <= chance or psi - expected < SOME:
        return "none"
    return "major" if psi - expected >= MAJOR else "some"


def _overall(levels: list[str]) -> str:
    if levels.count("major") >= FEATURES_OF_MAJOR * len(levels):
        return "major"
    return "some" if len(levels) - levels.count("none") >= FEATURES_OF_SOME * len(levels) else "none"
