"""The exact linear form of a model: what each feature adds to the log-odds of the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reliability.scoring.inputs import Matrix


@dataclass(frozen=True)
class Linear:
    """log-odds = base + sum of weight * (clip(value, low, high) - mean) / scale over the features.

    All arrays have one entry per feature of `names`. A missing value counts as `median`, the training median.
    The average training article gets `base`, so a feature's points say how far it moves an article from there.
    """

    names: tuple[str, ...]
    groups: tuple[str, ...]
    median: Matrix
    low: Matrix
    high: Matrix
    mean: Matrix
    scale: Matrix
    weights: Matrix
    base: float

    def standardise(self, values: Matrix) -> Matrix:
        """Impute, clip and standardise an array of articles x features."""
        filled = np.where(np.isnan(values), self.median, values)
        return (np.clip(filled, self.low, self.high) - self.mean) / self.scale


@dataclass(frozen=True)
class Replicates:
    """The same model refitted on bootstrap samples: `bases` (replicates,) and `weights` (replicates, features)."""

    bases: Matrix
    weights: Matrix


def probability(log_odds: Matrix) -> Matrix:
    """The score 0..1 of log-odds."""
    return 1.0 / (1.0 + np.exp(-log_odds))
