"""Dates as values: a year, a month or a day, however it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import polars as pl

from reliability.truth.names import nothing, unmarked
from reliability.truth.reading import ObjectValues, grouped

COMPARED = 200
"""Values of one object that are compared pair by pair, the most claimed first."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FIGURES = re.compile(r"\b(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>[12]\d{3})\b")
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"\b{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"\b{_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)\b",
        _FIGURES.pattern,
        rf"\b{_DAY}(?:\s+of)?[\s-]+{_NAME},?[\s-]+{_YEAR}\b",
        rf"\b{_NAME}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_NAME},?[\s-]+{_YEAR}\b",
        rf"\b{_YEAR}[\s-]+{_NAME}(?:[\s-]+{_DAY})?\b",
        rf"\b{_YEAR}[-/](?P<month>[01]?\d)\b",
        rf"\b(?P<month>[01]?\d)/{_YEAR}\b",
        rf"\b{_YEAR}\b",
    )
)

Day = tuple[int, ...]


def read_dates(texts: Sequence[str], counts: Sequence[float], cut: Sequence[bool]) -> ObjectValues:
    """Values of dates as ISO 8601, as precise as they are given.

    A year or month supports every day in it wholly; a day supports the month or year that holds it by half.
    `3/4/2031` is read as the object's other dates can only be read, or as the one of its two days that another claim
    gives. Where neither tells, it claims both days alike.
    """
    plain = [unmarked(text[:200]) for text in texts]
    order = _order(plain)
    keys = [None if nothing(text) else read_date(text, month_first=order is True) for text in plain]
    turned = [
        None if order is not None or key is None else _turned(text, key) for text, key in zip(plain, keys, strict=True)
    ]
    certain = {key for key, other in zip(keys, turned, strict=True) if other is None}
    for place, other in enumerate(turned):
        if other is not None and (keys[place] in certain) != (other in certain):
            keys[place], turned[place] = other if other in certain else keys[place], None
    numbers, of_numbers = grouped([*keys, *turned])
    value, also = numbers[: len(keys)], numbers[len(keys) :]
    days = [(*keys, *turned)[of_number[0]] or () for of_number in of_numbers]
    places = [[place % len(keys) for place in of_number] for of_number in of_numbers]
    labels = ["-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(day)) for day in days]
    weight = [sum(counts[place] for place in of_value) for of_value in places]
    first = sorted(range(len(labels)), key=lambda one: -weight[one])[:COMPARED]
    near = [
        (one, other, 1.0 if len(days[one]) < len(days[other]) else 0.5)
        for one in first
        for other in first
        if len(days[one]) != len(days[other]) and all(a == b for a, b in zip(days[one], days[other], strict=False))
    ]
    return ObjectValues(value, labels, near, also=also)


def read_date(text: str, *, month_first: bool = False) -> Day | None:
    """Year, and month and day where given.

    >>> read_date("5th of March, 2031"), read_date("2031-03"), read_date("3/4/2031"), read_date("soon")
    ((2031, 3, 5), (2031, 3), (2031, 4, 3), None)
    """
    for form in _FORMS:
        found = form.search(text)
        if found is not None:
            day = _valid(found.groupdict(), month_first)
            if day is not None:
                return day
    return None


def _valid(parts: dict[str, str | None], month_first: bool) -> Day | None:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        month, day = (first, second) if (month_first or second > 12) and first <= 12 else (second, first)
    else:
        name = parts.get("name")
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts.get("month") or 0)
        day = int(parts.get("day") or 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return (year, month, day) if day else (year, month) if month else (year,)


def _turned(text: str, day: Day) -> Day | None:
    """The other day that a date in figures may mean: of `3/4/2031` read as 3 April, 4 March."""
    found = _FIGURES.search(text)
    if found is None or "." in found[0]:  # with dots the day comes first everywhere
        return None
    other = read_date(text, month_first=True)
    return other if other != day else None


def _order(texts: Sequence[str]) -> bool | None:
    """Whether the month comes first in dates like `3/4/2031`; None where no other date tells, or they disagree."""
    pairs = [(int(found["first"]), int(found["second"])) for text in texts if (found := _FIGURES.search(text))]
    month_first, day_first = any(second > 12 for _, second in pairs), any(first > 12 for first, _ in pairs)
    return month_first if month_first != day_first else None


def settled(claims: pl.DataFrame) -> pl.DataFrame:
    """Write days like `3/4/2031` out as ISO 8601 where their source writes the month at one place only.

    Args:
        claims: the text columns source and value.
    """
    first, second, year = (pl.col("value").str.extract(_FIGURES.pattern, group) for group in (1, 2, 3))
    one, two = first.cast(pl.Int64), second.cast(pl.Int64)
    day_first = ((one > 12) & (two <= 12)).any().over("source")
    month_first = ((two > 12) & (one <= 12)).any().over("source")
    month, day = (pl.when(month_first).then(a).otherwise(b).str.zfill(2) for a, b in ((first, second), (second, first)))
    plain = pl.col("value").str.contains(rf"^\s*{_FIGURES.pattern}\s*$") & one.is_between(1, 12) & two.is_between(1, 12)
    written = pl.when(plain & (day_first != month_first)).then(pl.format("{}-{}-{}", year, month, day))
    return claims.with_columns(value=pl.coalesce(written, "value"))
