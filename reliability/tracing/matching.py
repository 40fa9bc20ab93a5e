"""Whether a claim says what was asked for: in the same words, nearly the same, or others."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import polars as pl

from reliability.stories import words
from reliability.tracing.alignment import Change, align
from reliability.tracing.terms import COMMON

KINDS = ("same_words", "near_words", "other_words", "perhaps")
LEAST_WORDS = 4  # of a piece, or of words that are nearly the same
LEAST_WEIGHT = 9.0  # of the words in common: two rare ones, or three less rare ones
MOST_CHANGED = 0.25  # of the shorter one's words
KEPT = 0.6  # of its weight, where that is less
IN_PLACE = 1.0  # weight of any word that stands in its place
ALIKE = 0.55  # weight that two texts share, by the geometric mean of their weights
COVERED = 0.8  # of the weight that was asked for: enough by itself
LEAST_COVERED = 0.6  # where texts are ALIKE
SURE = 0.75  # mean of the two from which on it is the same claim; below it is only perhaps


@dataclass(frozen=True)
class Match:
    """How a claim fits what was asked for.

    Args:
        kind: one of KINDS.
        similarity: 0..1: the share of the words asked for that it has in their order; of other words, of their weight.
        size: the words of the shorter one of the two by those of the longer one.
        whole: all that was asked for stands in the claim, or nearly.
        told: places of the claim's words that were asked for.
        changes: what is worded otherwise; of other words the telling ones that the claim lacks.
    """

    kind: str
    similarity: float
    size: float
    whole: bool
    told: tuple[int, ...]
    changes: tuple[Change, ...]

    @property
    def rank(self) -> tuple[float, int, float]:
        """Smaller for claims that fit better."""
        return (-self.similarity, KINDS.index(self.kind), -self.size)


@dataclass(frozen=True)
class Text:
    """A text's words in normal form, as numbers; `weigh` says what each word of the vocabulary weighs."""

    word: list[int]
    weigh: Sequence[float]

    @cached_property
    def weight(self) -> dict[int, float]:
        """Its distinct telling words with their weights."""
        return {word: self.weigh[word] for word in dict.fromkeys(self.word) if self.weigh[word]}

    def in_place(self, placed: Iterable[int]) -> float:
        """The weight of words that stand in their order."""
        return sum(max(self.weigh[word], IN_PLACE) for word in placed)


def match(asked: str, contents: Sequence[str | None], speakers: Sequence[str | None]) -> list[Match | None]:
    """Hold claims against what was asked for; None for those that say something else.

    Args:
        asked: a quotation, a piece of one, or a claim in other words; it may name the speaker.
        contents: what the claims say.
        speakers: who says it, as the claims have it.
    """
    read = words.read(pl.Series([asked, *contents, *speakers], dtype=pl.String))
    weigh = _weights(read)
    bounds = np.searchsorted(read.article, np.arange(1 + 2 * len(contents) + 1)).tolist()
    texts = [Text(read.word[start:end].tolist(), weigh) for start, end in pairwise(bounds)]
    told = zip(texts[1 : 1 + len(contents)], texts[1 + len(contents) :], strict=True)
    return [_same(texts[0], text) or _other(texts[0], text, who) for text, who in told]


def _weights(read: words.Words) -> list[float]:
    """Of each word of the vocabulary: how rare it is in the news; 0 for common words."""
    share = read.vocabulary["share"].to_numpy()
    return np.where(share < COMMON, -np.log(share), 0.0).tolist()  # type: ignore[no-any-return]


def _same(asked: Text, told: Text) -> Match | None:
    """The match of claims that have the words asked for, or a piece of them, in their order."""
    found = align(asked.word, told.word)
    if found is None:
        return None
    whole, shorter = len(asked.word) <= len(told.word), min(len(asked.word), len(told.word))
    kept = told.in_place(told.word[place] for place in found.told)
    if not whole and not (shorter >= LEAST_WORDS and (kept >= LEAST_WEIGHT or 2 * shorter >= len(asked.word))):
        return None
    similarity = (shorter - found.changed) / len(asked.word)
    size = shorter / max(len(asked.word), len(told.word))
    if not found.changed:
        return Match(KINDS[0], similarity, size, whole, found.told, ())
    weight = told.in_place((asked if whole else told).word)
    if shorter < LEAST_WORDS or found.changed > MOST_CHANGED * shorter or kept < min(KEPT * weight, LEAST_WEIGHT):
        return None
    return Match(KINDS[1], similarity, size, whole, found.told, found.changes)


def _other(asked: Text, told: Text, speaker: Text) -> Match | None:
    """The match of claims that share most of the telling words; a speaker may be named instead of said."""
    shared = asked.weight.keys() & set(told.word)
    weight = sum(asked.weight[word] for word in shared)
    if weight < LEAST_WEIGHT and len(shared) < 2:
        return None
    lacking = [word for word in asked.weight if word not in shared and word not in speaker.word]
    wanted = weight + sum(asked.weight[word] for word in lacking)
    covered = weight / wanted
    if lacking and (weight < LEAST_WEIGHT or covered < LEAST_COVERED):
        return None
    alike = weight / math.sqrt(wanted * sum(told.weight.values()))
    if lacking and covered < COVERED and alike < ALIKE:
        return None
    places = tuple(place for place, word in enumerate(told.word) if word in shared)
    changes = tuple(Change(place, place + 1, 0, 0) for place in map(asked.word.index, lacking))
    size = min(len(asked.word), len(told.word)) / max(len(asked.word), len(told.word))
    similarity = (covered + alike) / 2
    return Match(KINDS[2 if similarity >= SURE else 3], similarity, size, False, places, changes)
