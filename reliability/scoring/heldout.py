"""Held-out predictions, and how well they agree with the ratings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reliability.scoring import metrics
from reliability.scoring.inputs import Matrix
from reliability.scoring.linear import log_odds, probability
from reliability.scoring.sample import Codes, Sample
from reliability.scoring.shrinkage import FEWEST_ARTICLES, Prior, shrink

FOLDS = 10
FEWEST_SOURCES = 5
UNRELIABLE = 0.3
"""Quantile of the measured ratings below which a source counts as one to be found (AUC)."""

Figures = dict[str, dict[str, float | None]]
"""Measure -> {value, low, high}; None where it is not defined."""


@dataclass(frozen=True)
class Prediction:
    """Scores of held-out articles; the interval and the source prior only where the method has them."""

    score: Matrix
    low: Matrix | None = None
    high: Matrix | None = None
    prior: Prior | None = None


Method = Callable[[Sample, Sample], Prediction]
"""Takes training and test sample, returns the prediction for the test sample."""


Round = tuple[NDArray[np.bool_], NDArray[np.bool_]]
"""Masks over the articles of a sample: fit on the first, test on the second."""


@dataclass(frozen=True)
class HeldOut:
    """Held-out scores of all articles of a sample, and of its sources (NaN where a method gives no interval)."""

    score: Matrix
    low: Matrix
    high: Matrix
    source_mean: Matrix
    source_score: Matrix
    source_low: Matrix
    source_high: Matrix


def predict(sample: Sample, method: Method, rounds: Iterable[Round]) -> HeldOut:
    """Predict the articles of each round's second mask by a fit on those of its first; NaN for what no round tests."""
    score, low, high = (np.full(len(sample.source), np.nan) for _ in range(3))
    means, sources, lows, highs = (np.full(len(sample.sources), np.nan) for _ in range(4))
    for train, test in rounds:
        held = sample.take(test)
        prediction = method(sample.take(train), held)
        score[test] = prediction.score
        if prediction.low is not None and prediction.high is not None:
            low[test], high[test] = prediction.low, prediction.high
        articles = held.counts
        present = np.flatnonzero(articles)
        sums = np.bincount(held.source, log_odds(prediction.score), minlength=len(articles))
        mean = probability(sums[present] / articles[present])
        means[present] = sources[present] = mean
        if prediction.prior is not None:
            frame = pl.DataFrame({"mean": mean, "scored": articles[present].astype(np.float64)})
            shrunk = frame.select(
                e.alias(n)
                for n, e in zip("slh", shrink(pl.col("mean"), pl.col("scored"), prediction.prior), strict=True)
            )
            sources[present], lows[present], highs[present] = shrunk.to_numpy().T
    return HeldOut(score, low, high, means, sources, lows, highs)


def measure(sample: Sample, held: HeldOut, *, draws: int, seed: int) -> Figures:
    """All figures of one method, each with its 95 % bootstrap interval over sources."""

    def weighted(chosen: Codes) -> Matrix:
        return sample.weights * sample.times(chosen)

    def covered(chosen: Codes) -> float:
        if np.isnan(held.low).any():
            return float("nan")
        return metrics.interval_coverage(held.score, held.low, held.high, sample.reliable, weighted(chosen))

    def labelled(chosen: Codes) -> float:
        times = np.where(sample.own, sample.times(chosen), 0)
        return metrics.auc(np.repeat(ranking(held.score, held.score), times), np.repeat(sample.reliable, times))

    figures: dict[str, Callable[[Codes], float]] = {
        "brier": lambda i: metrics.brier(held.score, sample.reliable, weighted(i)),
        "calibration_error": lambda i: metrics.calibration_error(held.score, sample.reliable, weighted(i)),
        "interval_coverage": covered,
        "label_auc": labelled,
    }
    everyone = np.ones(len(sample.sources), dtype=np.bool_)
    return measure_sources(sample, held, everyone, draws=draws, seed=seed) | {
        name: metrics.bootstrap(figure, len(sample.sources), draws=draws, seed=seed) for name, figure in figures.items()
    }


def measure_sources(sample: Sample, held: HeldOut, among: NDArray[np.bool_], *, draws: int, seed: int) -> Figures:
    """The figures over those sources with enough articles for which `among` is true."""
    big = np.flatnonzero(among & np.isfinite(sample.ratings) & (sample.counts >= FEWEST_ARTICLES))
    rating, mean, score = sample.ratings[big], held.source_mean[big], held.source_score[big]
    rank = ranking(mean, held.score)
    leans = np.array(sample.leans, dtype=object)[big]
    bad = (rating < np.quantile(rating, UNRELIABLE)).astype(np.float64) if len(big) else rating
    within = ((rating >= held.source_low[big]) & (rating <= held.source_high[big])).astype(np.float64)
    within[np.isnan(held.source_low[big])] = np.nan
    figures: dict[str, Callable[[Codes], float]] = {
        "spearman": lambda i: metrics.spearman(rank[i], rating[i]),
        "auc": lambda i: metrics.auc(-rank[i], bad[i]),
        "mae": lambda i: float(np.mean(np.abs(score[i] - rating[i]))),
        "mae_of_mean": lambda i: float(np.mean(np.abs(mean[i] - rating[i]))),
        "partial_spearman": lambda i: metrics.partial_spearman(rank[i], rating[i], list(leans[i])),
        "coverage": lambda i: float(np.mean(within[i])),
    }
    return {"sources": {"value": float(len(big)), "low": None, "high": None}} | {
        name: metrics.bootstrap(figure, len(big), draws=draws, seed=seed)
        if len(big) >= FEWEST_SOURCES
        else dict.fromkeys(("value", "low", "high"))
        for name, figure in figures.items()
    }


def ranking(values: Matrix, scores: Matrix) -> Matrix:
    """The values, or zeros for a constant score: it differs between folds by what was held out, which ranks nothing."""
    return values if len(np.unique(scores.round(9))) > FOLDS else np.zeros(len(values))
