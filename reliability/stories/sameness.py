"""Which claims of a story say the same thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from reliability.stories import days, words
from reliability.stories.clusters import average_linkage
from reliability.stories.pairs import Pairs, Real, Whole, join, sharing
from reliability.stories.toll_words import NUMBERS

COMMON = 0.25
MOST = 100
LOOK = 0.3
SAME = 0.55
LEAST_WEIGHT = 9.0
LEAST_QUOTED = 4
QUOTATIONS = ["direct", "mixed"]
QUOTED_ALIKE = 85.0
WEEKDAYS = frozenset(day.lower() for day in days.WEEKDAYS)


@dataclass(frozen=True)
class Comparison:
    """Which claims say the same.

    Args:
        label: the first claim of each claim's group.
        pairs: pairs of claims with much in common.
        quotation: for each pair, whether both quote the same words.
    """

    label: Whole
    pairs: Pairs
    quotation: npt.NDArray[np.bool_]


def compare(claims: pl.DataFrame) -> Comparison:
    """Group claims that say the same.

    Quotations are the same when their words are nearly the same or one is a piece of the other; other claims when
    they share most of their names, numbers and telling words, and do not give only other numbers or weekdays.

    Args:
        claims: `story_id`, `quotation`, `content_text`; claims of different stories are never compared.
    """
    first, place = _distinct(claims)
    label, pairs, alike = _compare(claims[first])
    quoted = claims["quotation"].is_in(QUOTATIONS).fill_null(False).to_numpy()
    repeats = np.flatnonzero(first[place] != np.arange(len(claims)))
    known = first[place[repeats]]
    everything = Pairs(
        np.concatenate([first[pairs.left], known]),
        np.concatenate([first[pairs.right], repeats]),
        np.concatenate([pairs.score, np.ones(len(repeats))]),
    )
    return Comparison(first[label][place], everything, np.concatenate([alike > 0, quoted[repeats]]))


def _distinct(claims: pl.DataFrame) -> tuple[Whole, Whole]:
    """Places of the claims that are the first of their wording, and for each claim its first one's number there."""
    wording = claims.select("story_id", "quotation", "content_text").with_row_index("place")
    firsts = wording.select(pl.col("place").min().over("story_id", "quotation", "content_text")).to_series()
    distinct, number = np.unique(firsts.to_numpy().astype(np.int64), return_inverse=True)
    return distinct, number


def _compare(claims: pl.DataFrame) -> tuple[Whole, Pairs, Real]:
    """Group claims no two of which are worded alike: labels, pairs, and how alike each pair's quotations are."""
    size = len(claims)
    read = words.read(claims["content_text"])
    pairs = _overlapping(read, claims["story_id"].rank("dense").to_numpy().astype(np.int64))
    spoken = _spoken(read, np.unique(np.concatenate([pairs.left, pairs.right])))
    quoted = claims["quotation"].is_in(QUOTATIONS).fill_null(False).to_numpy()
    alike = _quotations(pairs, quoted, spoken)
    told = np.where(_apart(pairs, spoken), 0.0, pairs.score)
    pairs = Pairs(pairs.left, pairs.right, np.maximum(told, alike))
    return average_linkage(size, pairs.where(pairs.score > 0), SAME), pairs, alike


def _overlapping(read: words.Words, story: Whole) -> Pairs:
    """Pairs of claims of one story that share telling words, scored 0..1 by the weight they share."""
    size = len(story)
    share = read.vocabulary["share"].to_numpy()
    telling = np.flatnonzero(share[read.word] < COMMON)
    width = max(len(share), 1)
    entry = np.unique(read.article[telling] * width + read.word[telling])
    claim, word = entry // width, entry % width
    weight = -np.log(share[word])
    total = np.bincount(claim, weights=weight, minlength=size)
    reach = np.full(size, size, dtype=np.int64)
    key = story[claim] * width + word
    shared = join(list(sharing(key, claim, np.sqrt(weight), reach, most=MOST)))
    one, other = total[shared.left], total[shared.right]
    enough = shared.score >= LOOK * np.minimum(one, other)
    told = np.where(shared.score >= LEAST_WEIGHT, shared.score / np.sqrt(one * other), 0.0)
    return Pairs(shared.left, shared.right, told).where(enough)


def _spoken(read: words.Words, chosen: Whole) -> dict[int, list[str]]:
    """The normal forms of the words of the chosen texts, in order."""
    vocabulary = read.vocabulary["word"].to_list()
    start = np.searchsorted(read.article, chosen)
    end = np.searchsorted(read.article, chosen, side="right")
    spans = zip(chosen.tolist(), start.tolist(), end.tolist(), strict=True)
    return {text: [vocabulary[word] for word in read.word[first:last].tolist()] for text, first, last in spans}


def _apart(pairs: Pairs, spoken: dict[int, list[str]]) -> npt.NDArray[np.bool_]:
    """Pairs that give only other numbers, or only other weekdays: 240 million does not bear out 260 million."""
    given = {place: (_numbers(told), frozenset(told) & WEEKDAYS) for place, told in spoken.items()}
    return np.array(
        [
            any(one and other and one.isdisjoint(other) for one, other in zip(given[left], given[right], strict=True))
            for left, right in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        ],
        dtype=np.bool_,
    )


def _numbers(told: list[str]) -> frozenset[str]:
    plain = (str(NUMBERS[word]) if word in NUMBERS and word != "one" else word for word in told)
    return frozenset(word for word in plain if word[:1].isdigit())


def _quotations(pairs: Pairs, quoted: npt.NDArray[np.bool_], spoken: dict[int, list[str]]) -> Real:
    """How alike two quotations are word by word, 0.85..1 (the shorter in its best place), or 0."""
    from rapidfuzz import fuzz

    alike = np.zeros(len(pairs.score))
    for place in np.flatnonzero(quoted[pairs.left] & quoted[pairs.right]).tolist():
        one, other = spoken[int(pairs.left[place])], spoken[int(pairs.right[place])]
        if min(len(one), len(other)) >= LEAST_QUOTED:
            alike[place] = fuzz.partial_ratio(" ".join(one), " ".join(other), score_cutoff=QUOTED_ALIKE) / 100
    return alike
