"""How far an article lies from everything that a model learned from: so far out, a score would be made up.

The distance is Mahalanobis' (1936, On the generalised distance in statistics) on features brought to a common scale,
with the correlations shrunk towards none. Features that have one value nearly everywhere are left out, since a rare
trait such as a shouting headline is no sign of another kind of text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reliability.scoring.inputs import Matrix

BEYOND = 0.01
"""Share of articles like those of training, from owners that were held out, that count as too far."""

FEWEST_ARTICLES = 500
"""With fewer the far end of the distances is not known."""

COMMONEST = 0.8
SHRINKAGE = 0.1
CLIP = 6.0  # standard deviations: one value alone must not decide
FOLDS = 5


@dataclass(frozen=True)
class Space:
    """Where training articles lie; arrays over the features at the places `columns` of the reference's.

    Short texts scatter more: the mean square distance of a text of `words` words is taken as
    `floor + scatter / words`, and distances are given in its root.
    """

    columns: NDArray[np.int64]
    median: Matrix
    spread: Matrix
    mean: Matrix
    scale: Matrix
    whiten: Matrix
    floor: float
    scatter: float
    limit: float

    def distances(self, values: Matrix, words: Matrix) -> Matrix:
        """The distance of each row of an array of articles x features (NaN for missing); 1 is usual."""
        square = self.squares(values)
        usual = self.floor + self.scatter / np.maximum(np.nan_to_num(words, nan=1.0), 1.0)
        return np.asarray(np.sqrt(square / usual), dtype=np.float64)

    def beyond(self, values: Matrix, words: Matrix) -> NDArray[np.bool_]:
        """Whether each row lies too far from training to be scored."""
        return self.distances(values, words) > self.limit

    def deviations(self, values: Matrix) -> Matrix:
        """How many standard deviations each value lies from the mean of training, on the common scale."""
        chosen = values[:, self.columns]
        filled = np.where(np.isnan(chosen), self.median, chosen)
        compressed = np.arcsinh((filled - self.median) / self.spread)
        return np.asarray(np.clip((compressed - self.mean) / self.scale, -CLIP, CLIP), dtype=np.float64)

    def squares(self, values: Matrix) -> Matrix:
        """The mean square of each row along the axes on which training articles scatter alike in all directions."""
        white = self.deviations(values) @ self.whiten.T
        return np.asarray((white**2).mean(axis=1), dtype=np.float64)


def learn(values: Matrix, words: Matrix, groups: NDArray[np.int64]) -> Space | None:
    """The space of an array of articles x features; None for too few articles or nothing but rare features.

    How texts scatter by their length, and the limit, come from distances of owner groups that were held out.
    """
    columns = np.flatnonzero([_varies(values[:, column]) for column in range(values.shape[1])])
    folds = np.unique(groups, return_inverse=True)[1] % FOLDS
    if len(values) < FEWEST_ARTICLES or not len(columns) or folds.max() == 0:
        return None
    squares = np.empty(len(values))
    for fold in np.unique(folds):
        held_out = folds == fold
        squares[held_out] = _shape(values[~held_out], columns).squares(values[held_out])
    lengths = np.maximum(np.nan_to_num(words, nan=1.0), 1.0)
    floor, scatter = _by_length(squares, lengths)
    limit = float(np.quantile(np.sqrt(squares / (floor + scatter / lengths)), 1 - BEYOND))
    return replace(_shape(values, columns), floor=floor, scatter=scatter, limit=limit)


def _varies(column: Matrix) -> bool:
    known = column[~np.isnan(column)]
    return bool(len(known)) and bool(np.unique(known, return_counts=True)[1].max() <= COMMONEST * len(column))


def _shape(values: Matrix, columns: NDArray[np.int64]) -> Space:
    """Centre, scales and correlations of the articles, with every distance still within the limit."""
    chosen = values[:, columns]
    median = np.nan_to_num(np.nanmedian(chosen, axis=0))
    filled = np.where(np.isnan(chosen), median, chosen)
    middle_half = np.quantile(filled, 0.75, axis=0) - np.quantile(filled, 0.25, axis=0)
    spread = _positive(np.where(middle_half > 0, middle_half, filled.std(axis=0)))
    compressed = np.arcsinh((filled - median) / spread)
    mean, scale = compressed.mean(axis=0), _positive(compressed.std(axis=0))
    standard = np.clip((compressed - mean) / scale, -CLIP, CLIP)
    together = standard.T @ standard / len(standard)
    shrunk = (1 - SHRINKAGE) * together + SHRINKAGE * np.eye(len(columns))
    whiten = np.linalg.cholesky(np.linalg.inv(shrunk)).T
    return Space(columns, median, spread, mean, scale, whiten, floor=1.0, scatter=0.0, limit=np.inf)


def _positive(scale: Matrix) -> Matrix:
    return np.asarray(np.where(scale > 0, scale, 1.0), dtype=np.float64)


def _by_length(squares: Matrix, words: Matrix) -> tuple[float, float]:
    """Least squares of `floor + scatter / words`, neither below zero."""
    design = np.column_stack([np.ones(len(words)), 1.0 / words])
    floor, scatter = np.linalg.lstsq(design, squares, rcond=None)[0]
    if floor <= 0 or scatter <= 0:
        return float(squares.mean()), 0.0
    return float(floor), float(scatter)
