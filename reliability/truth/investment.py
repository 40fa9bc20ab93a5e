"""Investment and PooledInvestment: sources invest their trust in their claims and earn it back with growth."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reliability.truth.problem import Estimate, Floats, Problem, totals

_GROWTH = 1.2
_POOLED_GROWTH = 1.4
_ROUNDS = 20


def investment(problem: Problem) -> Estimate:
    """Belief grows by the power 1.2.

    Pasternack and Roth 2010, "Knowing what to believe (when you already know something)"; 20 rounds as there.
    """
    return _invest(problem, lambda invested: invested**_GROWTH)


def pooled_investment(problem: Problem) -> Estimate:
    """Belief grows by the power 1.4 and is scaled so that an object's beliefs sum to what was invested in it.

    Pasternack and Roth 2010, as above.
    """

    def grow(invested: Floats) -> Floats:
        grown = invested**_POOLED_GROWTH
        return invested * grown / np.maximum(problem.by_object(grown), 1e-300)

    return _invest(problem, grow)


def _invest(problem: Problem, grow: Callable[[Floats], Floats]) -> Estimate:
    trust = np.ones(problem.sources)
    belief = problem.votes / np.maximum(problem.by_object(problem.votes), 1e-12)
    stake = problem.claim_weight / np.maximum(problem.claims_of_source[problem.claim_source], 1e-12)
    for _ in range(_ROUNDS):
        invested = totals(problem.claim_value, stake * trust[problem.claim_source], problem.values)
        part = stake * trust[problem.claim_source] / np.maximum(invested[problem.claim_value], 1e-300)
        trust = totals(problem.claim_source, belief[problem.claim_value] * part, problem.sources)
        trust /= max(float(trust.max(initial=0.0)), 1e-300)
        invested = totals(problem.claim_value, stake * trust[problem.claim_source], problem.values)
        belief = grow(invested)
    confidence = belief / np.maximum(problem.by_object(belief), 1e-300)
    return Estimate(confidence, trust)
