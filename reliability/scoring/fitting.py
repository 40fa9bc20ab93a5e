"""Fit, choose the penalty and calibrate - always judged on owner groups that were held out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reliability.scoring import logistic
from reliability.scoring.inputs import Matrix
from reliability.scoring.linear import Linear, Replicates, probability
from reliability.scoring.sample import Sample, folds
from reliability.scoring.sources import Prior, fit_prior

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

PENALTIES = (10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0)
"""Candidate ridge penalties; article weights have mean 1."""

FOLDS = 5


@dataclass(frozen=True)
class Fitted:
    """A calibrated estimator, its linear form, and what was learnt while holding owner groups out.

    `held_out` are the calibrated scores of the training articles, each by a fit that did not see its owner group.
    """

    estimator: Pipeline
    linear: Linear
    penalty: float
    slope: float
    offset: float
    prior: Prior
    held_out: Matrix
    raw_held_out: Matrix


def fit(sample: Sample, names: Sequence[str], groups: Mapping[str, str], *, seed: int) -> Fitted:
    """Choose the penalty by leave-owner-group-out log loss, calibrate on the held-out log-odds, fit on everything.

    Args:
        sample: the labelled articles.
        names: feature names, one per column of `sample.values`.
        groups: feature -> theme.
        seed: of the folds.
    """
    held_out = _held_out(sample, seed)
    penalty = min(PENALTIES, key=lambda p: _loss(held_out[p], sample))
    slope, offset = calibrate(held_out[penalty], sample.reliable, sample.weights)
    prepared = logistic.prepare(sample.values, sample.weights)
    classifier = logistic.classify(prepared.transform(sample.values), sample.reliable, sample.weights, penalty)
    estimator = logistic.assemble(prepared, classifier, slope, offset)
    scores = probability(offset + slope * held_out[penalty])
    return Fitted(
        estimator=estimator,
        linear=logistic.linear_form(estimator, names, groups),
        penalty=penalty,
        slope=slope,
        offset=offset,
        prior=fit_prior(scores, sample),
        held_out=scores,
        raw_held_out=held_out[penalty],
    )


def calibrate(log_odds: Matrix, reliable: Matrix, weights: Matrix) -> tuple[float, float]:
    """Slope and offset that make held-out log-odds true probabilities (Platt 1999); affine, so points stay additive.

    The slope is never negative: features that carry nothing over to unseen owners end at the base rate.
    """
    from sklearn.linear_model import LogisticRegression

    platt = LogisticRegression(C=np.inf, solver="newton-cholesky")
    platt.fit(log_odds.reshape(-1, 1), reliable, sample_weight=weights)
    slope = float(platt.coef_[0, 0])
    if slope > 0:
        return slope, float(platt.intercept_[0])
    share = float(np.average(reliable, weights=weights))
    return 0.0, float(np.log(share / (1 - share)))


def replicates(sample: Sample, fitted: Fitted, count: int, *, seed: int) -> Replicates:
    """Refit on `count` bootstrap samples of owner groups.

    Each replicate repeats the calibration on its own groups, so that the interval covers both steps.
    """
    values = fitted.linear.standardise(sample.values)
    group = sample.group
    size = int(group.max()) + 1
    rng = np.random.default_rng(seed)
    bases: list[float] = []
    weights: list[Matrix] = []
    while len(bases) < count:
        drawn = np.bincount(rng.integers(size, size=size), minlength=size)[group] * sample.weights
        kept = drawn > 0
        if len(np.unique(sample.reliable[kept])) < 2:
            continue
        classifier = logistic.classify(values[kept], sample.reliable[kept], drawn[kept], fitted.penalty)
        slope, offset = calibrate(fitted.raw_held_out[kept], sample.reliable[kept], drawn[kept])
        bases.append(offset + slope * float(classifier.intercept_[0]))
        weights.append(slope * classifier.coef_[0])
    return Replicates(np.array(bases), np.array(weights))


@contextmanager
def one_thread() -> Iterator[None]:
    """Linear algebra on one thread: the matrices are small, and threads that wait for each other cost far more."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped,unused-ignore]

    with threadpool_limits(limits=1):
        yield


def _held_out(sample: Sample, seed: int) -> dict[float, Matrix]:
    log_odds = {penalty: np.zeros(len(sample.source)) for penalty in PENALTIES}
    for train, test in folds(sample, FOLDS, seed):
        prepared = logistic.prepare(sample.values[train], sample.weights[train])
        seen, unseen = prepared.transform(sample.values[train]), prepared.transform(sample.values[test])
        for penalty, held_out in log_odds.items():
            classifier = logistic.classify(seen, sample.reliable[train], sample.weights[train], penalty)
            held_out[test] = classifier.decision_function(unseen)
    return log_odds


def _loss(log_odds: Matrix, sample: Sample) -> float:
    signed = np.where(sample.reliable > 0, log_odds, -log_odds)
    return float(np.average(np.logaddexp(0.0, -signed), weights=sample.weights))
