"""The exact linear form of a model: what each feature adds to the log-odds of the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from reliability.scoring.inputs import Matrix

NEAREST = 1e-6


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


def log_odds(score: Matrix) -> Matrix:
    """Log-odds of scores 0..1; the ends are taken as a millionth away."""
    inside = np.clip(score, NEAREST, 1.0 - NEAREST)
    return np.asarray(np.log(inside / (1.0 - inside)))


def logit(score: pl.Expr) -> pl.Expr:
    """Log-odds of a column of scores 0..1; the ends are taken as a millionth away."""
    inside = score.clip(NEAREST, 1.0 - NEAREST)
    return (inside / (1.0 - inside)).log()


def probability(log_odds: Matrix) -> Matrix:
    """The score 0..1 of log-odds."""
    return 1.0 / (1.0 + np.exp(-log_odds))
