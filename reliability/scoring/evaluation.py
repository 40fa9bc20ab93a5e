"""How well scores agree with expert ratings of publishers that the model has never seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from reliability.scoring import fitting, metrics
from reliability.scoring.heldout import Method, Prediction, counts, measure, measure_sources, predict
from reliability.scoring.inputs import inputs
from reliability.scoring.prediction import interval, judge
from reliability.scoring.sample import RELIABLE, Sample, draw
from reliability.scoring.sources import FEWEST_ARTICLES

CAP = 60
REPLICATES = 100


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
        (`spearman`, `auc`, `mae`, `mae_of_mean`, `partial_spearman`, `brier`, `calibration_error`, `coverage` of
        ratings by the sources' intervals, `interval_coverage` of the share reliable in bins of articles by theirs),
        `splits`: the model's source measures over the sources of each split, and `calibration`: its table.

    Raises:
        ReliabilityError: a column is missing, or there are too few owner groups.
    """
    names = inputs(features)
    judged = features.filter(judge(features).is_null())
    sample = draw(judged, labels, names, cap=cap, threshold=threshold, seed=seed)
    compared: dict[str, Method] = {"model": linear(names, seed), "constant": constant}
    if "words" in names:
        compared["length only"] = linear(names, seed, [names.index("words")])
    compared |= methods or {}
    with fitting.one_thread():
        held_out = {name: predict(sample, method, seed) for name, method in compared.items()}
    model = held_out["model"]
    splits = sorted({split for split in sample.splits if split is not None})
    return {
        "articles": len(sample.source),
        "sources": len(sample.sources),
        "sources_measured": int((counts(sample) >= FEWEST_ARTICLES).sum()),
        "inputs": len(names),
        "results": {name: measure(sample, h, draws=draws, seed=seed) for name, h in held_out.items()},
        "splits": {
            split: measure_sources(sample, model, np.array([s == split for s in sample.splits]), draws=draws, seed=seed)
            for split in splits
        },
        "calibration": metrics.calibration(
            model.score, sample.reliable, sample.weights, {"low": model.low, "high": model.high}
        ),
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
