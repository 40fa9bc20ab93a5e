"""TruthFinder: a source is as trustworthy as its facts are likely, a fact as likely as its sources are trustworthy."""

from __future__ import annotations

import numpy as np

from reliability.truth.problem import Estimate, Problem, totals

_FIRST_TRUST = 0.9
_DAMPING = 0.3
_IMPLICATION = 0.5
_ENOUGH = 1e-6
_ROUNDS = 100


def truthfinder(problem: Problem) -> Estimate:
    """Iterate as in the paper, with its constants: first trust 0.9, damping 0.3, implication 0.5.

    Yin, Han and Yu 2008, "Truth discovery with multiple conflicting information providers on the web".
    """
    trust = np.full(problem.sources, _FIRST_TRUST)
    confidence = np.zeros(problem.values)
    for _ in range(_ROUNDS):
        tau = -np.log1p(-np.minimum(trust, 1 - 1e-9))
        score = totals(problem.claim_value, problem.claim_weight * tau[problem.claim_source], problem.values)
        confidence = 1 / (1 + np.exp(-_DAMPING * problem.supported(score, _IMPLICATION)))
        renewed = problem.by_source(confidence[problem.claim_value])
        change = _cosine_change(trust, renewed)
        trust = renewed
        if change < _ENOUGH:
            break
    return Estimate(confidence, trust)


def _cosine_change(one: np.ndarray, other: np.ndarray) -> float:
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    return 1.0 - float(one @ other) / length if length else 0.0
