"""Refine a model by a few labels of one's own: its weights move as far as these labels speak against them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from reliability.scoring import ridge
from reliability.scoring.linear import Linear, Replicates
from reliability.scoring.sample import Sample
from reliability.scoring.storage import Model

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@dataclass(frozen=True)
class Refined:
    """The model after refining; its prior, its reference and its calibration are those of the start."""

    estimator: Pipeline
    linear: Linear
    replicates: Replicates


def refine(sample: Sample, start: Model) -> Refined:
    """Ridge regression towards the weights of `start`, with its intercept, penalty and calibration.

    The penalty is the one that the start was learned with, so that a few articles move the weights little, and as many
    as it was learned from count as much as those. What its intervals allow for stays and moves along.

    Args:
        sample: values of the inputs of `start`, in its order.
        start: the model to begin with.
    """
    slope, offset = (float(start.about["calibration"][name]) for name in ("slope", "offset"))
    penalty = float(start.about["training"]["penalty"])
    # A slope of zero means that the start learned nothing: then its scale says nothing either.
    scale = slope or 1.0
    before = start.linear.weights / scale
    found = ridge.equations(sample, start.linear.standardise(sample.values), (start.linear.base - offset) / scale)
    weights = ridge.solve(found, start.linear.names, penalty, before)
    estimator = start.estimator()
    estimator.named_steps["ridge"].coef_ = scale * weights
    moved = scale * (weights - before)
    return Refined(
        estimator,
        replace(start.linear, weights=scale * weights),
        Replicates(start.replicates.bases, np.asarray(start.replicates.weights + moved)),
    )
