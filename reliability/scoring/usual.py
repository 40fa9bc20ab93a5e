"""What is usual: mean and middle half of each feature over the articles that a model was trained on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reliability.scoring.inputs import Matrix
from reliability.scoring.reference import Reference
from reliability.scoring.storage import Model

QUARTILES = (0.25, 0.75)


def usual(model: Model) -> dict[str, tuple[float, tuple[float, float] | None]]:
    """Feature -> its mean in training, at which it adds no points, and the quartiles where the model holds them."""
    quartiles = {} if model.reference is None else _quartiles(model.reference)
    means = zip(model.linear.names, model.linear.mean, strict=True)
    return {name: (float(mean), quartiles.get(name)) for name, mean in means}


def _quartiles(reference: Reference) -> dict[str, tuple[float, float]]:
    """Quartiles of each feature, read off its bins; features with one bin only are left out."""
    bins = zip(reference.names, reference.edges, reference.counts, strict=True)
    return {name: _pair(edges, counts) for name, edges, counts in bins if len(edges)}


def _pair(edges: Matrix, counts: NDArray[np.int64]) -> tuple[float, float]:
    """Values below which a quarter and three quarters of the articles lie, straight between the ends of a bin.

    Bins are deciles: the first and the last hold a quartile only where many articles share their value.
    """
    known = counts[:-1]
    reached = np.concatenate([[0.0], np.cumsum(known) / known.sum()])
    low, high = np.interp(QUARTILES, reached, np.concatenate([edges[:1], edges, edges[-1:]]))
    return float(low), float(high)
