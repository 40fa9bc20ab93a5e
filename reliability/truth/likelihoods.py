"""How likely a source claims what it claims, if a candidate is true: by rates per source, learned from belief."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reliability.truth.problem import Floats, Problem, totals
from reliability.truth.rows import Rows

_LEAST = 1e-4  # no source is held to be quite sure to err or never to err


@dataclass(frozen=True)
class Prior:
    """What is thought of a rate before anything is seen: its mean, and of how many cases it is worth."""

    mean: float
    strength: float

    def fit(self, yes: Floats, no: Floats) -> Floats:
        """The rate of each source, drawn to the rate of all sources taken together."""
        everyone = (yes.sum() + self.mean * self.strength) / (yes.sum() + no.sum() + self.strength)
        rate: Floats = np.clip((yes + everyone * self.strength) / (yes + no + self.strength), _LEAST, 1 - _LEAST)
        return rate

    def start(self, sources: int) -> Floats:
        """The same rate for all."""
        return np.full(sources, self.mean)


_SENSITIVITY = Prior(0.9, 10)
_SPECIFICITY = Prior(0.95, 10)
_CUTTING = Prior(0.3, 5)
_ADDING = Prior(0.05, 10)
_STRAYING = Prior(0.03, 20)
_ACCURACY = Prior(0.8, 5)
_UNHEARD_OF = 1e-300
_SAYS_MORE = 0.05  # probability that a list which says that it goes on is whole


class SetErrors:
    """What a source does to a set: it cuts it short, adds to it, takes another, or names and leaves out each person.

    Per source: sensitivity, the share of persons who belong that it names; specificity, the share of others whom it
    leaves out; how often it gives a part of the set only, the set with more, or another set. Parts and additions that
    are usual among all sources are likelier, so that a habit of many is no evidence against the whole.
    """

    def __init__(self, problem: Problem, beside: Rows) -> None:
        assert beside.hits is not None and beside.missed is not None and beside.wrong is not None
        assert beside.left_out is not None and beside.partial is not None and beside.extended is not None
        self._hits, self._missed = beside.hits, beside.missed
        self._wrong, self._left_out = beside.wrong, beside.left_out
        self._others = beside.wrong + beside.left_out
        self._size = beside.hits + beside.missed
        self._source = problem.claim_source[beside.claim]
        self._weight = problem.claim_weight[beside.claim]
        self._open = problem.claim_open[beside.claim]
        self._sources = problem.sources
        self._exact = (self._missed == 0) & (self._wrong == 0)
        assert beside.strange is not None
        self._partial, self._extended, self._strange = beside.partial, beside.extended, beside.strange
        self._can_cut = (self._size > 1) & ~self._open
        self._can_add = self._others > 0
        self._claims, self._popular = problem.claim_source, _share_of_votes(problem)
        self.forget()

    def forget(self) -> None:
        """Start again with the same rates for all sources."""
        self._sensitivity = _SENSITIVITY.start(self._sources)
        self._specificity = _SPECIFICITY.start(self._sources)
        self._cutting = _CUTTING.start(self._sources)
        self._adding = _ADDING.start(self._sources)
        self._straying = _STRAYING.start(self._sources)
        self._right = _ACCURACY.start(self._sources)
        self._ways = self._all_ways()

    def likelihood(self) -> Floats:
        """The sum over the ways in which the source may have come from the candidate to its claim."""
        self._ways = self._all_ways()
        return np.log(np.maximum(sum(self._ways), _UNHEARD_OF))

    def mistaken(self) -> Floats:
        """The source's set is not right, and is drawn as often as it is popular."""
        return np.log1p(-self._right[self._claims]) + self._popular

    def whole(self) -> Floats:
        """The probability that the source names exactly the candidate."""
        persons = self._size * np.log(self._sensitivity[self._source])
        persons += self._others * np.log(self._specificity[self._source])
        whole: Floats = np.exp(persons) * self._by_person()
        return whole

    def _by_person(self) -> Floats:
        cutting = np.where(self._can_cut, self._cutting[self._source], 0.0)
        adding = np.where(self._can_add, self._adding[self._source], 0.0)
        share: Floats = (1 - cutting) * (1 - adding) * (1 - self._straying[self._source])
        return share

    def _all_ways(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Probabilities of coming to the claim person by person, by cutting, by adding, by straying."""
        named = self._hits * np.log(self._sensitivity)[self._source]
        named += self._missed * np.log1p(-self._sensitivity)[self._source]
        goes_on = np.where(self._missed == 0, np.log(_SAYS_MORE), np.log1p(-_SAYS_MORE))
        persons = np.where(self._open, goes_on, named)
        persons += self._wrong * np.log1p(-self._specificity)[self._source]
        persons += self._left_out * np.log(self._specificity)[self._source]
        return (
            np.exp(persons) * self._by_person(),
            self._can_cut * self._cutting[self._source] * self._partial,
            self._adding[self._source] * self._extended,
            self._straying[self._source] * self._strange,
        )

    def fit(self, belief: Floats) -> None:
        """Count what each source named and left out, as far as each candidate is believed."""
        everyway = np.maximum(sum(self._ways), _UNHEARD_OF)
        each, cut, added, strayed = (way / everyway for way in self._ways)
        seen = belief * self._weight
        single = seen * each
        listed = single * ~self._open
        self._sensitivity = _SENSITIVITY.fit(self._sum(listed * self._hits), self._sum(listed * self._missed))
        self._specificity = _SPECIFICITY.fit(self._sum(single * self._left_out), self._sum(single * self._wrong))
        many, more = seen * self._can_cut, seen * self._can_add
        self._cutting = _CUTTING.fit(self._sum(many * cut), self._sum(many * (1 - cut)))
        self._adding = _ADDING.fit(self._sum(more * added), self._sum(more * (1 - added)))
        self._straying = _STRAYING.fit(self._sum(seen * strayed), self._sum(seen * (1 - strayed)))
        self._right = _ACCURACY.fit(self._sum(seen * self._exact), self._sum(seen * ~self._exact))

    def trust(self) -> Floats:
        """The share of whole sets that are right."""
        return self._right

    def _sum(self, amounts: Floats) -> Floats:
        return totals(self._source, amounts, self._sources)


class SingleErrors:
    """Per source one accuracy; a wrong value is drawn as often as it is popular among the object's other values."""

    def __init__(self, problem: Problem, beside: Rows) -> None:
        votes = problem.votes
        everyone = problem.by_object(votes)[beside.value]
        values = np.diff(problem.value_start)[problem.value_object[beside.value]]
        claimed = problem.claim_value[beside.claim]
        self._popular = np.minimum((votes[claimed] + 1) / (everyone - votes[beside.value] + values + 1), 1.0)
        self._claims, self._share = problem.claim_source, _share_of_votes(problem)
        self._agreement = beside.agreement
        self._source = problem.claim_source[beside.claim]
        self._weight = problem.claim_weight[beside.claim]
        self._sources = problem.sources
        self.forget()

    def forget(self) -> None:
        """Start again with the same accuracy for all sources."""
        self._accuracy = _ACCURACY.start(self._sources)

    def likelihood(self) -> Floats:
        """A claim that agrees in part is right in part."""
        accuracy = self._accuracy[self._source]
        return np.log(self._agreement * accuracy + (1 - self._agreement) * (1 - accuracy) * self._popular)

    def mistaken(self) -> Floats:
        """The source errs, and draws its value as often as it is popular."""
        return np.log1p(-self._accuracy[self._claims]) + self._share

    def whole(self) -> Floats:
        """The probability that the source claims the candidate."""
        return self._accuracy[self._source]

    def fit(self, belief: Floats) -> None:
        """Count how often each source agrees with what is believed."""
        seen = belief * self._weight
        right = totals(self._source, seen * self._agreement, self._sources)
        wrong = totals(self._source, seen * (1 - self._agreement), self._sources)
        self._accuracy = _ACCURACY.fit(right, wrong)

    def trust(self) -> Floats:
        """The accuracy."""
        return self._accuracy


def _share_of_votes(problem: Problem) -> Floats:
    """The logarithm of each claimed value's share in the votes on its object."""
    votes = problem.votes
    return np.log(votes / problem.by_object(votes))[problem.claim_value]
