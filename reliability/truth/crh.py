"""CRH: truths that differ least from what reliable sources claim, and sources reliable that differ least from them."""

from __future__ import annotations

import numpy as np

from reliability.truth.problem import Estimate, Floats, Problem, totals

_ROUNDS = 50
_ENOUGH = 1e-6
_SECOND = 0.5  # of its share in the votes, for a value that is not chosen: near ones may support one with fewer votes


def crh(problem: Problem) -> Estimate:
    """Minimise the weighted loss between claims and truths in turns.

    Li, Li, Gao, Zhao, Fan and Han 2014, "Resolving conflicts in heterogeneous data by truth discovery and source
    reliability estimation": a source's weight is -log of its share in all loss. The loss of a claim is one less its
    agreement with the truth, so that a near number or set is a smaller error.
    """
    weight = np.ones(problem.sources)
    truth = _best(problem, problem.votes)
    confidence = np.zeros(problem.values)
    for _ in range(_ROUNDS):
        loss = problem.by_source(1 - _agreement(problem, truth)[problem.claim_value])
        loss = np.maximum(loss, 1e-3)
        weight = -np.log(loss / loss.sum())
        votes = totals(problem.claim_value, problem.claim_weight * weight[problem.claim_source], problem.values)
        confidence = votes / np.maximum(problem.by_object(votes), 1e-300)
        renewed = _best(problem, problem.supported(votes, 1.0))
        if np.abs(renewed - truth).max(initial=0.0) < _ENOUGH:
            break
        truth = renewed
    ranked = confidence * np.where(truth > 0, 1.0, _SECOND)
    return Estimate(ranked, problem.by_source(_agreement(problem, truth)[problem.claim_value]))


def _best(problem: Problem, score: Floats) -> Floats:
    """One for the value of each object with the highest score, the first of equals, zero for all others."""
    chosen = np.zeros(problem.values)
    for start, end in zip(problem.value_start[:-1].tolist(), problem.value_start[1:].tolist(), strict=True):
        if end > start:
            chosen[start + int(np.argmax(score[start:end]))] = 1.0
    return chosen


def _agreement(problem: Problem, truth: Floats) -> Floats:
    """How far each value agrees with the truth of its object."""
    near = totals(problem.near_from, problem.near * truth[problem.near_to], problem.values)
    return np.maximum(truth, np.minimum(near, 1.0))
