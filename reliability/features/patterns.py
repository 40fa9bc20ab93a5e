"""Regular expressions of the features, in Polars' syntax: linear in time on any text, without look-around."""

from __future__ import annotations

import re
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


def holds(column: str, pattern: str) -> pl.Expr:
    """Whether `pattern` occurs in a text column."""
    return pl.col(column).str.contains(ascii_bounds(pattern))
