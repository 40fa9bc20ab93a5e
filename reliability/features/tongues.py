"""Is there another language in the text."""

from __future__ import annotations

import re

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import ascii_bounds, entries

OTHER = frozenset(entries("foreign_words")) | frozenset(entries("more_foreign_words"))
OWN = frozenset(entries("function_words"))
PIECE = re.compile(r"[^.!?…。！？\n]{12,2000}")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Small letters with marks: a few in the names and loan words of English texts, many in most other languages.
MARKED = r"[ß-öø-žơưșț\u1ea0-\u1ef9]"
MANY = 3  # letters with marks of a text
MARKS = re.compile(MARKED)
FEWEST = 5  # words of a sentence: fewer are a name, a title or a phrase
STRANGE = 12  # letters of another script: fewer are a name
# Greek to Georgian, the scripts of Asia and Africa, and full-width forms; not the Latin letters between them.
NOT_LATIN = re.compile(
    r"[\u0370-\u1cff\u1f00-\u1fff\u2c80-\ua6ff\ua800-\uab2f\uab70-\ud7ff\uf900-\ufaff\ufb1d-\ufefc\uff66-\uffdc]"
)
OTHER_WORDS = rf"\b(?:{'|'.join(sorted(OTHER))})\b"
OTHER_LETTERS = r"[\p{L}&&[^\p{Latin}]]"
SUSPECT = (
    (pl.col("text").str.count_matches(ascii_bounds(OTHER_WORDS)) >= 2)
    | (pl.col("text").str.count_matches(OTHER_LETTERS) >= STRANGE)
    | (pl.col("text").str.count_matches(MARKED) >= MANY)
)


def foreign_sentences(case: Case) -> list[Place]:
    """Sentences with more common words of other languages than of English, or of another script."""
    return [
        Place(found.start() + len(found[0]) - len(found[0].lstrip()), found.end())
        for found in PIECE.finditer(case.text)
        if _strange(found[0]) or (_worth_a_look(found[0]) and _foreign(found[0]))
    ]


def _worth_a_look(piece: str) -> bool:
    """Whether it has a word of another language or two letters with marks: most sentences of a suspect text do not."""
    return not OTHER.isdisjoint(piece.split()) or len(MARKS.findall(piece)) >= 2


def _strange(piece: str) -> bool:
    other = 0 if piece.isascii() else len(NOT_LATIN.findall(piece))
    return other >= STRANGE and other * 2 > sum(map(str.isalpha, piece))


def _foreign(piece: str) -> bool:
    words: list[str] = WORD.findall(piece)
    if len(words) < FEWEST:
        return False
    # In small letters only: 'La' and 'Los' are parts of names.
    other = sum(word in OTHER or (word.islower() and not word.isascii() and word.isalpha()) for word in words)
    own = sum(word.lower() in OWN and word not in OTHER for word in words)
    return other >= 2 and other > own and other * 7 >= len(words)


FEATURES = (
    Feature(
        "foreign_sentences",
        Finder(foreign_sentences, when=SUSPECT),
        "sentences",
        "Sentences in another language or another script. Why: the other measures assume English, and a second "
        "language "
        "hints at another page's text. Example: 1 for an English report with one sentence in Spanish.",
        scored=False,
    ),
)
