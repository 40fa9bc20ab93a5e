"""How well scores agree with expert ratings of publishers that the model has never seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reliability.scoring import fitting, metrics
from reliability.scoring.heldout import FOLDS, Method, Prediction, Round, measure, measure_sources, predict
from reliability.scoring.inputs import inputs
from reliability.scoring.linear import probability
from reliability.scoring.prediction import interval, judge
from reliability.scoring.sample import RELIABLE, Sample, draw, folds
from reliability.scoring.shrinkage import FEWEST_ARTICLES

CAP = 200
REPLICATES = 100


def evaluate(
    features: pl.DataFrame,
    labels: pl.DataFrame,
    *,
    cap: int = CAP,
    threshold: float = RELIABLE,
    seed: int = 0,
    draws: int = 1000,
    fit_on: Sequence[str] = (),
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
        fit_on: leave out sources of these splits only, and test a fit on all of them on each other split; none: all.

    Returns:
        `articles`, `sources`, `sources_measured`, `inputs`, `results`: method -> measure -> {value, low, high}
        (`spearman`, `auc`, `mae`, `mae_of_mean`, `partial_spearman`, `brier`, `calibration_error`, `coverage` of
        ratings by the sources' intervals, `interval_coverage` of the share reliable in bins of articles by theirs,
        `label_auc` over articles with labels of their own),
        `splits`: the model's source measures over the sources of each split (with `fit_on`, of each other split, and
        of owners that are not in it), and `calibration`: its table.

    Raises:
        ReliabilityError: a column is missing, or there are too few owner groups.
    """
    names = inputs(features)
    judged = features.filter(judge(features).is_null())
    everything = draw(judged, labels, names, cap=cap, threshold=threshold, seed=seed)
    sample = everything
    if fit_on:
        inside = labels.filter(pl.col("split").is_in(fit_on))
        sample = draw(judged, inside, names, cap=cap, threshold=threshold, seed=seed)
    compared: dict[str, Method] = {"model": linear(names, seed), "constant": constant}
    if "words" in names:
        compared["length only"] = linear(names, seed, [names.index("words")])
    with fitting.one_thread():
        held_out = {name: predict(sample, m, folds(sample, FOLDS, seed)) for name, m in compared.items()}
        tested = held_out["model"]
        if fit_on:
            tested = predict(everything, compared["model"], [others(everything, fit_on)])
    model = held_out["model"]
    splits = sorted({split for split in everything.splits if split and split not in fit_on})
    return {
        "articles": len(sample.source),
        "sources": len(sample.sources),
        "sources_measured": int((sample.counts >= FEWEST_ARTICLES).sum()),
        "inputs": len(names),
        "results": {name: measure(sample, h, draws=draws, seed=seed) for name, h in held_out.items()},
        "splits": {
            split: measure_sources(everything, tested, unseen(everything, split, fit_on), draws=draws, seed=seed)
            for split in splits
        },
        "calibration": metrics.calibration(
            model.score, sample.reliable, sample.weights, {"low": model.low, "high": model.high}
        ),
    }


def others(sample: Sample, fit_on: Sequence[str]) -> Round:
    """Fit on the articles of some splits, test on those of all others."""
    inside = np.array([split in fit_on for split in sample.splits])[sample.source]
    return inside, ~inside


def unseen(sample: Sample, split: str, fit_on: Sequence[str]) -> NDArray[np.bool_]:
    """Mask over the sources of `split` whose owner has no source in the splits of `fit_on`."""
    known = {owner for owner, s in zip(sample.owners, sample.splits, strict=True) if s in fit_on}
    pairs = zip(sample.owners, sample.splits, strict=True)
    return np.array([s == split and owner not in known for owner, s in pairs])


def linear(names: Sequence[str], seed: int, columns: Sequence[int] | None = None) -> Method:
    """The method that is shipped, on all features or only on those with the given numbers."""
    chosen = list(range(len(names)) if columns is None else columns)

    def method(train: Sample, test: Sample) -> Prediction:
        seen = train.select(chosen)
        fitted = fitting.fit(seen, [names[i] for i in chosen], {}, seed=seed)
        replicates = fitting.replicates(seen, fitted, REPLICATES, seed=seed)
        values = test.select(chosen).values
        standard = fitted.linear.standardise(values)
        score = probability(fitted.linear.base + standard @ fitted.linear.weights)
        low, high = interval(standard, replicates)
        return Prediction(score, np.minimum(low, score), np.maximum(high, score), fitted.prior)

    return method


def constant(train: Sample, test: Sample) -> Prediction:
    """The share of reliable articles in training, for every article."""
    return Prediction(np.full(len(test.source), np.average(train.reliable, weights=train.weights)))
