"""Fit, choose the penalty and calibrate - always judged on owner groups that were held out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reliability.errors import ReliabilityError
from reliability.scoring import estimator, ridge
from reliability.scoring.inputs import Matrix
from reliability.scoring.linear import Linear, Replicates, probability
from reliability.scoring.sample import Sample, folds
from reliability.scoring.shrinkage import Prior, fit_prior

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

PENALTIES = (100.0, 300.0, 1000.0, 3000.0)
"""Candidate ridge penalties; article weights have mean 1."""

FOLDS = 5


@dataclass(frozen=True)
class Fitted:
    """A calibrated estimator, its linear form, and what was learnt while holding owner groups out.

    `raw_held_out` are predictions for the training articles, each by a fit that did not see its owner group; they and
    `weights` are on the scale of ratings, before the calibration `offset + slope * raw`.
    """

    estimator: Pipeline
    linear: Linear
    penalty: float
    slope: float
    offset: float
    prior: Prior
    raw_held_out: Matrix
    equations: ridge.Equations
    weights: Matrix


def fit(sample: Sample, names: Sequence[str], groups: Mapping[str, str], *, seed: int) -> Fitted:
    """Choose the penalty on held-out owner groups, calibrate on the held-out predictions, fit on everything.

    Args:
        sample: the labelled articles.
        names: feature names, one per column of `sample.values`.
        groups: feature -> theme.
        seed: of the folds.

    Raises:
        ReliabilityError: all labels are the same.
    """
    raw = _held_out(sample, names, seed)
    penalty = min(PENALTIES, key=lambda p: _loss(raw[p], sample))
    slope, offset = calibrate(raw[penalty], sample.reliable, sample.weights)
    scores = probability(offset + slope * raw[penalty])
    prepared = estimator.prepare(sample.values, sample.weights, names)
    found = ridge.equations(sample, prepared.transform(sample.values))
    weights = ridge.solve(found, names, penalty)
    pipeline = estimator.assemble(prepared, slope * weights, offset + slope * float(_base(found, weights)), penalty)
    return Fitted(
        estimator=pipeline,
        linear=estimator.linear_form(pipeline, names, groups),
        penalty=penalty,
        slope=slope,
        offset=offset,
        prior=fit_prior(scores, sample),
        raw_held_out=raw[penalty],
        equations=found,
        weights=weights,
    )


def calibrate(raw: Matrix, reliable: Matrix, weights: Matrix) -> tuple[float, float]:
    """Slope and offset that make held-out predictions the log-odds of being reliable (Platt 1999).

    Affine, so that points stay additive; isotonic or beta calibration would break that.

    The slope is never negative: features that carry nothing over to unseen owners end at the base rate.
    """
    from sklearn.linear_model import LogisticRegression

    platt = LogisticRegression(C=np.inf, solver="newton-cholesky")
    platt.fit(raw.reshape(-1, 1), reliable, sample_weight=weights)
    slope = float(platt.coef_[0, 0])
    if slope > 0:
        return slope, float(platt.intercept_[0])
    share = float(np.average(reliable, weights=weights))
    return 0.0, float(np.log(share / (1 - share)))


def replicates(sample: Sample, fitted: Fitted, count: int, *, seed: int) -> Replicates:
    """What `count` bootstrap samples of owner groups would have given.

    Each replicate repeats the calibration on its own groups, so that the interval covers both steps.
    """
    group = sample.group
    size = int(sample.source_group.max()) + 1
    rng = np.random.default_rng(seed)
    drawn: list[Matrix] = []
    calibrations: list[tuple[float, float]] = []
    while len(drawn) < count:
        times = np.bincount(rng.integers(size, size=size), minlength=size).astype(np.float64)
        weights = times[group] * sample.weights
        kept = weights > 0
        if len(np.unique(sample.reliable[kept])) == 2:
            drawn.append(times)
            calibrations.append(calibrate(fitted.raw_held_out[kept], sample.reliable[kept], weights[kept]))
    names, found = fitted.linear.names, fitted.equations
    resampled = ridge.resampled(found, names, fitted.penalty, fitted.weights, np.array(drawn))
    slopes, offsets = np.array(calibrations).T
    return Replicates(offsets + slopes * _base(found, resampled), slopes[:, None] * resampled)


@contextmanager
def one_thread() -> Iterator[None]:
    """Linear algebra on one thread: the matrices are small, and threads that wait for each other cost far more."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped,unused-ignore]

    with threadpool_limits(limits=1):
        yield


def _base(found: ridge.Equations, weights: Matrix) -> Matrix:
    """The prediction for an article of standard value 0 everywhere, for weights (inputs,) or (draws, inputs)."""
    return np.asarray(found.middle - weights @ found.centre)


def _held_out(sample: Sample, names: Sequence[str], seed: int) -> dict[float, Matrix]:
    """Predicted ratings of the articles by penalty, each by a fit that did not see its owner group."""
    predicted = {penalty: np.zeros(len(sample.source)) for penalty in PENALTIES}
    for train, test in folds(sample, FOLDS, seed):
        inside = sample.take(train)
        if len(np.unique(inside.reliable)) < 2:
            raise ReliabilityError(
                "Reliable and unreliable sources are too few to hold some of each back.",
                "Give labels of more owner groups on both sides of the threshold.",
            )
        prepared = estimator.prepare(inside.values, inside.weights, names)
        found = ridge.equations(inside, prepared.transform(inside.values))
        unseen = prepared.transform(sample.values[test])
        for penalty, raw in predicted.items():
            weights = ridge.solve(found, names, penalty)
            raw[test] = _base(found, weights) + unseen @ weights
    return predicted


def _loss(raw: Matrix, sample: Sample) -> float:
    """Squared error of the rated sources' means, those of few articles counting less; without any, of the articles."""
    counts = sample.counts
    rated = np.isfinite(sample.ratings) & (counts > 0)
    if not rated.any():
        return float(np.average((raw - sample.target) ** 2, weights=sample.weights))
    means = sample.means(raw)[rated]
    steady = counts[rated] / (counts[rated] + ridge.STEADY)
    return float(np.average((means - sample.ratings[rated]) ** 2, weights=steady))
