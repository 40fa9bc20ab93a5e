"""Ours: a Bayesian latent-truth model; sources omit, add and err at rates of their own, and copies count once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from reliability.truth.arranging import Progress
from reliability.truth.copying import Copying, dependence, discount, likeness
from reliability.truth.likelihoods import SetErrors, SingleErrors
from reliability.truth.problem import Estimate, Flags, Floats, Problem, totals
from reliability.truth.rows import CANDIDATES, Rows, rows

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
    the more sources agree, none of them. Where half of the sources or more agree in everything against the rest, the
    claims cannot tell whether they are right or copies of one that errs: the estimate is the mean of both accounts.
    """
    beside = rows(problem)
    errors: Errors = SetErrors(problem, beside) if beside.hits is not None else SingleErrors(problem, beside)
    alike = likeness(problem)
    bloc = alike.bloc()
    if bloc is None:
        found = _weighed(problem, beside, errors, alike.copying(), progress=progress)
    else:
        apart, copied = (partial(Copying.within, bloc=bloc, share=share) for share in (0.0, 1.0))
        found = _weighed(problem, beside, errors, alike.copying(), supposed=apart, progress=progress)
        found = found.or_else(
            _weighed(problem, beside, errors, alike.copying(bloc), supposed=copied, progress=progress), bloc
        )
    return Estimate(found.belief, found.trust, *found.copying.strongest())


@dataclass(frozen=True)
class _Account:
    """Belief per value, trust per source, and who copies whom."""

    belief: Floats
    trust: Floats
    copying: Copying

    def or_else(self, other: _Account, bloc: Flags) -> _Account:
        """What is to be thought where a bloc may as well be copied, as in the other account, as not."""
        belief, trust = (self.belief + other.belief) / 2, (self.trust + other.trust) / 2
        return _Account(belief, trust, self.copying.and_by(other.copying).within(bloc, 0.5))


def _weighed(
    problem: Problem,
    beside: Rows,
    errors: Errors,
    alike: Copying,
    *,
    supposed: Callable[[Copying], Copying] = lambda copying: copying,
    progress: Progress | None,
) -> _Account:
    """Belief and errors in turns, then who copies whom by that belief and what is supposed of a bloc, and again."""
    belief = np.zeros(problem.values)
    copying = supposed(alike)
    for look in range(_LOOKS_FOR_COPIES + 1):
        if progress is not None:
            progress("weighing", look / (_LOOKS_FOR_COPIES + 1), problem.objects)
        if look:
            whole = totals(beside.claim, belief[beside.value] * errors.whole(), len(problem.claim_weight))
            copying = supposed(dependence(problem, belief, 1 - whole).or_by(alike))
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
    return _Account(belief, errors.trust(), copying)


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
