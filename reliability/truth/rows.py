"""Each claim beside each candidate for the truth of its object: how the one would have come from the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reliability.truth.problem import Flags, Floats, Ints, Problem, totals

CANDIDATES = 24
"""Values of one object that are weighed against each other, the most claimed first; others get no confidence."""

Small = NDArray[np.int32]


@dataclass(frozen=True)
class Rows:
    """One row per claim and candidate; at most `CANDIDATES` times as many rows as claims.

    Attributes:
        claim, value: what the row is about.
        agreement: 0..1, how far the claim agrees with the candidate: 1 where they are the same.
        hits, missed, wrong, left_out: for sets the persons of both, of the candidate alone, of the claim alone, and
            of neither, though somebody names them.
        partial: where a set is a part of the candidate, its share in the votes for all parts of the candidate, else 0.
        extended: where it holds the candidate and more, its share in the votes for all such sets, else 0.
        strange: where it is none of these nor the candidate, its share in the votes for all such sets, else 0.
    """

    claim: Ints
    value: Ints
    agreement: Floats
    hits: Small | None = None
    missed: Small | None = None
    wrong: Small | None = None
    left_out: Small | None = None
    partial: Floats | None = None
    extended: Floats | None = None
    strange: Floats | None = None


def rows(problem: Problem) -> Rows:
    """Put every claim beside the candidates of its object."""
    first = problem.value_start[problem.claim_object]
    size = np.minimum(problem.value_start[problem.claim_object + 1] - first, CANDIDATES)
    claim = np.repeat(np.arange(len(size)), size)
    value = np.repeat(first, size) + _count_up(size)
    claimed = problem.claim_value[claim]
    pair, back = np.unique(claimed * problem.values + value, return_inverse=True)
    one, other = np.divmod(pair, max(problem.values, 1))
    agreement = np.where(one == other, 1.0, _near(problem, pair))
    if problem.member_start is None or problem.roster is None:
        return Rows(claim, value, agreement[back])
    shared = _common(problem, one, other)
    size_of = np.diff(problem.member_start)
    unnamed, added = size_of[other] - shared, size_of[one] - shared
    neither = problem.roster[problem.value_object[other]] - shared - unnamed - added
    return Rows(
        claim,
        value,
        agreement[back],
        hits=shared[back].astype(np.int32),
        missed=unnamed[back].astype(np.int32),
        wrong=added[back].astype(np.int32),
        left_out=neither[back].astype(np.int32),
        partial=_share(problem, one, other, (added == 0) & (unnamed > 0))[back],
        extended=_share(problem, one, other, (added > 0) & (unnamed == 0))[back],
        strange=_share(problem, one, other, (added > 0) & (unnamed > 0))[back],
    )


def _share(problem: Problem, one: Ints, other: Ints, related: Flags) -> Floats:
    """The share of each `one` in the votes for all values that are so related to `other`; each starts with half."""
    votes = np.where(related, problem.votes[one] + 0.5, 0.0)
    everyone = totals(other, votes, problem.values)[other]
    return np.divide(votes, everyone, out=np.zeros(len(votes)), where=everyone > 0)


def _count_up(sizes: Ints) -> Ints:
    """0, 1, ... up to each size, one after another."""
    ends = np.cumsum(sizes)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes, sizes)


def _near(problem: Problem, pairs: Ints) -> Floats:
    keys = problem.near_from * problem.values + problem.near_to
    order = np.argsort(keys)
    found = np.zeros(len(pairs))
    if len(keys):
        place = np.minimum(np.searchsorted(keys[order], pairs), len(keys) - 1)
        same = keys[order][place] == pairs
        found[same] = problem.near[order][place[same]]
    return found


def _common(problem: Problem, one: Ints, other: Ints) -> Ints:
    """How many persons the sets of two values have in common, for many pairs."""
    assert problem.member_start is not None and problem.member is not None and problem.roster is not None
    size = np.diff(problem.member_start)
    widest = int(problem.roster.max(initial=0)) + 1
    has = np.sort(np.repeat(np.arange(problem.values), size) * widest + problem.member)
    pair = np.repeat(np.arange(len(one)), size[one])
    person = problem.member[np.repeat(problem.member_start[one], size[one]) + _count_up(size[one])]
    wanted = other[pair] * widest + person
    place = np.minimum(np.searchsorted(has, wanted), max(len(has) - 1, 0))
    return np.bincount(pair, has[place] == wanted, minlength=len(one)).astype(np.int64)
