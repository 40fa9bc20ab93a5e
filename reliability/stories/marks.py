"""Tolls, days and amounts in the openings of articles, each with the words that tell what its sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import polars as pl

from reliability import records
from reliability.stories import amounts, days, toll_words, tolls, words

DAY = "day"
UPDATE = "update"
MOST = 8
MOST_AMOUNTS = 10
MOST_ABOUT = 16
LONGEST = 300  # characters of a sentence that are kept
SHORT = 72  # characters of a sentence that is kept whole, for nothing else says so well that it is repeated
FEW = 4  # telling words
NEAR = 400  # characters on each side of a mark in which its sentence is looked for
COMMON = 0.2  # a word that more of all articles have tells nothing

# The mark comes first and what may not stand before it second: the other way round takes ten times as long.
_END = re.compile(r"[.!?](?<![A-Z].)(?<!\bMr.)(?<!\bMrs.)(?<!\bDr.)(?<!\bSt.)(?<!Sen.)(?<!Rep.)(?<!Gov.)[\"”’)]* ")
_WORD = re.compile(r"[^\W\d_]{3,40}")
_UPDATE = re.compile(rf"\b{toll_words.alternatives(toll_words.UPDATES)}\b", re.IGNORECASE)
_TOLL_UPDATE = re.compile(
    rf"\b(?:toll|dead|deaths|injured|killed|death count) (?:\w+ ){{0,3}}"
    rf"{toll_words.alternatives(toll_words.UPDATES)}\b",
    re.IGNORECASE,
)
Mark = dict[str, Any]


def find(titles: pl.Series, texts: pl.Series, published: pl.Series) -> pl.Series:
    """Up to eight tolls, eight days and ten amounts in the opening of each text: `records.MARKS`.

    The value of a toll reads as `tolls.parse` reads it, that of a day as `days.read` gives it, that of an amount as
    `amounts.parse` reads it. A mark of kind `update` with the toll's kind and words follows a toll where its sentence,
    or the article, says that the toll has changed.

    Args:
        titles: headlines, or null.
        texts: bodies of articles.
        published: their date lines, or null.
    """
    openings = tolls.openings(texts)
    told = tolls.phrases(openings)
    dated = openings.str.slice(0, days.OPENING_CHARACTERS).str.extract_all(days.PATTERN).to_list()
    counted = openings.str.slice(0, amounts.OPENING_CHARACTERS).str.extract_all(amounts.PATTERN).to_list()
    given = zip(titles.to_list(), openings.to_list(), told, dated, counted, published.to_list(), strict=True)
    found: list[Mark] = []
    sizes = []
    for title, opening, counts, when, much, day in given:
        before = len(found)
        found += _tolls(title or "", opening, counts) if counts else ()
        found += _days(opening, when, day and date(day.year, day.month, day.day)) if when else ()
        found += _amounts(opening, much) if much else ()
        sizes.append(len(found) - before)
    return _listed(found, sizes)


def _listed(marks: list[Mark], sizes: list[int]) -> pl.Series:
    """Marks in lists of these sizes; lists of structures are slow to build from Python's."""
    columns: dict[str, pl.DataType] = {name: pl.String() for name in ("kind", "value", "words")}
    columns |= {"about": pl.List(pl.String), "sentence": pl.String()}
    flat = pl.DataFrame([pl.Series(name, [mark[name] for mark in marks], dtype=of) for name, of in columns.items()])
    lists = flat.select(pl.struct(pl.all()).alias("marks"), place=np.repeat(np.arange(len(sizes)), sizes))
    grouped = lists.group_by("place", maintain_order=True).agg("marks")
    every = pl.DataFrame({"place": np.arange(len(sizes))}).join(grouped, on="place", how="left", maintain_order="left")
    return every["marks"].fill_null([]).cast(records.MARKS)


def of_toll(toll: tolls.Toll) -> Mark:
    """A toll of which only the number is known."""
    return _mark(toll.kind, str(toll), str(toll))


def _mark(kind: str, value: str, words: str, about: Sequence[str] = (), sentence: str | None = None) -> Mark:
    return {"kind": kind, "value": value, "words": words, "about": about, "sentence": sentence}


def is_amount(kind: str) -> bool:
    """Whether marks of this kind are of money, a percentage or a count."""
    return kind.startswith(amounts.KINDS)


def toll_terms(marks: pl.Series) -> pl.Series:
    """The tolls among `records.MARKS` as terms of a signature: `toll:killed=12`."""
    kept = pl.element().filter(pl.element().struct.field("kind").is_in([*toll_words.KINDS]))
    term = pl.lit(tolls.PREFIX) + kept.struct.field("kind") + "=" + kept.struct.field("value")
    return marks.list.eval(term).list.unique(maintain_order=True)


def tells_of_change(words: str) -> bool:
    """Whether a phrase or sentence says that a number has changed: `rose to 12`."""
    return _UPDATE.search(words) is not None


def _tolls(title: str, opening: str, phrases: list[str]) -> list[Mark]:
    found: list[Mark] = []
    changed = _TOLL_UPDATE.search(title) or _TOLL_UPDATE.search(opening)
    for toll, phrase, start in islice(tolls.placed(opening, phrases), tolls.MOST):
        opens, closes, about = _about(opening, start, start + len(phrase))
        sentence = opening[opens:closes].strip(' .!?)"”’')
        words = sentence if len(sentence) <= SHORT else phrase
        found.append(_mark(toll.kind, str(toll), words, about, _cut(opening, opens, start, closes)))
        if changed or tells_of_change(opening[opens:closes]):
            found.append(_mark(UPDATE, toll.kind, words))
    return found


def _days(opening: str, phrases: Iterable[str], published: date | None) -> list[Mark]:
    found: list[Mark] = []
    reached = 0
    for phrase in phrases:
        start = opening.find(phrase, reached)
        reached = start + len(phrase)
        value = days.read(phrase, published)
        if value is not None:
            opens, closes, about = _about(opening, start, reached)
            found.append(_mark(DAY, value, phrase, about, _cut(opening, opens, start, closes)))
    return found[:MOST]


def _amounts(opening: str, phrases: list[str]) -> list[Mark]:
    found = []
    for kind, value, phrase, start in islice(amounts.placed(opening, phrases), MOST_AMOUNTS):
        opens, closes, about = _about(opening, start, start + len(phrase))
        found.append(_mark(kind, value, phrase, about, _cut(opening, opens, start, closes)))
    return found


def _cut(opening: str, opens: int, start: int, closes: int) -> str:
    """The sentence, or as much of it around the mark as is kept."""
    first = max(opens, min(start - LONGEST // 2, closes - LONGEST))
    return opening[first : min(closes, first + LONGEST)].strip()


def _about(opening: str, start: int, end: int) -> tuple[int, int, list[str]]:
    """Where the sentence of a span starts and ends, and its telling words outside the span."""
    reach = max(start - NEAR, 0)
    ends = [reach, *(found.end() + reach for found in _END.finditer(opening[reach:start]))]
    closing = _END.search(opening, end, end + NEAR)
    stop = closing.start() if closing else min(end + NEAR, len(opening))
    about = _telling(f"{opening[ends[-1] : start]} {opening[end:stop]}")
    if len(about) < FEW and len(ends) > 1:  # "At least nine died." goes on with the sentence before
        about = _telling(f"{opening[ends[-2] : start]} {opening[end:stop]}")
    return ends[-1], stop, about[:MOST_ABOUT]


def _telling(sentence: str) -> list[str]:
    empty = _empty()
    return list(dict.fromkeys(word for word in _WORD.findall(sentence.lower()) if word not in empty))


@cache
def _empty() -> frozenset[str]:
    """Words that do not tell one event from another: common ones, days, and what tolls are told with."""
    common = words.background().filter(pl.col("share") > COMMON)["word"].to_list()
    return frozenset([*common, *(day.lower() for day in days.WEEKDAYS), *toll_words.KIND_OF, *toll_words.PEOPLE])
