"""Ours: a Bayesian latent-truth model; sources omit, add and err at rates of their own, and copies count once."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from reliability.truth.arranging import Progress
from reliability.truth.copying import dependence, discount, likeness
from reliability.truth.likelihoods import SetErrors, SingleErrors
from reliability.truth.problem import Estimate, Floats, Problem, totals
from reliability.truth.rows import CANDIDATES, rows

_LOOKS_FOR_COPIES = 2
_STEPS = 30
_ENOUGH = 1e-3


class Errors(Protocol):
    """How sources err: fitted to what is held true, and then telling how likely their claims are."""

    def forget(self) -> None:
        """Start again with the same rates for all sources."""

    def likelihood(self) -> Floats:
        """The log-probability of each row's claim if its candidate is true."""

    def mistaken(self) -> Floats:
        """The log-probability of each claim if the truth is nothing that anybody claims."""

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
    conflicting data: the role of source dependence". The truth of an object is one of its values or, the less likely
    the more sources agree, none of them.
    """
    beside = rows(problem)
    errors: Errors = SetErrors(problem, beside) if beside.hits is not None else SingleErrors(problem, beside)
    belief = np.zeros(problem.values)
    copying = alike = likeness(problem)
    for look in range(_LOOKS_FOR_COPIES + 1):
        if progress is not None:
            progress("weighing", look / (_LOOKS_FOR_COPIES + 1), problem.objects)
        if look:
            whole = totals(beside.claim, belief[beside.value] * errors.whole(), len(problem.claim_weight))
            copying = dependence(problem, belief, 1 - whole).or_by(alike)
        votes = problem.claim_weight * discount(problem, copying)
        errors.forget()
        for _ in range(_STEPS):
            support = totals(beside.value, votes[beside.claim] * errors.likelihood(), problem.values)
            nothing = totals(problem.claim_object, votes * errors.mistaken(), problem.objects)
            renewed = _posterior(problem, support, nothing)
            change = float(np.abs(renewed - belief).max(initial=0.0))
            belief = renewed
            errors.fit(belief[beside.value])
            if change < _ENOUGH:
                break
    return Estimate(belief, errors.trust(), *copying.strongest())


def _posterior(problem: Problem, support: Floats, nothing: Floats) -> Floats:
    """Beliefs that sum to one over the candidates of each object and the case that none of them is true."""
    sizes = np.diff(problem.value_start)
    rank = np.arange(problem.values) - np.repeat(problem.value_start[:-1], sizes)
    support = np.where(rank < CANDIDATES, support, -np.inf)
    filled = np.flatnonzero(sizes)
    best = nothing.copy()
    if len(filled):
        best[filled] = np.maximum(best[filled], np.maximum.reduceat(support, problem.value_start[filled]))
    likely: Floats = np.exp(support - np.repeat(best, sizes))
    belief: Floats = likely / (problem.by_object(likely) + np.repeat(np.exp(nothing - best), sizes))
    return belief
