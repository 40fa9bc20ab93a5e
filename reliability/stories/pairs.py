"""Pairs of articles that share keys, found through an inverted index in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BUDGET = 500_000

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Distinct pairs `left` < `right` of article positions with the summed `score` of the keys they share."""

    left: Whole
    right: Whole
    score: Real

    def where(self, mask: npt.NDArray[np.bool_]) -> Pairs:
        """The pairs that `mask` selects."""
        return Pairs(self.left[mask], self.right[mask], self.score[mask])


def join(pieces: list[Pairs]) -> Pairs:
    """All pairs of some pieces."""
    if not pieces:
        return Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    return Pairs(
        np.concatenate([piece.left for piece in pieces]),
        np.concatenate([piece.right for piece in pieces]),
        np.concatenate([piece.score for piece in pieces]),
    )


def sharing(
    key: Whole, article: Whole, weight: Real, reach: Whole, *, most: int, rest: int = 0, least: int = 1
) -> Iterator[Pairs]:
    """Yield pairs of articles that share keys, in blocks of about half a million shared keys.

    Args:
        key: one entry per (key, article); the key's number.
        article: the article's position; articles are numbered in order of time.
        weight: the key's weight in that article; a shared key adds the product of both weights.
        reach: per article, one past the last position that it may be paired with.
        most: a key that more than this many later articles within reach share is too common to pair them all;
        rest: it pairs each with its next `rest` articles only.
        least: keys that a pair shares, at least.
    """
    if len(key) == 0:
        return
    order = np.lexsort((article, key))
    key, article, weight = key[order], article[order], weight[order]
    key = np.cumsum(np.concatenate([[0], key[1:] != key[:-1]]))
    size = len(reach) + 1
    end = np.searchsorted(key * size + article, key * size + reach[article])
    count = end - np.arange(len(key)) - 1
    count = np.where(count > most, rest, np.maximum(count, 0))
    by_article = np.argsort(article, kind="stable")
    by_article = by_article[count[by_article] > 0]
    if len(by_article) == 0:
        return
    load = np.cumsum(count[by_article])
    owner = article[by_article]
    start = 0
    while start < len(by_article):
        done = load[start - 1] if start else 0
        stop = max(int(np.searchsorted(load, done + BUDGET, side="right")), start + 1)
        stop = int(np.searchsorted(owner, owner[stop - 1], side="right"))
        found, shared = _expand(by_article[start:stop], count, article, weight, size)
        yield found.where(shared >= least)
        start = stop


def _expand(chosen: Whole, count: Whole, article: Whole, weight: Real, size: int) -> tuple[Pairs, Whole]:
    counts = count[chosen]
    first = np.repeat(chosen, counts)
    step = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    second = first + step + 1
    pair = article[first] * size + article[second]
    order = np.argsort(pair, kind="stable")
    pair = pair[order]
    score = (weight[first] * weight[second])[order]
    starts = np.flatnonzero(np.concatenate([[True], pair[1:] != pair[:-1]]))
    distinct = pair[starts]
    shared = np.diff(starts, append=len(pair))
    return Pairs(distinct // size, distinct % size, np.add.reduceat(score, starts)), shared
