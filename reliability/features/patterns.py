"""Regular expressions that Polars counts and Python locates: written once, in the syntax that both know."""

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

    A blank stands for any white space, an apostrophe for both its shapes, and `*` at the end for any letters.
    """
    return rf"(?:{'|'.join(_entry(entry) for entry in sorted(entries(name), key=len, reverse=True))})"


def _entry(entry: str) -> str:
    escaped = "".join({" ": r"\s+", "'": "['’]"}.get(letter, re.escape(letter)) for letter in entry.rstrip("*"))
    tail = "[a-z]*" if entry.endswith("*") else ""
    before = r"\b" if entry[0].isalnum() else ""
    after = r"\b" if entry[-1].isalnum() or tail else ""
    return f"{before}{escaped}{tail}{after}"


def polars_pattern(pattern: str) -> str:
    r"""The same pattern for Polars: `\b` by ASCII letters, for the Unicode kind is many times slower."""
    return pattern.replace(r"\b", r"(?-u:\b)")


def count(column: str, pattern: str) -> pl.Expr:
    """How often `pattern` occurs in a text column."""
    return pl.col(column).str.count_matches(polars_pattern(pattern))


def holds(column: str, pattern: str) -> pl.Expr:
    """Whether `pattern` occurs in a text column."""
    return pl.col(column).str.contains(polars_pattern(pattern))
