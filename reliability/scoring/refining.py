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


def behind(model: Model) -> int:
    """The articles that a model's weights rest on, with those of the models that it began with."""
    training = model.about["training"]
    return int(training.get("behind", training["articles"]))


@dataclass(frozen=True)
class Refined:
    """The model after refining; its prior, its reference and its calibration are those of the start."""

    estimator: Pipeline
    linear: Linear
    replicates: Replicates


def refine(sample: Sample, start: Model) -> Refined:
    """Ridge regression towards the weights of `start`, with its intercept, penalty and calibration.

    To the penalty that the start was learned with come the articles that it was learned from, as far as that can be
    told without them: so a few labels move the weights little, and as many as those count as much. What its intervals
    allow for stays and moves along.

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
    weights = ridge.solve(found, start.linear.names, penalty, before, behind(start))
    estimator = start.estimator()
    estimator.named_steps["ridge"].coef_ = scale * weights
    moved = scale * (weights - before)
    return Refined(
        estimator,
        replace(start.linear, weights=scale * weights),
        Replicates(start.replicates.bases, np.asarray(start.replicates.weights + moved)),
    )
