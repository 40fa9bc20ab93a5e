"""Word forms to vectors: what the fast network knows of a word before it looks at its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from threading import Lock

import numpy as np

from reliability.claims.network import Vectors, Weights
from reliability.resources import lexicon

CASES = ("none", "lower", "title", "upper", "mixed")
"""How a form is written; `none` for what does not start with a letter."""

AFFIX_FROM = 5
"""Characters from which a word has a prefix; one more than those of a prefix. A suffix needs one character less."""

_DIGIT = re.compile(r"\d")
_MARKS = {**dict.fromkeys(("“", "”", "„", "‟", "«", "»", "``", "''"), '"'), **dict.fromkeys("‘‹›‚", "'")}
_KEPT = 60_000  # forms whose vectors are held at a time


@cache
def _younger_platforms() -> dict[str, str]:
    lines = (line.partition(" ") for line in lexicon("claims/younger_platforms"))
    return {young: old for young, _, old in lines}


def normal(piece: str) -> str:
    """A token as the vocabulary knows it: lower case, straight marks and apostrophes, 0 for every digit."""
    return _MARKS.get(piece) or _DIGIT.sub("0", piece.lower().replace("’", "'"))


def prefix(word: str) -> str:
    """The first four characters of a longer word, else nothing."""
    return word[:4] if len(word) >= AFFIX_FROM else ""


def suffix(word: str) -> str:
    """The last three characters of a longer word, else nothing."""
    return word[-3:] if len(word) >= AFFIX_FROM - 1 else ""


def case(piece: str) -> int:
    """Index in `CASES`."""
    if not piece[:1].isalpha():
        return 0
    if piece.islower():
        return 1
    if piece[1:].islower():
        return 2
    return 3 if piece.isupper() and len(piece) > 1 else 4


class Vocabulary:
    """Numbers of words, prefixes and suffixes; 0 is for what is not listed."""

    def __init__(self, words: Sequence[str], prefixes: Sequence[str], suffixes: Sequence[str]) -> None:
        self.words = {word: number for number, word in enumerate(words, 1)}
        self.prefixes = {part: number for number, part in enumerate(prefixes, 1)}
        self.suffixes = {part: number for number, part in enumerate(suffixes, 1)}

    def numbers(self, piece: str) -> tuple[int, int, int, int]:
        """Numbers of a token's word, prefix, suffix and case; a young platform goes by an older one's name."""
        word = normal(_younger_platforms().get(piece, piece))
        return (
            self.words.get(word, 0),
            self.prefixes.get(prefix(word), 0),
            self.suffixes.get(suffix(word), 0),
            case(piece),
        )


class WordTable:
    """Vectors of word forms, worked out once a form and held while there are few enough."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self._vocabulary = vocabulary
        self._tables = [weights[name] for name in ("word", "prefix", "suffix", "case")]
        self._projection = weights["projection.weight"]
        self._lock = Lock()
        self._known: dict[str, int] = {}
        self._vectors = np.zeros((0, self._projection.shape[1]), dtype=np.float32)

    def of(self, pieces: Sequence[str]) -> Vectors:
        """One vector a token."""
        with self._lock:
            return self._looked_up(pieces)

    def _looked_up(self, pieces: Sequence[str]) -> Vectors:
        known = self._known
        new = list(dict.fromkeys(piece for piece in pieces if piece not in known))
        if len(known) + len(new) > _KEPT:
            known.clear()
            self._vectors = self._vectors[:0]
            new = list(dict.fromkeys(pieces))
        if new:
            known.update(zip(new, range(len(known), len(known) + len(new)), strict=True))
            self._vectors = np.concatenate([self._vectors, self._worked_out(new)])
        return self._vectors[[known[piece] for piece in pieces]]

    def _worked_out(self, pieces: Sequence[str]) -> Vectors:
        numbers = np.array([self._vocabulary.numbers(piece) for piece in pieces]).T
        words, *others = (table[column] for table, column in zip(self._tables, numbers, strict=True))
        found: Vectors = words @ self._projection
        for one in others:
            found += one
        return found
