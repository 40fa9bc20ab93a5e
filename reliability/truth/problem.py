"""What every method works on: claims of sources about objects as numbers, with values already made comparable."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


_WEAK = 0.5  # support below it is by closeness alone, not by rounding


def totals(places: Ints, amounts: Floats, size: int) -> Floats:
    """Sum amounts that belong to one of `size` places."""
    return np.bincount(places, amounts, minlength=size).astype(np.float64)


@dataclass(frozen=True)
class Problem:
    """Claims, the distinct values of each object, and how values bear on each other.

    Claims are sorted by object, and values too: those of object `o` are `value_start[o]` to `value_start[o + 1]`, most
    claimed first. A source that claims several values of one object has one vote in all, shared among its claims.

    Attributes:
        objects, sources: how many there are.
        claim_object, claim_source, claim_value: one entry per claim; values count over all objects.
        claim_weight: the claim's share of its source's vote on the object.
        claim_open: the claim names some members of a set and says or shows that there are more.
        value_start: where the values of each object begin, and the end of all.
        near_from, near_to, near: pairs of values of one object that support each other, and how much, 0..1.
        member_start, member: for sets the persons of each value as numbers within its object, None otherwise.
        roster: for sets how many persons anybody names for each object.
    """

    objects: int
    sources: int
    claim_object: Ints
    claim_source: Ints
    claim_value: Ints
    claim_weight: Floats
    claim_open: Flags
    value_start: Ints
    near_from: Ints
    near_to: Ints
    near: Floats
    member_start: Ints | None = None
    member: Ints | None = None
    roster: Ints | None = None

    @property
    def values(self) -> int:
        """How many distinct values all objects have."""
        return int(self.value_start[-1])

    @property
    def value_object(self) -> Ints:
        """The object of each value."""
        return np.repeat(np.arange(self.objects), np.diff(self.value_start))

    @property
    def votes(self) -> Floats:
        """The summed weight of the claims of each value."""
        return totals(self.claim_value, self.claim_weight, self.values)

    def by_object(self, amounts: Floats) -> Floats:
        """Sum an amount per value over the values of each object, and give each value the sum of its object."""
        return totals(self.value_object, amounts, self.objects)[self.value_object]

    def by_source(self, amounts: Floats) -> Floats:
        """The weighted mean of an amount per claim over the claims of each source."""
        total = totals(self.claim_source, self.claim_weight * amounts, self.sources)
        return total / np.maximum(self.claims_of_source, 1e-12)

    @property
    def claims_of_source(self) -> Floats:
        """How many objects each source speaks of."""
        return totals(self.claim_source, self.claim_weight, self.sources)

    def unlifted(self) -> Problem:
        """The same, but that nearness lifts no value above one with more votes.

        A value supports one with fewer votes no more than that one supports it. And where sources agree exactly, to
        agree about is worth less: weak support counts by the votes of whom it is for, as a share of the most voted.
        """
        key = self.near_from * self.values + self.near_to
        back = self.near_to * self.values + self.near_from
        order = np.argsort(key)
        place = np.minimum(np.searchsorted(key[order], back), max(len(key) - 1, 0))
        found = key[order][place] == back
        returned = np.where(found, self.near[order][place], 0.0)
        votes, most = self.votes, np.zeros(self.objects)
        np.maximum.at(most, self.value_object, votes)
        lifts = votes[self.near_from] > votes[self.near_to]
        near = np.where(lifts, np.minimum(self.near, returned), self.near)
        share = votes[self.near_to] / most[self.value_object[self.near_to]]
        return replace(self, near=np.where(near < _WEAK, near * share, near))

    def supported(self, amounts: Floats, share: float) -> Floats:
        """Amounts per value, each with a share of what values near it have."""
        near = totals(self.near_to, self.near * amounts[self.near_from], self.values)
        return amounts + share * near


@dataclass(frozen=True)
class Estimate:
    """What a method found: how far each value is held true, 0..1, and how far each source is trusted, 0..1."""

    confidence: Floats
    trust: Floats
    dependence: Floats | None = None
    """For each source how likely it copies another or is copied, 0..1; None where the method does not look for it."""
    partner: Ints | None = None
    """For each source the one it is least independent of, -1 for none."""
