"""What a score would be if some of an article's features were different."""

from __future__ import annotations

import numpy as np
import polars as pl

from reliability.scoring.inputs import matrix
from reliability.scoring.linear import Linear, probability
from reliability.scoring.storage import Model


def what_if(score: float, before: pl.DataFrame, after: pl.DataFrame, model: Model) -> list[float]:
    """The score that each changed article would have.

    Args:
        score: of the article as it is, above 0 and below 1.
        before: records.FEATURES of it, one row.
        after: records.FEATURES of the changed articles, one row each.
        model: that gave the score. What it looks at beyond these features counts as unchanged.
    """
    names = [name for name in model.linear.names if name in before.columns and name in after.columns]
    moved = _points(after, names, model.linear) - _points(before, names, model.linear)
    log_odds = np.log(score / (1 - score)) + moved
    return [float(value) for value in probability(log_odds)]


def _points(features: pl.DataFrame, names: list[str], linear: Linear) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The points of these features together, for each row."""
    values = np.full((features.height, len(linear.names)), np.nan)
    places = [linear.names.index(name) for name in names]
    values[:, places] = matrix(features, names)
    chosen: np.ndarray[tuple[int], np.dtype[np.float64]] = (linear.standardise(values) * linear.weights)[:, places].sum(
        axis=1
    )
    return chosen
