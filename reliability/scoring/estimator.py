"""The shipped kind of model as a scikit-learn pipeline: clipped and standardised inputs into a ridge regression.

Linear on purpose: with a few hundred rated publishers nothing richer was measurably better (docs/decisions/0013), and
every point of a score can be traced to one input.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from reliability.records import SENSE, WORD
from reliability.scoring.inputs import Matrix
from reliability.scoring.linear import Linear

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

CLIP = 0.01
"""Share of articles at either end whose values count no further: one odd article must not steer a weight."""

CLIP_WORDING = 0.001
"""The same for inputs of wording: what a text says of a word that most texts lack lies at the very end."""

WORDING = "wording"
"""The theme of the inputs that say which words an article uses."""


def is_wording(name: str) -> bool:
    """Whether an input says which words an article uses."""
    return name.startswith((WORD, SENSE))


def prepare(values: Matrix, weights: Matrix, names: Sequence[str]) -> Pipeline:
    """Fit the steps before the regression: median imputation, clipping at quantiles, standardising.

    Args:
        values: articles x inputs, NaN for missing.
        weights: of the articles.
        names: of the inputs.
    """
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    impute = SimpleImputer(strategy="median", keep_empty_features=True).fit(values)
    filled = impute.transform(values)
    # Fitted on two rows that hold the quantiles, this scaler is an exact clip built from scikit-learn's own parts.
    clip = MinMaxScaler(clip=True).fit(_bounds(filled, names))
    standardise = StandardScaler().fit(clip.transform(filled), sample_weight=weights)
    return Pipeline([("impute", impute), ("clip", clip), ("standardise", standardise)])


def assemble(prepared: Pipeline, weights: Matrix, base: float, penalty: float) -> Pipeline:
    """The prepared steps followed by a ridge regression with these weights; its `predict` is the score's log-odds."""
    from sklearn.linear_model import Ridge
    from sklearn.pipeline import Pipeline

    ridge = Ridge(alpha=penalty)
    ridge.coef_, ridge.intercept_, ridge.n_features_in_ = weights, base, len(weights)
    return Pipeline([*prepared.steps, ("ridge", ridge)])


def linear_form(estimator: Pipeline, names: Sequence[str], groups: Mapping[str, str]) -> Linear:
    """Read the pipeline's parameters as one `Linear`, in the inputs' own units."""
    clip, standardise = estimator.named_steps["clip"], estimator.named_steps["standardise"]
    ridge = estimator.named_steps["ridge"]
    return Linear(
        names=tuple(names),
        groups=tuple(WORDING if is_wording(name) else groups.get(name, "other") for name in names),
        median=np.asarray(estimator.named_steps["impute"].statistics_),
        low=np.asarray(clip.data_min_),
        high=np.asarray(clip.data_max_),
        mean=(standardise.mean_ - clip.min_) / clip.scale_,
        scale=standardise.scale_ / clip.scale_,
        weights=np.asarray(ridge.coef_),
        base=float(ridge.intercept_),
    )


def _bounds(filled: Matrix, names: Sequence[str]) -> Matrix:
    share = np.array([CLIP_WORDING if is_wording(name) else CLIP for name in names])
    bounds = np.empty((2, len(share)))
    for kind in np.unique(share):
        chosen = share == kind
        bounds[:, chosen] = np.quantile(filled[:, chosen], (kind, 1 - kind), axis=0)
    rare = bounds[0] == bounds[1]
    bounds[:, rare] = np.stack([filled.min(axis=0), filled.max(axis=0)])[:, rare]
    return bounds
