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
NEAR = 400  # characters on each side of a mark in which its sentence is looked for
COMMON = 0.2  # a word that more of all articles have tells nothing

_END = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!Sen)(?<!Rep)(?<!Gov)[.!?][\"”’)]* ")
_WORD = re.compile(r"[^\W\d_]{3,40}")
_SAID = (
    r"(?:said|says|told|tweeted|wrote|added|announced|reported|reporting|statement|interview|reporters|confirmed|"
    r"published|posted|released|updated|testified|argued)"
)
_SAID_BEFORE = re.compile(rf"\b{_SAID}\W+(?:[\w’']+\W+){{0,2}}$", re.IGNORECASE)
_SAID_AFTER = re.compile(rf"^\W*{_SAID}\b", re.IGNORECASE)

Mark = dict[str, Any]


def find(texts: pl.Series, published: pl.Series) -> pl.Series:
    """Up to eight tolls and eight days in the opening 2,500 characters of each text: `records.MARKS`.

    The value of a toll reads as `tolls.parse` reads it, that of a day as `days.read` gives it. Days on which something
    was said are left out: each report has its own.

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
    found = []
    for phrase, start in _placed(opening, phrases):
        before, after = opening[max(start - 60, 0) : start], opening[start + len(phrase) :][:30]
        value = None if _SAID_BEFORE.search(before) or _SAID_AFTER.match(after) else days.read(phrase, published)
        if value is not None:
            found.append(_mark(DAY, value, phrase, opening, start))
    return found[:MOST]


def _placed(opening: str, phrases: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each phrase, which are given in reading order, with where it starts."""
    reached = 0
    for phrase in phrases:
        start = opening.find(phrase, reached)
        reached = start + len(phrase)
        yield phrase, start


def _mark(kind: str, value: str, phrase: str, opening: str, start: int) -> Mark:
    end = start + len(phrase)
    before = opening[max(start - NEAR, 0) : start]
    begin = max((found.end() for found in _END.finditer(before)), default=0)
    closing = _END.search(opening, end, end + NEAR)
    sentence = before[begin:] + " " + opening[end : closing.start() if closing else end + NEAR]
    about = [word for word in _WORD.findall(sentence.lower()) if word not in _empty()]
    return {"kind": kind, "value": value, "words": phrase, "about": list(dict.fromkeys(about))[:MOST_ABOUT]}


@cache
def _empty() -> frozenset[str]:
    """Words that do not tell one event from another: common ones, days, and what tolls are told with."""
    common = words.background().filter(pl.col("share") > COMMON)["word"].to_list()
    return frozenset([*common, *(day.lower() for day in days.WEEKDAYS), *tolls.KIND_OF, *tolls.PEOPLE])
