"""Tolls and days in the openings of articles, each with the words that tell what its sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from reliability import records
from reliability.stories import days, tolls, words

DAY = "day"
MOST = 8
MOST_ABOUT = 16
FEW = 4  # telling words
NEAR = 400  # characters on each side of a mark in which its sentence is looked for
COMMON = 0.2  # a word that more of all articles have tells nothing

_END = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!Sen)(?<!Rep)(?<!Gov)[.!?][\"”’)]* ")
_WORD = re.compile(r"[^\W\d_]{3,40}")
Mark = dict[str, Any]


def find(texts: pl.Series, published: pl.Series) -> pl.Series:
    """Up to eight tolls and eight days in the opening 2,500 characters of each text: `records.MARKS`.

    The value of a toll reads as `tolls.parse` reads it, that of a day as `days.read` gives it.

    Args:
        texts: bodies of articles.
        published: their date lines, or null.
    """
    openings = tolls.openings(texts)
    told = tolls.phrases(openings)
    dated = openings.str.extract_all(days.PATTERN).to_list()
    found = [
        [*_tolls(opening, counts), *_days(opening, when, day and date(day.year, day.month, day.day))]
        for opening, counts, when, day in zip(openings.to_list(), told, dated, published.to_list(), strict=True)
    ]
    return pl.Series("marks", found, dtype=records.SIGNATURES.schema["marks"])


def toll_terms(marks: pl.Series) -> pl.Series:
    """The tolls among `records.MARKS` as terms of a signature: `toll:killed=12`."""
    kept = pl.element().filter(pl.element().struct.field("kind") != DAY)
    term = pl.lit(tolls.PREFIX) + kept.struct.field("kind") + "=" + kept.struct.field("value")
    return marks.list.eval(term).list.unique(maintain_order=True)


def _tolls(opening: str, phrases: Iterable[str]) -> list[Mark]:
    found = [
        _mark(toll.kind, str(toll), phrase, opening, start)
        for phrase, start in _placed(opening, phrases)
        for toll in tolls.read(phrase)
    ]
    return found[:MOST]


def _days(opening: str, phrases: Iterable[str], published: date | None) -> list[Mark]:
    found = [(phrase, start, days.read(phrase, published)) for phrase, start in _placed(opening, phrases)]
    return [_mark(DAY, value, phrase, opening, start) for phrase, start, value in found if value is not None][:MOST]


def _placed(opening: str, phrases: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each phrase, which are given in reading order, with where it starts."""
    reached = 0
    for phrase in phrases:
        start = opening.find(phrase, reached)
        reached = start + len(phrase)
        yield phrase, start


def _mark(kind: str, value: str, phrase: str, opening: str, start: int) -> Mark:
    end = start + len(phrase)
    before, after = opening[max(start - NEAR, 0) : start], opening[end : end + NEAR]
    ends = [0, *(found.end() for found in _END.finditer(before))]
    closing = _END.search(after)
    rest = after[: closing.start()] if closing else after
    about = _telling(f"{before[ends[-1] :]} {rest}")
    if len(about) < FEW and len(ends) > 1:  # "At least nine died." goes on with the sentence before
        about = _telling(f"{before[ends[-2] :]} {rest}")
    return {"kind": kind, "value": value, "words": phrase, "about": about[:MOST_ABOUT]}


def _telling(sentence: str) -> list[str]:
    return list(dict.fromkeys(word for word in _WORD.findall(sentence.lower()) if word not in _empty()))


@cache
def _empty() -> frozenset[str]:
    """Words that do not tell one event from another: common ones, days, and what tolls are told with."""
    common = words.background().filter(pl.col("share") > COMMON)["word"].to_list()
    return frozenset([*common, *(day.lower() for day in days.WEEKDAYS), *tolls.KIND_OF, *tolls.PEOPLE])
