"""Measures of agreement with the ratings; each takes arrays of one length and is NaN where it is not defined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import polars as pl

from reliability.scoring.inputs import Matrix

BINS = 10


def ranks(values: Matrix) -> Matrix:
    """Ranks from 1, ties get their mean."""
    return pl.Series(values).rank("average").to_numpy().astype(np.float64)


def correlation(left: Matrix, right: Matrix) -> float:
    """Pearson correlation."""
    if len(left) < 3 or np.ptp(left) < 1e-12 or np.ptp(right) < 1e-12:
        return float("nan")
    return float(np.corrcoef(left, right)[0, 1])


def spearman(left: Matrix, right: Matrix) -> float:
    """Rank correlation."""
    return correlation(ranks(left), ranks(right))


def partial_spearman(left: Matrix, right: Matrix, labels: Sequence[str | None]) -> float:
    """Rank correlation within `labels`: of what is left of the ranks after each label's mean; None is left out."""
    known = np.array([label is not None for label in labels])
    groups = np.array([label or "" for label in labels])[known]
    parts = [ranks(values[known]) for values in (left, right)]
    for part in parts:
        for group in np.unique(groups):
            part[groups == group] -= part[groups == group].mean()
    return correlation(parts[0], parts[1])


def auc(scores: Matrix, positive: Matrix) -> float:
    """Chance that a positive has the higher score than a negative."""
    chosen = positive > 0
    n, m = int(chosen.sum()), int((~chosen).sum())
    if not n or not m:
        return float("nan")
    return float((ranks(scores)[chosen].sum() - n * (n + 1) / 2) / (n * m))


def brier(scores: Matrix, reliable: Matrix, weights: Matrix) -> float:
    """Weighted mean squared distance of score and label (Brier 1950)."""
    return float(np.average((scores - reliable) ** 2, weights=weights))


def calibration(
    scores: Matrix, reliable: Matrix, weights: Matrix, means: Mapping[str, Matrix] = MappingProxyType({})
) -> list[dict[str, float]]:
    """Table of up to ten bins with equal numbers of articles: articles, weight, mean score, share reliable.

    Args:
        scores: 0..1.
        reliable: 0 or 1.
        weights: of the articles.
        means: further columns by name, of which each bin shows the mean.
    """
    bins = np.array_split(np.argsort(scores, kind="stable"), BINS)
    return [
        {
            "articles": float(len(rows)),
            "weight": float(weights[rows].sum()),
            "score": float(np.average(scores[rows], weights=weights[rows])),
            "reliable": float(np.average(reliable[rows], weights=weights[rows])),
        }
        | {name: float(np.average(values[rows], weights=weights[rows])) for name, values in means.items()}
        for rows in bins
        if weights[rows].sum() > 0
    ]


def calibration_error(scores: Matrix, reliable: Matrix, weights: Matrix) -> float:
    """Expected calibration error: mean distance of score and share reliable over the bins of `calibration`."""
    table = calibration(scores, reliable, weights)
    gaps = [abs(row["score"] - row["reliable"]) * row["weight"] for row in table]
    return sum(gaps) / sum(row["weight"] for row in table)


def interval_coverage(scores: Matrix, low: Matrix, high: Matrix, reliable: Matrix, weights: Matrix) -> float:
    """Share of the bins of `calibration` whose share reliable lies within their mean interval."""
    table = calibration(scores, reliable, weights, {"low": low, "high": high})
    return sum(row["low"] <= row["reliable"] <= row["high"] for row in table) / len(table)


def bootstrap(
    measure: Callable[[np.ndarray[tuple[int], np.dtype[np.int64]]], float], size: int, *, draws: int, seed: int
) -> dict[str, float | None]:
    """Value of `measure` over all of 0..size-1, and its 95 % interval over samples of them with replacement."""
    rng = np.random.default_rng(seed)
    values = np.array([measure(rng.integers(size, size=size)) for _ in range(draws)])
    values = values[np.isfinite(values)]
    low, high = np.quantile(values, [0.025, 0.975]) if len(values) else (np.nan, np.nan)
    figures = {"value": measure(np.arange(size)), "low": float(low), "high": float(high)}
    return {name: figure if np.isfinite(figure) else None for name, figure in figures.items()}
