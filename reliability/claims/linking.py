"""Cues to attributions: for each cue, which tokens around it are its source and which its content.

For each cue the tokens of a window around it are labelled by a linear chain (conditional random field, Lafferty et al.
2001) whose scores come from the vectors of the cue and of the token, and from what lies between them. All cues of all
texts are labelled together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reliability.claims.layout import LOOKS, Layout
from reliability.claims.network import Vectors, Weights, convolve
from reliability.claims.reading import Numbers
from reliability.claims.tagger import Cues

NOTHING, SOURCE_FIRST, SOURCE, CONTENT_FIRST, CONTENT = range(5)
"""The labels of a chain."""

BEFORE, BEHIND = 56, 72
"""Tokens before and behind a cue that may belong to it. A quotation that starts there may go on beyond."""

NEVER = -1e4
"""Score of what cannot be."""

MARGIN = 4
"""Empty places between windows: as far as a place looks."""

_AT_ONCE = 48  # cues whose windows are in memory together
BETWEEN = (("paragraph", 3), ("sentence", 4), ("quotation", 3))
"""What is counted between a cue and a token, and up to how many each way."""

CUES_BETWEEN = 4
"""How many other cues between a cue and a token are counted, each way."""

HALVES = 20
"""Buckets of the distance on each side."""


def buckets(distance: Numbers) -> Numbers:
    """Number of each signed distance in tokens: exact below 8, then three to a doubling."""
    size = np.abs(distance)
    coarse = 8 + (np.log2(np.maximum(size, 1) / 8) * 3).astype(np.int64)
    number = np.where(size < 8, size, np.minimum(coarse, HALVES - 1))
    return np.where(distance < 0, HALVES - 1 - number, HALVES + number)


@dataclass(frozen=True)
class Roles:
    """Labels of the windows of some cues: one row a cue, one column a place from `BEFORE` to `BEHIND`.

    `row` is the row of the layout at each place.
    """

    label: Numbers
    row: Numbers


def label(vectors: Vectors, layout: Layout, cues: Cues, weights: Weights) -> Roles:
    """Label the tokens around every cue."""
    seen = _Seen.of(vectors, layout, cues, weights)
    parts = [
        _labelled(seen, cues.only(np.arange(at, min(at + _AT_ONCE, len(cues)))), weights)
        for at in range(0, len(cues), _AT_ONCE)
    ]
    if not parts:
        nothing = np.zeros((0, BEFORE + BEHIND + 1), dtype=np.int64)
        return Roles(nothing, nothing)
    return Roles(np.concatenate([one.label for one in parts]), np.concatenate([one.row for one in parts]))


@dataclass(frozen=True)
class _Seen:
    """What is known of every row: its vector, what a token adds to a pair, its section, its place among quotations.

    `columns` count from the start of the layout what may lie between two rows, each with the most that is told apart.
    """

    vectors: Vectors
    tokens: Vectors
    section: Numbers
    place: Numbers
    columns: tuple[tuple[Numbers, int], ...]

    @classmethod
    def of(cls, vectors: Vectors, layout: Layout, cues: Cues, weights: Weights) -> _Seen:
        tokens = vectors @ weights["pair.token.weight"]
        tokens += weights["pair.token.bias"]
        begun = np.zeros(layout.count, dtype=np.int64)
        begun[cues.start] = 1
        columns = [(layout.column(name), most) for name, most in BETWEEN]
        counted = (*columns, (np.cumsum(begun), CUES_BETWEEN))
        return cls(vectors, tokens, layout.section, layout.column("place"), counted)


def _labelled(seen: _Seen, cues: Cues, weights: Weights) -> Roles:
    row = cues.start[:, None] + np.arange(-BEFORE, BEHIND + 1)
    inside = (row >= 0) & (row < len(seen.vectors))
    row = np.clip(row, 0, len(seen.vectors) - 1)
    inside &= seen.section[row] == seen.section[cues.start][:, None]
    scores = _chained(_paired(seen, cues, row, weights), inside, weights)
    in_cue = (row >= cues.start[:, None]) & (row < cues.end[:, None])
    scores[..., 1:][~inside | in_cue] = NEVER
    return Roles(best_path(scores, weights), row)


def _paired(seen: _Seen, cues: Cues, row: Numbers, weights: Weights) -> Vectors:
    """What is known of a cue and a row together: cues by places by columns."""
    both = np.concatenate([seen.vectors[cues.start], seen.vectors[cues.end - 1]], axis=1)
    found = seen.tokens[row]
    found += (both @ weights["pair.cue.weight"] + weights["pair.cue.bias"])[:, None]
    found += weights["pair.distance"][buckets(np.arange(-BEFORE, BEHIND + 1))]
    for number, (column, most) in enumerate(seen.columns):
        between = np.clip(column[row] - column[cues.start][:, None], -most, most) + most
        found += weights[f"pair.between.{number}"][between]
    found += weights["pair.places"][seen.place[row] * LOOKS["place"] + seen.place[cues.start][:, None]]
    np.maximum(found, 0.0, out=found)
    return found


def _chained(found: Vectors, inside: NDArray[np.bool_], weights: Weights) -> Vectors:
    """Let every place look at those around it, and score its labels."""
    cues, places, columns = found.shape
    padded = np.zeros((cues + 2, places + MARGIN, columns), dtype=np.float32)
    rows = padded[1:-1, MARGIN:]
    filled = inside[..., None]
    flat = padded.reshape(-1, columns)
    edge = places + MARGIN
    out, spare = (np.empty((cues * edge, columns), dtype=np.float32) for _ in range(2))
    for name, reach in (("pair.near", 1), ("pair.far", MARGIN)):
        np.multiply(found, filled, out=rows)
        convolve(flat, reach, weights, name, out=out, spare=spare)
        found += out.reshape(cues, edge, columns)[:, MARGIN:]
    scores: Vectors = found.reshape(-1, columns) @ weights["pair.out.weight"]
    scores += weights["pair.out.bias"]
    return scores.reshape(cues, places, -1)


def best_path(scores: Vectors, weights: Weights) -> Numbers:
    """The most probable labels of each chain; a label inside a role follows one of the same role.

    A chain of which no place is likely to be content has the most probable labels of those that have one: a cue says
    something, and where its content ends may be too open for any one place.
    """
    limits = forbidden()
    steps = weights["chain.steps"] + limits
    start = weights["chain.start"] + limits[NOTHING]  # a chain begins as it goes on behind nothing
    labels = _viterbi(scores, steps, start)
    lacking = ~(labels >= CONTENT_FIRST).any(axis=1)
    if lacking.any():
        labels[lacking] = _with_content(scores[lacking], steps, start)
        labels[np.take_along_axis(scores, labels[..., None], axis=2)[..., 0] <= NEVER / 2] = NOTHING
    return labels


def _viterbi(scores: Vectors, steps: Vectors, start: Vectors) -> Numbers:
    """The best path of each chain (Viterbi 1967), by the scores of places, of steps and of labels at the start."""
    total = scores[:, 0] + start
    length = scores.shape[1]
    came_from = np.zeros(scores.shape, dtype=np.int8)
    for at in range(1, length):
        ways = total[:, :, None] + steps
        came_from[:, at] = ways.argmax(axis=1)
        total = ways.max(axis=1) + scores[:, at]
    labels = np.zeros(scores.shape[:2], dtype=np.int64)
    labels[:, -1] = total.argmax(axis=1)
    chains = np.arange(len(scores))
    for at in range(length - 1, 0, -1):
        labels[:, at - 1] = came_from[chains, at, labels[:, at]]
    return labels


def _with_content(scores: Vectors, steps: Vectors, start: Vectors) -> Numbers:
    """The best path of each chain among those with a content: each label doubled, for before and after its start."""
    count = len(steps)
    doubled = np.full((2 * count, 2 * count), NEVER, dtype=np.float32)
    doubled[:count, :count] = doubled[count:, count:] = steps
    doubled[:count, count + CONTENT_FIRST] = steps[:, CONTENT_FIRST]
    doubled[:count, [CONTENT_FIRST, CONTENT]] = NEVER
    both = np.concatenate([scores, scores], axis=2)
    both[:, -1, :count] += NEVER
    begin = np.concatenate([start, np.full(count, NEVER, dtype=np.float32)])
    begin[CONTENT_FIRST], begin[count + CONTENT_FIRST] = NEVER, start[CONTENT_FIRST]
    return _viterbi(both, doubled, begin) % count


def forbidden() -> Vectors:
    """What a step from label to label is given: `NEVER` where nobody may go, from rows to columns."""
    steps = np.zeros((5, 5), dtype=np.float32)
    for inside, first in ((SOURCE, SOURCE_FIRST), (CONTENT, CONTENT_FIRST)):
        for before in range(5):
            if before not in (inside, first):
                steps[before, inside] = NEVER
    return steps
