"""Which articles repeat another's text: wire copy, syndication, rewrites."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reliability.stories.clusters import average_linkage
from reliability.stories.pairs import Pairs, Real, Whole, join, sharing
from reliability.stories.weights import TermIndex

BAND = 32
MOST = 100
NEXT = 3
LEAST_SHARED = 3
TEXT_FADING = 60.0
COPIED = 1.1
MOSTLY = 0.4
SHORT = 200  # shingles
SHORT_REPEATED = 0.3  # in a short text one shared quotation is a large part, so more has to be repeated
BLOCK = 10_000

Matrix = npt.NDArray[np.uint32]


def groups(minhash: Matrix, shingles: Whole, terms: TermIndex, candidates: Pairs) -> Whole:
    """The smallest member of each article's copy group.

    A copy repeats wording (the shared part of the shorter text's shingles) and the incidental names and words as
    well as the leading ones, which all articles about an event share. In a group most pairs are copies.

    Args:
        minhash: one row of MinHash values per article.
        shingles: distinct shingles per article; articles with none are nobody's copy.
        terms: their terms.
        candidates: pairs that are worth a look besides those which the MinHash index finds.
    """
    size = len(shingles)
    first = _identical(minhash, shingles)
    found = join([_banded(minhash, np.flatnonzero((shingles > 0) & (first == np.arange(size)))), candidates])
    pair = np.unique(first[found.left] * size + first[found.right])
    left, right = pair // size, pair % size
    left, right = np.minimum(left, right), np.maximum(left, right)
    shared = _agreement(minhash, left, right)
    look = (left < right) & (shared >= LEAST_SHARED) & (shingles[left] > 0) & (shingles[right] > 0)
    left, right, shared = left[look], right[look], shared[look]
    repeated = containment(shared / minhash.shape[1], shingles[left], shingles[right])
    alike = terms.weigh(TEXT_FADING).similarity(left, right)
    enough = (repeated >= SHORT_REPEATED) | (np.minimum(shingles[left], shingles[right]) >= SHORT)
    copied = enough & (np.sqrt(repeated) + alike >= COPIED)
    pairs = Pairs(left[copied], right[copied], np.ones(int(copied.sum())))
    return average_linkage(size, pairs, MOSTLY)[first]


def containment(jaccard: Real, left: Whole, right: Whole) -> Real:
    """Share of the shorter text's shingles that the other has, from the Jaccard similarity of the sets.

    Args:
        jaccard: estimated similarity, 0..1.
        left: size of one set.
        right: size of the other.
    """
    common = jaccard * (left + right) / (1 + jaccard)
    share: Real = np.minimum(common / np.minimum(left, right), 1.0)
    return share


def _identical(minhash: Matrix, shingles: Whole) -> Whole:
    """The first article with the same MinHash values; articles without shingles stand alone."""
    _, first, row = np.unique(minhash, axis=0, return_index=True, return_inverse=True)
    own = np.arange(len(shingles), dtype=np.int64)
    return np.where(shingles > 0, first[row.ravel()], own) if len(own) else own


def _banded(minhash: Matrix, rows: Whole) -> Pairs:
    """Pairs that agree in two or more of some 32 permutations; of values that many share, neighbours only."""
    reach = np.full(len(minhash), len(minhash), dtype=np.int64)
    pieces = []
    for first in range(0, minhash.shape[1], BAND):
        band = minhash[rows, first : first + BAND].astype(np.int64)
        width = band.shape[1]
        band += np.arange(width, dtype=np.int64) << 32
        found = sharing(band.ravel(), np.repeat(rows, width), np.ones(band.size), reach, most=MOST, rest=NEXT)
        pieces += [block.where(block.score >= 2) for block in found]
    return join(pieces)


def _agreement(minhash: Matrix, left: Whole, right: Whole) -> Whole:
    result = np.zeros(len(left), dtype=np.int64)
    for start in range(0, len(left), BLOCK):
        end = start + BLOCK
        result[start:end] = (minhash[left[start:end]] == minhash[right[start:end]]).sum(axis=1)
    return result
