"""How far raters agree beyond chance: Cohen's kappa, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

DRAWS = 1000
"""Bootstrap samples of an interval."""

Counts = NDArray[np.float64]


class Agreement(NamedTuple):
    """How two raters, or several in pairs, agree.

    Attributes:
        kappa: Cohen's kappa (Cohen 1960); None where it is not defined: nothing rated twice, or one word for all.
        low: lower end of its 95 % interval.
        high: upper end.
        agreeing: share of the pairs of ratings that are the same; None without any.
        n: things that two rated.
    """

    kappa: float | None
    low: float | None
    high: float | None
    agreeing: float | None
    n: int


def cohen(counts: Counts) -> Counts:
    """Cohen's kappa of tables of counts; NaN where chance alone would agree on all, or there is no count.

    Args:
        counts: (..., k, k): how often the one said row and the other column.

    >>> float(cohen(np.array([[20.0, 5.0], [10.0, 15.0]])).round(3))
    0.4
    """
    total = counts.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        agreed = np.trace(counts, axis1=-2, axis2=-1) / total
        chance = (counts.sum(axis=-1) * counts.sum(axis=-2)).sum(axis=-1) / total**2
        kappa: Counts = np.where(chance < 1 - 1e-12, (agreed - chance) / (1 - chance), np.nan)
    return kappa


def between(first: Sequence[str], second: Sequence[str], *, draws: int = DRAWS, seed: int = 0) -> Agreement:
    """How two raters agree on the same things, in this order."""
    rows = pl.DataFrame(
        {"thing": [str(n) for n in range(len(first))] * 2, "rater": ["a"] * len(first) + ["b"] * len(second)}
        | {"word": [*first, *second]},
        schema={"thing": pl.String, "rater": pl.String, "word": pl.String},
    )
    return among(rows, draws=draws, seed=seed)[0]


def among(
    ratings: pl.DataFrame, *, draws: int = DRAWS, seed: int = 0
) -> tuple[Agreement, list[tuple[str, str, Agreement]]]:
    """How raters agree where two of them rated the same thing.

    The kappa of several raters is the mean over their pairs, each weighted by what both rated (Light 1971, weighted).
    Intervals are percentiles over samples of the things.

    Args:
        ratings: thing, rater, word; each rater once for a thing.
        draws: bootstrap samples.
        seed: of the samples.

    Returns:
        The agreement of all, and that of each pair, by name, those with the most in common first.
    """
    words = ratings["word"].unique().sort()
    codes = {word: code for code, word in enumerate(words)}
    coded = ratings.with_columns(code=pl.col("word").replace_strict(codes, return_dtype=pl.Int64))
    both = _paired(coded)
    if not both.height:
        return Agreement(None, None, None, None, 0), []
    pairs = both.select("rater", "rater_right").unique().sort("rater", "rater_right").with_row_index("pair")
    both = both.join(pairs, on=["rater", "rater_right"])
    things = np.unique(both["thing"].to_numpy(), return_inverse=True)[1]
    size = len(words)
    cell = (both["pair"] * size + both["code"]).to_numpy() * size + both["code_right"].to_numpy()
    shape = (pairs.height, size, size)

    def counted(times: NDArray[np.int64]) -> Counts:
        found = np.bincount(cell, times[things], minlength=int(np.prod(shape)))
        return found.astype(np.float64).reshape(shape)

    number = int(things.max()) + 1
    rng = np.random.default_rng(seed)
    whole = counted(np.ones(number, dtype=np.int64))
    drawn = np.array([counted(np.bincount(rng.integers(number, size=number), minlength=number)) for _ in range(draws)])
    each = [_agreement(whole[[at]], drawn[:, [at]], int(whole[at].sum())) for at in range(pairs.height)]
    named = [(row["rater"], row["rater_right"], each[row["pair"]]) for row in pairs.to_dicts()]
    return _agreement(whole, drawn, number), sorted(named, key=lambda pair: (-pair[2].n, pair[:2]))


def _paired(coded: pl.DataFrame) -> pl.DataFrame:
    """Each pair of ratings of one thing: thing, rater, code, rater_right, code_right; the raters in order of name."""
    both = coded.select("thing", "rater", "code").join(coded.select("thing", "rater", "code"), on="thing")
    return both.filter(pl.col("rater") < pl.col("rater_right")).sort("thing", "rater", "rater_right")


def _agreement(whole: Counts, drawn: Counts, number: int) -> Agreement:
    """The agreement of these pairs: (pairs, k, k), and (draws, pairs, k, k)."""
    values = _mean(drawn)
    values = values[np.isfinite(values)]
    value = float(_mean(whole))
    low, high = np.quantile(values, [0.025, 0.975]) if len(values) and np.isfinite(value) else (None, None)
    agreeing = float(np.trace(whole, axis1=-2, axis2=-1).sum() / whole.sum())
    return Agreement(
        value if np.isfinite(value) else None,
        None if low is None else float(low),
        None if high is None else float(high),
        agreeing,
        number,
    )


def _mean(counts: Counts) -> Any:
    """The mean kappa over the pairs (last axis but two), weighted by their counts; undefined ones are left out."""
    kappas, weights = cohen(counts), counts.sum(axis=(-2, -1))
    known = np.isfinite(kappas)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(known, kappas * weights, 0.0).sum(axis=-1) / np.where(known, weights, 0.0).sum(axis=-1)
