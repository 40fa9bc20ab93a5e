"""Which sources copy: those that share errors which independent sources would not make alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reliability.truth.problem import Flags, Floats, Ints, Problem, totals

SOURCES = 1500
"""Sources that are compared pair by pair, those that speak of the most objects; others are taken for independent."""

PAIRS = 60_000_000
"""Pairs of claims about one object that are compared; of further objects copies are not sought."""

_COPIED = 0.8  # share of its values that a copying source copies, as in the paper
_PRIOR = 0.01  # probability at most that two sources are dependent, before anything is seen
_CHUNK = 2_000_000  # pairs of claims compared at once
_SMOOTHING = 0.5
_COLLIDING = 0.3  # probability that two errors about one object are the same error
_ACQUAINTED = 3  # contested objects that two sources both speak of, for their agreement to count
_MEDIANS = 30
_LONG_MET = 5  # contested objects on which a bloc must be of one mind
_FEWEST = 3  # sources that make a bloc


@dataclass(frozen=True)
class Copying:
    """Among the compared sources, the probability of each pair to be dependent; `place` is -1 for other sources."""

    place: Ints
    dependent: Floats

    def or_by(self, other: Copying) -> Copying:
        """Dependent by either evidence."""
        return Copying(self.place, np.maximum(self.dependent, other.dependent))

    def within(self, bloc: Flags, share: float) -> Copying:
        """The same, with all pairs of a bloc dependent with this probability."""
        pairs = np.outer(bloc, bloc) & ~np.eye(len(bloc), dtype=bool)
        return Copying(self.place, np.where(pairs, share, self.dependent))

    def and_by(self, other: Copying) -> Copying:
        """Dependent only so far as both evidences say."""
        return Copying(self.place, np.minimum(self.dependent, other.dependent))

    def strongest(self) -> tuple[Floats, Ints]:
        """For each source the largest probability to copy or be copied, and the source it shares that with, or -1."""
        sources = np.flatnonzero(self.place >= 0)
        sources = sources[np.argsort(self.place[sources])]
        largest, partner = np.zeros(len(self.place)), np.full(len(self.place), -1)
        if len(sources) > 1:
            largest[sources] = self.dependent.max(axis=1)
            partner[sources] = sources[self.dependent.argmax(axis=1)]
        return largest, partner


@dataclass(frozen=True)
class Likeness:
    """Of each pair of compared sources: contested objects of which both speak, and on how many they agree."""

    place: Ints
    met: Floats
    alike: Floats

    def copying(self, bloc: Flags | None = None) -> Copying:
        """Find sources that agree far more than two sources of their accuracy would, before anything is believed.

        Of independent sources that err each in its own way, two agree about as often as both are right: the agreement
        of each pair is a product of two accuracies, and these follow from the medians over all pairs, whatever the
        truth is. A ring of copies stands out even where it outvotes all others, unless it makes up half of all
        sources. With a `bloc` its members are taken for one source.
        """
        counted = np.ones(len(self.met), dtype=bool)
        if bloc is not None:
            counted[np.flatnonzero(bloc)[1:]] = False
        accuracy = _accuracies(self.met, self.alike, counted)
        expected = np.outer(accuracy, accuracy) + _COLLIDING * np.outer(1 - accuracy, 1 - accuracy)
        evidence = self.alike * np.log(_COPIED / expected + 1 - _COPIED) + (self.met - self.alike) * np.log(1 - _COPIED)
        return Copying(self.place, _probability(evidence))

    def bloc(self) -> Flags | None:
        """Half of the sources or more that agree in everything and not with the rest; None where there is none.

        They may be right, each by itself, or copies of one that errs: which, nothing in the claims can tell.
        """
        same = (self.met >= _LONG_MET) & (self.alike >= self.met - 0.5)
        speaking = int((self.met.max(axis=1, initial=0.0) >= _LONG_MET).sum())
        bloc = np.zeros(len(same), dtype=bool)
        for source in np.argsort(-same.sum(axis=1), kind="stable"):
            if same[source][bloc].all() and same[source].any():
                bloc[source] = True
        return bloc if max(_FEWEST, speaking / 2) <= bloc.sum() < speaking else None


def likeness(problem: Problem) -> Likeness:
    """Compare the claims of each pair of sources on objects of which there is more than one value."""
    place = _compared(problem)
    count = int(place.max(initial=-1)) + 1
    contested = np.diff(problem.value_start) > 1
    met_flat, alike_flat = np.zeros(count * count), np.zeros(count * count)
    for one, other in _pairs(problem, place):
        key = place[problem.claim_source[one]] * count + place[problem.claim_source[other]]
        weight = np.minimum(problem.claim_weight[one], problem.claim_weight[other])
        weight = weight * contested[problem.claim_object[one]]
        met_flat += totals(key, weight, count * count)
        alike_flat += totals(key, weight * (problem.claim_value[one] == problem.claim_value[other]), count * count)
    return Likeness(place, met_flat.reshape(count, count), alike_flat.reshape(count, count))


def _accuracies(met: Floats, alike: Floats, counted: Flags) -> Floats:
    """Accuracies whose products are the agreements of pairs, by repeated medians over the sources that are counted.

    Who never meets others has 0.8.
    """
    known = (met >= _ACQUAINTED) & counted
    np.fill_diagonal(known, False)
    agreement = np.where(known, alike / np.maximum(met, 1), np.nan)
    accuracy = np.full(len(met), 0.8)
    lonely = ~known.any(axis=1)
    for _ in range(_MEDIANS):
        ratio = agreement / accuracy
        ratio[lonely] = accuracy[lonely, None]
        accuracy = np.sqrt(accuracy * np.clip(np.nanmedian(ratio, axis=1), 0.05, 0.99))  # the root damps swings
    return accuracy


def _probability(evidence: Floats) -> Floats:
    prior = min(_PRIOR, 1 / max(len(evidence), 1))  # of many partners, one is alike by chance
    odds = evidence + np.log(prior / (1 - prior))
    dependent: Floats = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
    np.fill_diagonal(dependent, 0.0)
    return dependent


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
    return Copying(place, _probability(score.reshape(count, count)))


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
    budget = int(np.searchsorted(np.cumsum(sizes**2), PAIRS, side="right"))
    partners = sizes[owner[: start[budget]]]
    ends = np.cumsum(partners)
    first = 0
    while first < len(ends):
        done = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, done + _CHUNK, side="right")))
        one = np.repeat(np.arange(first, last), partners[first:last])
        step = done + np.arange(len(one)) - np.repeat(ends[first:last] - partners[first:last], partners[first:last])
        other = start[owner[one]] + step
        one, other = claims[one], claims[other]
        different = problem.claim_source[one] != problem.claim_source[other]
        yield one[different], other[different]
        first = last
