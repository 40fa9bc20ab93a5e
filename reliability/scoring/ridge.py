"""Ridge regression of ratings on two levels at once: every article, and every source's mean over its articles.

Articles alone teach what sets one text apart; means teach what sets a publisher apart, with the chance of single
texts averaged out. One set of weights minimises the weighted sum of both squared errors and of a penalty

    sum_i w_i (y_i - m - x_i b)^2  +  MEANS sum_s v_s (y_s - m - x_s b)^2  +  penalty sum_j (b_j / s_j)^2

where `m` is the weighted mean of the articles' targets (at the mean of their inputs), `v_s = n / (n + STEADY)` of a
source with n articles, and `s_j` says how far a weight may be expected to lie from zero. An input of known direction
whose weight has the other sign is held at zero, and the rest are solved again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reliability.records import SENSE, WORD
from reliability.scoring.inputs import DIRECTIONS, Matrix
from reliability.scoring.sample import Sample

MEANS = 10.0
STEADY = 5.0
"""Articles of a source from which on its mean tells as much of it as of chance."""

EXPECTED = {WORD: 0.33, SENSE: 2.0}
"""Expected size of weights by beginning of the input's name; 1 for all others."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Equations:
    """Normal equations about the means `centre` of the inputs and `middle` of the ratings.

    `gram` (inputs, inputs) and `moment` (inputs,) add up over articles and source means; `rows`, `targets` and
    `groups` are those rows, weighted, their ratings and their owner groups.
    """

    centre: Matrix
    middle: float
    gram: Matrix
    moment: Matrix
    rows: Matrix
    targets: Matrix
    groups: NDArray[np.int64]


def equations(sample: Sample, standard: Matrix, base: float | None = None) -> Equations:
    """Set up the regression of a sample's targets on its standardised inputs.

    Args:
        sample: the labelled articles.
        standard: articles x inputs.
        base: a given intercept; None centres inputs and ratings on their means over the articles.
    """
    centre, middle = np.zeros(standard.shape[1]), base or 0.0
    if base is None:
        centre = np.average(standard, axis=0, weights=sample.weights)
        middle = float(np.average(sample.target, weights=sample.weights))
    rated = ~sample.own & np.isfinite(sample.ratings[sample.source])
    counts = np.bincount(sample.source[rated], minlength=len(sample.sources))
    sources = np.flatnonzero(counts)
    sums = np.zeros((len(counts), standard.shape[1]))
    np.add.at(sums, sample.source[rated], standard[rated])
    means = sums[sources] / counts[sources, None]
    steady = counts[sources] / (counts[sources] + STEADY)
    root = np.sqrt(np.concatenate([sample.weights, MEANS * steady]))
    rows = root[:, None] * (np.concatenate([standard, means]) - centre)
    targets = root * (np.concatenate([sample.target, sample.ratings[sources]]) - middle)
    groups = np.concatenate([sample.group, sample.source_group[sources]])
    return Equations(centre, middle, rows.T @ rows, rows.T @ targets, rows, targets, groups)


def expected(names: Sequence[str]) -> Matrix:
    """The expected size of each input's weight."""
    return np.array([next((size for start, size in EXPECTED.items() if n.startswith(start)), 1.0) for n in names])


def solve(
    found: Equations, names: Sequence[str], penalty: float, towards: Matrix | None = None, behind: float = 0.0
) -> Matrix:
    """The weights; those that would go against their input's known direction are held at zero.

    Args:
        found: the normal equations.
        names: of the inputs.
        penalty: on squared weights.
        towards: weights to stay close to; None for zero.
        behind: how many articles those were learned from; the inputs of these count as uncorrelated.
    """
    size = expected(names)
    signs = np.array([DIRECTIONS.get(name, 0) for name in names])
    ridge = penalty / size**2 + behind
    moment = found.moment if towards is None else found.moment + ridge * towards
    free = np.ones(len(names), dtype=np.bool_)
    weights = np.zeros(len(names))
    while True:
        weights[:] = 0.0
        weights[free] = np.linalg.solve(_penalised(found.gram, ridge, free), moment[free])
        wrong = signs * weights < 0
        if not wrong.any():
            return weights
        free &= ~wrong


def resampled(found: Equations, names: Sequence[str], penalty: float, weights: Matrix, drawn: Matrix) -> Matrix:
    """Weights (draws, inputs) of bootstrap samples of owner groups, each by one Newton step from `weights`.

    The score bootstrap of Kline and Santos (2012): refitting hundreds of times would take minutes.

    Args:
        found: the normal equations of the whole sample.
        names: of the inputs.
        penalty: that gave `weights`.
        weights: of the whole sample.
        drawn: how often each owner group was drawn, draws x groups.
    """
    left = found.targets - found.rows @ weights
    scores = np.zeros((drawn.shape[1], len(names)))
    np.add.at(scores, found.groups, found.rows * left[:, None])
    free = weights != 0
    steps = np.zeros((len(drawn), len(names)))
    change = (drawn - 1.0) @ scores
    penalised = _penalised(found.gram, penalty / expected(names) ** 2, free)
    steps[:, free] = np.linalg.solve(penalised, change[:, free].T).T
    return np.asarray(weights + steps)


def _penalised(gram: Matrix, ridge: Matrix, free: Mask) -> Matrix:
    chosen = gram[np.ix_(free, free)].copy()
    chosen[np.diag_indices_from(chosen)] += ridge[free]
    return chosen
