"""The shipped kind of model: clipped and standardised features into a ridge-penalised logistic regression.

Linear in log-odds on purpose: with a few hundred rated publishers nothing richer was measurably better
(`benchmarks/scores.py --compare`), and every point of a score can be traced to one feature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from reliability.errors import ReliabilityError
from reliability.scoring.inputs import Matrix
from reliability.scoring.linear import Linear

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline

CLIP = (0.01, 0.99)
"""Quantiles beyond which a value counts no further: one odd article must not steer a weight."""

CLASSIFIER = "classify"


def prepare(values: Matrix, weights: Matrix) -> Pipeline:
    """Fit the steps before the classifier: median imputation, clipping at quantiles, standardising."""
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    impute = SimpleImputer(strategy="median", keep_empty_features=True).fit(values)
    filled = impute.transform(values)
    # Fitted on two rows that hold the quantiles, this scaler is an exact clip built from scikit-learn's own parts.
    clip = MinMaxScaler(clip=True).fit(_bounds(filled))
    standardise = StandardScaler().fit(clip.transform(filled), sample_weight=weights)
    return Pipeline([("impute", impute), ("clip", clip), ("standardise", standardise)])


def classify(values: Matrix, reliable: Matrix, weights: Matrix, penalty: float) -> LogisticRegression:
    """Fit the logistic regression on prepared values; `penalty` multiplies half the squared norm of the weights.

    Raises:
        ReliabilityError: all labels are the same.
    """
    from sklearn.linear_model import LogisticRegression

    if len(np.unique(reliable)) < 2:
        raise ReliabilityError(
            "Reliable and unreliable sources are too few to hold some of each back.",
            "Give labels of more owner groups on both sides of the threshold.",
        )
    return LogisticRegression(C=1.0 / penalty, solver="newton-cholesky").fit(values, reliable, sample_weight=weights)


def assemble(prepared: Pipeline, classifier: LogisticRegression, slope: float, offset: float) -> Pipeline:
    """Join the steps and fold the calibration, `offset + slope * log-odds`, into the classifier's weights.

    The pipeline's own `predict_proba` is then the calibrated score.
    """
    from sklearn.pipeline import Pipeline

    classifier.coef_ = slope * classifier.coef_
    classifier.intercept_ = offset + slope * classifier.intercept_
    return Pipeline([*prepared.steps, (CLASSIFIER, classifier)])


def linear_form(estimator: Pipeline, names: Sequence[str], groups: Mapping[str, str]) -> Linear:
    """Read the pipeline's parameters as one `Linear`, in the features' own units."""
    clip, standardise = estimator.named_steps["clip"], estimator.named_steps["standardise"]
    classifier = estimator.named_steps[CLASSIFIER]
    return Linear(
        names=tuple(names),
        groups=tuple(groups.get(name, "other") for name in names),
        median=np.asarray(estimator.named_steps["impute"].statistics_),
        low=np.asarray(clip.data_min_),
        high=np.asarray(clip.data_max_),
        mean=(standardise.mean_ - clip.min_) / clip.scale_,
        scale=standardise.scale_ / clip.scale_,
        weights=np.asarray(classifier.coef_[0]),
        base=float(classifier.intercept_[0]),
    )


def _bounds(filled: Matrix) -> Matrix:
    bounds = np.quantile(filled, CLIP, axis=0)
    rare = bounds[0] == bounds[1]
    bounds[:, rare] = np.stack([filled.min(axis=0), filled.max(axis=0)])[:, rare]
    return bounds
