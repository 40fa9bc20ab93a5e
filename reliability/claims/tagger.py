"""Vectors to cues: which words report that somebody says, thinks or feels something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reliability.claims.layout import Layout
from reliability.claims.network import Vectors, Weights
from reliability.claims.reading import CLOSES, OPENS, OUTSIDE, Numbers

OTHER, FIRST, FURTHER = range(3)
"""What the network says a token is: no cue, the first token of one, or a further one."""

BESIDE, NEAR = 0.4, 4
"""Share of the threshold that is enough within so many tokens of a quotation: it is somebody's, whatever the verb."""

MOST = 24
"""Cues in one sentence: more are no prose, and time must stay bounded."""


@dataclass(frozen=True)
class Cues:
    """The cues of all texts of a layout, in order: first row, row after the last, and probability of each."""

    start: Numbers
    end: Numbers
    probability: Vectors

    def __len__(self) -> int:
        return len(self.start)

    def only(self, kept: Numbers) -> Cues:
        """Some of the cues, by number."""
        return Cues(self.start[kept], self.end[kept], self.probability[kept])


def find_cues(vectors: Vectors, layout: Layout, weights: Weights, threshold: float) -> Cues:
    """The cues that are as probable as `threshold`, or beside a quotation `BESIDE` of it.

    A cue starts at a token whose probability of being a first one reaches the threshold and is above that of being a
    further one, and goes on while a further one is the most probable.
    """
    chances = _softmax(vectors @ weights["cue.weight"] + weights["cue.bias"])
    chances[layout.section < 0] = (1.0, 0.0, 0.0)
    first, further = chances[:, FIRST], chances[:, FURTHER]
    goes_on = further > np.maximum(first, chances[:, OTHER])
    needed = np.where(_beside(layout), BESIDE * threshold, threshold)
    starts = np.flatnonzero((first >= needed) & ~goes_on & (first > further))
    stops = np.flatnonzero(~goes_on)
    ends = stops[np.searchsorted(stops, starts, side="right")]
    found = Cues(starts, ends, first[starts])
    return found.only(_not_too_many(found, layout))


def _beside(layout: Layout) -> NDArray[np.bool_]:
    """Whether a row stands where a quotation has its verb: a few tokens behind its end, or before its start."""
    place = layout.column("place")
    found = np.zeros(layout.count, dtype=np.bool_)
    for distance in range(1, NEAR + 1):
        found[distance:] |= place[:-distance] == CLOSES
        found[:-distance] |= place[distance:] == OPENS
    outside: NDArray[np.bool_] = found & (place == OUTSIDE)
    return outside


def _softmax(odds: Vectors) -> Vectors:
    powers = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares: Vectors = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _not_too_many(cues: Cues, layout: Layout) -> Numbers:
    """Numbers of the cues that are among the `MOST` most probable of their sentence."""
    sentence = layout.section[cues.start] * layout.count + layout.column("sentence")[cues.start]
    order = np.lexsort((-cues.probability, sentence))
    ordered = sentence[order]
    rank = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    return np.sort(order[rank < MOST])
