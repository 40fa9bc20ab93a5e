"""How well scores agree with expert ratings of publishers that the model has never seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from reliability.scoring import fitting, metrics
from reliability.scoring.inputs import Matrix, inputs
from reliability.scoring.prediction import interval, judge
from reliability.scoring.sample import RELIABLE, Codes, Sample, draw, folds
from reliability.scoring.sources import FEWEST_ARTICLES, Prior, shrink

CAP = 60
FOLDS = 10
REPLICATES = 100
UNRELIABLE = 0.3
"""Quantile of the measured ratings below which a source counts as one to be found (AUC)."""


@dataclass(frozen=True)
class Prediction:
    """Scores of held-out articles; the interval and the source prior only where the method has them."""

    score: Matrix
    low: Matrix | None = None
    high: Matrix | None = None
    prior: Prior | None = None


Method = Callable[[Sample, Sample], Prediction]
"""Takes training and test sample, returns the prediction for the test sample."""


def evaluate(
    features: pl.DataFrame,
    labels: pl.DataFrame,
    *,
    cap: int = CAP,
    threshold: float = RELIABLE,
    seed: int = 0,
    draws: int = 1000,
    methods: Mapping[str, Method] | None = None,
) -> dict[str, Any]:
    """Leave-source-out figures of the model, of a constant and of length alone, with bootstrap intervals over sources.

    Ten folds by owner group. Penalty and calibration are chosen anew inside each training side. Articles on which the
    scores abstain take no part. Source figures are over sources with five or more articles.

    Args:
        features: FEATURES frame.
        labels: article_id, source, rating, owner_group, and optionally split and lean.
        cap: articles kept of a source.
        threshold: a rating from here on means reliable.
        seed: of every draw.
        draws: bootstrap samples per figure.
        methods: further methods to compare.

    Returns:
        `articles`, `sources`, `sources_measured`, `inputs`, `results`: method -> measure -> {value, low, high}
        (`spearman`, `auc`, `mae`, `mae_of_mean`, `partial_spearman`, `brier`, `calibration_error`, `coverage`), and
        `calibration`: the model's calibration table.

    Raises:
        ReliabilityError: a column is missing, or there are too few owner groups.
    """
    names = inputs(features)
    judged = features.filter(judge(features).is_null())
    sample = draw(judged, labels, names, cap=cap, threshold=threshold, seed=seed)
    length = [names.index("words")] if "words" in names else [0]
    compared: dict[str, Method] = {
        "model": linear(names, seed),
        "length only": linear(names, seed, length),
        "constant": constant,
        **(methods or {}),
    }
    held_out = {name: predict(sample, method, seed) for name, method in compared.items()}
    scores = held_out["model"].score
    return {
        "articles": len(sample.source),
        "sources": len(sample.sources),
        "sources_measured": int((_counts(sample) >= FEWEST_ARTICLES).sum()),
        "inputs": len(names),
        "results": {name: measure(sample, h, draws=draws, seed=seed) for name, h in held_out.items()},
        "calibration": metrics.calibration(scores, sample.reliable, sample.weights),
    }


def linear(names: Sequence[str], seed: int, columns: Sequence[int] | None = None) -> Method:
    """The method that is shipped, on all features or only on those with the given numbers."""
    chosen = list(range(len(names)) if columns is None else columns)

    def method(train: Sample, test: Sample) -> Prediction:
        seen = train.select(chosen)
        fitted = fitting.fit(seen, [names[i] for i in chosen], {}, seed=seed)
        replicates = fitting.replicates(seen, fitted, REPLICATES, seed=seed)
        values = test.select(chosen).values
        standard = fitted.linear.standardise(values)
        score = fitted.estimator.predict_proba(values)[:, 1]
        low, high = interval(standard, replicates)
        return Prediction(score, np.minimum(low, score), np.maximum(high, score), fitted.prior)

    return method


def constant(train: Sample, test: Sample) -> Prediction:
    """The share of reliable articles in training, for every article."""
    return Prediction(np.full(len(test.source), np.average(train.reliable, weights=train.weights)))


@dataclass(frozen=True)
class HeldOut:
    """Held-out scores of all articles of a sample, and of its sources (NaN where a method gives no interval)."""

    score: Matrix
    source_mean: Matrix
    source_score: Matrix
    source_low: Matrix
    source_high: Matrix


def predict(sample: Sample, method: Method, seed: int) -> HeldOut:
    """Predict every owner group by a fit on the other folds."""
    score = np.full(len(sample.source), np.nan)
    means, sources, lows, highs = (np.full(len(sample.sources), np.nan) for _ in range(4))
    for train, test in folds(sample, FOLDS, seed):
        held = sample.take(test)
        prediction = method(sample.take(train), held)
        score[test] = prediction.score
        counts = _counts(held)
        present = np.flatnonzero(counts)
        mean = np.bincount(held.source, prediction.score, minlength=len(counts))[present] / counts[present]
        means[present] = sources[present] = mean
        if prediction.prior is not None:
            frame = pl.DataFrame({"mean": mean, "scored": counts[present].astype(np.float64)})
            shrunk = frame.select(
                e.alias(n)
                for n, e in zip("slh", shrink(pl.col("mean"), pl.col("scored"), prediction.prior), strict=True)
            )
            sources[present], lows[present], highs[present] = shrunk.to_numpy().T
    return HeldOut(score, means, sources, lows, highs)


def measure(sample: Sample, held: HeldOut, *, draws: int, seed: int) -> dict[str, dict[str, float | None]]:
    """All figures of one method, each with its 95 % bootstrap interval over sources."""
    big = np.flatnonzero(_counts(sample) >= FEWEST_ARTICLES)
    rating, mean, score = sample.ratings[big], held.source_mean[big], held.source_score[big]
    # A constant differs between folds by what was held out; that is no ranking.
    rank = mean if len(np.unique(mean.round(9))) > FOLDS else np.zeros(len(mean))
    leans = np.array(sample.leans, dtype=object)[big]
    bad = (rating < np.quantile(rating, UNRELIABLE)).astype(np.float64)
    within = ((rating >= held.source_low[big]) & (rating <= held.source_high[big])).astype(np.float64)
    within[np.isnan(held.source_low[big])] = np.nan

    def weighted(chosen: Codes) -> Matrix:
        return sample.weights * np.bincount(chosen, minlength=len(sample.sources))[sample.source]

    per_source: dict[str, Callable[[Codes], float]] = {
        "spearman": lambda i: metrics.spearman(rank[i], rating[i]),
        "auc": lambda i: metrics.auc(-rank[i], bad[i]),
        "mae": lambda i: float(np.mean(np.abs(score[i] - rating[i]))),
        "mae_of_mean": lambda i: float(np.mean(np.abs(mean[i] - rating[i]))),
        "partial_spearman": lambda i: metrics.partial_spearman(rank[i], rating[i], list(leans[i])),
        "coverage": lambda i: float(np.mean(within[i])),
    }
    per_article: dict[str, Callable[[Codes], float]] = {
        "brier": lambda i: metrics.brier(held.score, sample.reliable, weighted(i)),
        "calibration_error": lambda i: metrics.calibration_error(held.score, sample.reliable, weighted(i)),
    }
    figures = {n: metrics.bootstrap(f, len(big), draws=draws, seed=seed) for n, f in per_source.items()}
    return figures | {
        n: metrics.bootstrap(f, len(sample.sources), draws=draws, seed=seed) for n, f in per_article.items()
    }


def _counts(sample: Sample) -> Codes:
    return np.bincount(sample.source, minlength=len(sample.sources)).astype(np.int64)
