"""Regular expressions of the features, in Polars' syntax: linear in time on any text, without look-around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import polars as pl

from reliability.resources import lexicon

CAPITALS = r"\b[A-Z]{4,}\b"
# A paragraph may open a quotation that the next one goes on with: then it is quoted to its end.
QUOTED = r'(?m)“[^“”\n]*(?:”|$)|^[ \t]*"[^"\n]*$|"[^"\n]*"'
SENTENCE_END = r"""[.!?…。！？]["'”’)\]]*"""


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of the word list `lexicon/<name>.txt`."""
    return tuple(lexicon(f"features/{name}"))


@cache
def listed(name: str) -> str:
    """A pattern for any entry of a word list, in lower-case text.

    Entries begin with a letter. A blank stands for any white space, an apostrophe for both its shapes, and `*`
    at the end for any letters.
    """
    return rf"\b(?:{'|'.join(_entry(entry) for entry in sorted(entries(name), key=len, reverse=True))})"


def any_word(words: Iterable[str]) -> str:
    """A Python pattern for any of these words in any case; its letters come first: faster than with a bound first."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    branches = (rf"(?<=[{first}{first.upper()}])(?i:{'|'.join(ends)})" for first, ends in sorted(rests.items()))
    firsts = "".join(first + first.upper() for first in sorted(rests))
    return rf"[{firsts}](?<!\w.)(?:{'|'.join(branches)})\b"


def _entry(entry: str) -> str:
    escaped = "".join({" ": r"\s+", "'": "['’]"}.get(letter, re.escape(letter)) for letter in entry.rstrip("*"))
    tail = "[a-z]*" if entry.endswith("*") else ""
    after = r"\b" if entry[-1].isalnum() or tail else ""
    return f"{escaped}{tail}{after}"


def ascii_bounds(pattern: str) -> str:
    r"""The pattern with `\b` by ASCII letters: the Unicode kind is many times slower."""
    return pattern.replace(r"\b", r"(?-u:\b)")


def count(column: str, pattern: str) -> pl.Expr:
    """How often `pattern` occurs in a text column."""
    return pl.col(column).str.count_matches(ascii_bounds(pattern))


def count_any(column: str, alternatives: Sequence[str], parts: int = 2) -> pl.Expr:
    """How often any of these occurs in a text column, capitals or not.

    One pattern of very many alternatives outgrows the matcher's cache and is three times slower than a few parts of it.
    """
    size = -(-len(alternatives) // parts)
    joined = ("|".join(alternatives[first : first + size]) for first in range(0, len(alternatives), size))
    return pl.sum_horizontal(count(column, f"(?i){part}") for part in joined)


def holds(column: str, pattern: str) -> pl.Expr:
    """Whether `pattern` occurs in a text column."""
    return pl.col(column).str.contains(ascii_bounds(pattern))
