"""Which sources copy: those that share errors which independent sources would not make alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reliability.truth.problem import Floats, Ints, Problem, totals

SOURCES = 1500
"""Sources that are compared pair by pair, those that speak of the most objects; others are taken for independent."""

PAIRS = 60_000_000
"""Pairs of claims about one object that are compared; of further objects copies are not sought."""

_COPIED = 0.8  # share of its values that a copying source copies, as in the paper
_PRIOR = 0.01  # probability that two sources are dependent, before anything is seen
_CHUNK = 2_000_000  # pairs of claims compared at once
_SMOOTHING = 0.5


@dataclass(frozen=True)
class Copying:
    """Among the compared sources, the probability of each pair to be dependent; `place` is -1 for other sources."""

    place: Ints
    dependent: Floats

    def strongest(self) -> tuple[Floats, Ints]:
        """For each source the largest probability to copy or be copied, and the source it shares that with, or -1."""
        sources = np.flatnonzero(self.place >= 0)
        sources = sources[np.argsort(self.place[sources])]
        largest, partner = np.zeros(len(self.place)), np.full(len(self.place), -1)
        if len(sources) > 1:
            largest[sources] = self.dependent.max(axis=1)
            partner[sources] = sources[self.dependent.argmax(axis=1)]
        return largest, partner


def dependence(problem: Problem, belief: Floats, erring: Floats) -> Copying:
    """Weigh, for each pair of sources, the errors that they share against the objects on which they differ.

    After Dong, Berti-Equille and Srivastava 2009. That two sources share a truth says nothing. To share an error speaks
    for copying, the more the rarer the error is among the object's other claims and the rarer the two sources err.

    Args:
        problem: the claims.
        belief: how far each value is held true.
        erring: for each claim the probability that its source, by itself, errs about such an object.
    """
    place = _compared(problem)
    count = int(place.max(initial=-1)) + 1
    wrong = 1 - belief
    votes = problem.votes
    wrong_votes = votes * wrong
    all_wrong = problem.by_object(wrong_votes)
    score = np.zeros(count * count)
    for one, other in _pairs(problem, place):
        value, second = problem.claim_value[one], problem.claim_value[other]
        same = value == second
        rate = np.maximum(erring[one], erring[other])
        popular = (np.maximum(wrong_votes[value] - 2 * wrong[value], 0) + _SMOOTHING) / (
            np.maximum(all_wrong[value] - 2 * wrong[value], 0) + 2 * _SMOOTHING
        )
        alike = wrong[value] * np.log(_COPIED / np.clip(rate * popular, 0.01, 1) + 1 - _COPIED)
        weight = np.minimum(problem.claim_weight[one], problem.claim_weight[other])
        evidence = weight * np.where(same, alike, np.log(1 - _COPIED))
        key = place[problem.claim_source[one]] * count + place[problem.claim_source[other]]
        score += totals(key, evidence, count * count)
    odds = score.reshape(count, count) + np.log(_PRIOR / (1 - _PRIOR))
    dependent = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
    np.fill_diagonal(dependent, 0.0)
    return Copying(place, dependent)


def discount(problem: Problem, copying: Copying) -> Floats:
    """What each claim counts: one over one and the expected number of dependent sources that claim the same."""
    company = np.zeros(len(problem.claim_source))
    for first, second in _pairs(problem, copying.place):
        same = problem.claim_value[first] == problem.claim_value[second]
        one, other = first[same], second[same]
        chance = copying.dependent[copying.place[problem.claim_source[one]], copying.place[problem.claim_source[other]]]
        company += totals(one, _COPIED * chance * problem.claim_weight[other], len(company))
    return 1 / (1 + company)


def _compared(problem: Problem) -> Ints:
    """The place of each source among those compared, -1 where it is not."""
    order = np.argsort(-problem.claims_of_source, kind="stable")[:SOURCES]
    place = np.full(problem.sources, -1)
    place[order] = np.arange(len(order))
    return place


def _pairs(problem: Problem, place: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Ordered pairs of claims of different compared sources about one object, in bounded pieces."""
    claims = np.flatnonzero(place[problem.claim_source] >= 0)
    owner = problem.claim_object[claims]
    start = np.searchsorted(owner, np.arange(problem.objects + 1))
    sizes = np.diff(start)
    ends = np.cumsum(sizes**2)
    budget = int(np.searchsorted(ends, PAIRS, side="right"))
    first = 0
    while first < budget:
        done = ends[first - 1] if first else 0
        last = max(first + 1, min(budget, int(np.searchsorted(ends, done + _CHUNK, side="right"))))
        inside = np.arange(start[first], start[last])
        partners = sizes[owner[inside]]
        one = np.repeat(inside, partners)
        step = np.arange(len(one)) - np.repeat(np.cumsum(partners) - partners, partners)
        other = start[owner[one]] + step
        one, other = claims[one], claims[other]
        different = problem.claim_source[one] != problem.claim_source[other]
        yield one[different], other[different]
        first = last
