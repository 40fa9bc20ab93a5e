"""Ours: a Bayesian latent-truth model; sources omit, add and err at rates of their own, and copies count once."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from reliability.truth.arranging import Progress
from reliability.truth.copying import dependence, discount
from reliability.truth.likelihoods import SetErrors, SingleErrors
from reliability.truth.problem import Estimate, Floats, Problem, totals
from reliability.truth.rows import CANDIDATES, rows

_LOOKS_FOR_COPIES = 4
_STEPS = 30
_ENOUGH = 1e-4


class Errors(Protocol):
    """How sources err: fitted to what is held true, and then telling how likely their claims are."""

    def likelihood(self) -> Floats:
        """The log-probability of each row's claim if its candidate is true."""

    def whole(self) -> Floats:
        """The probability that each row's source claims the candidate itself, if it is true."""

    def fit(self, belief: Floats) -> None:
        """Learn from how far each row's candidate is held true."""

    def trust(self) -> Floats:
        """For each source the probability that a claim of it is right."""


def latent(problem: Problem, *, progress: Progress | None = None) -> Estimate:
    """Estimate truth, the sources' errors and who copies whom in turns, by expectation maximisation.

    For sets a source has a sensitivity and a specificity per person, after Zhao et al. 2012, "A Bayesian approach to
    discovering truth from conflicting sources for data integration": to leave a person out and to add a wrong one are
    different errors. It also has a rate at which it names one person only. For other values it has one accuracy, and
    wrong values are as likely as they are popular. Sources that share rare errors are dependent, and dependent votes
    for one value count as little more than one, after Dong, Berti-Equille and Srivastava 2009, "Integrating
    conflicting data: the role of source dependence". The truth of an object is one of its values.
    """
    return _estimate(problem, _LOOKS_FOR_COPIES, progress)


def without_copies(problem: Problem) -> Estimate:
    """The same model, every source taken for independent."""
    return _estimate(problem, 0, None)


def _estimate(problem: Problem, looks: int, progress: Progress | None = None) -> Estimate:
    beside = rows(problem)
    errors: Errors = SetErrors(problem, beside) if beside.hits is not None else SingleErrors(problem, beside)
    votes = problem.claim_weight
    belief = np.zeros(problem.values)
    copying = None
    for look in range(looks + 1):
        if progress is not None:
            progress("weighing", look / (looks + 1), problem.objects)
        if look:
            whole = totals(beside.claim, belief[beside.value] * errors.whole(), len(votes))
            copying = dependence(problem, belief, 1 - whole)
            votes = problem.claim_weight * discount(problem, copying)
        for _ in range(_STEPS):
            support = totals(beside.value, votes[beside.claim] * errors.likelihood(), problem.values)
            renewed = _posterior(problem, support)
            change = float(np.abs(renewed - belief).max(initial=0.0))
            belief = renewed
            errors.fit(belief[beside.value])
            if change < _ENOUGH:
                break
    return Estimate(belief, errors.trust(), *(copying.strongest() if copying is not None else ()))


def _posterior(problem: Problem, support: Floats) -> Floats:
    """Beliefs that sum to one over the candidates of each object."""
    sizes = np.diff(problem.value_start)
    rank = np.arange(problem.values) - np.repeat(problem.value_start[:-1], sizes)
    support = np.where(rank < CANDIDATES, support, -np.inf)
    filled = problem.value_start[:-1][sizes > 0]
    if not len(filled):
        return support
    best = np.repeat(np.maximum.reduceat(support, filled), sizes[sizes > 0])
    likely: Floats = np.exp(support - best)
    return likely / problem.by_object(likely)
