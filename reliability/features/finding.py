"""Finders: features that look through one article at a time, where arithmetic or a calendar is needed.

An expression over columns is many times faster, so a finder names by `when` the few articles that are worth a look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from reliability.features.declaration import Feature

LONGEST = 200_000  # characters of a text that are looked through
ABOUT = ("article_id", "title", "publisher", "domain", "authors", "published_at", "modified_at")
BESIDE = ("previous_title", "previous_text", "differences", "came_with")


@dataclass(frozen=True)
class Place:
    """What a finder points at: a half-open span of the text, or of the headline where `title` says so.

    `said` is shown instead of the words of the span where it is given.
    """

    start: int
    end: int
    said: str = ""
    title: bool = False


@dataclass(frozen=True)
class Case:
    """One article as a finder sees it: its text (the first 200,000 characters) and its claims (records.CLAIMS).

    `previous_title` and `previous_text` are those of its last revision, `differences` (records.DIFFERENCES) what other
    articles say otherwise, `came_with` what records.CAME_WITH has of it.
    """

    article_id: str
    title: str
    text: str
    publisher: str | None = None
    domain: str | None = None
    authors: Sequence[str] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    claims: Sequence[Mapping[str, Any]] = field(default=(), repr=False)
    previous_title: str | None = None
    previous_text: str | None = field(default=None, repr=False)
    differences: Sequence[Mapping[str, Any]] = ()
    came_with: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finder:
    """How a feature is found in one article; its value is the number of places.

    Args:
        find: looks through an article. Article text is hostile: patterns must be linear in time.
        when: over the article frame with all aggregates: whether an article is worth looking through; elsewhere the
            value is 0.
        given: over the same frame: whether there is anything to judge by; elsewhere the value is null.
        value: over the same frame: the value, where it is not the number of places; `find` then only points.
    """

    find: Callable[[Case], Sequence[Place]]
    when: pl.Expr
    given: pl.Expr | None = None
    value: pl.Expr | None = None


def count(frame: pl.DataFrame, claims: pl.DataFrame, declared: Sequence[Feature]) -> pl.DataFrame:
    """Add to the article frame one column per feature that is found: how many places it has.

    Args:
        frame: of `frames.article_frame`, with the aggregates.
        claims: of `frames.claims_frame`.
        declared: features; those that are expressions are left out.
    """
    finders = {f.name: f.expression for f in declared if isinstance(f.expression, Finder)}
    given = [_judged(name, finder, finder.value) for name, finder in finders.items() if finder.value is not None]
    frame = frame.with_columns(given)
    finders = {name: finder for name, finder in finders.items() if finder.value is None}
    if not finders:
        return frame
    asked = frame.select("row", *(f.when.fill_null(False).alias(name) for name, f in finders.items()))
    wanted = asked.filter(reduce(or_, map(pl.col, finders)))
    counts: dict[str, list[int]] = {name: [] for name in finders}
    for case, row in zip(cases(frame, claims, wanted["row"]), wanted.iter_rows(named=True), strict=True):
        for name, finder in finders.items():
            counts[name].append(len(finder.find(case)) if row[name] else 0)
    found = pl.DataFrame({"row": wanted["row"], **counts}, schema_overrides=dict.fromkeys(finders, pl.Int64))
    judged = [_judged(name, finder, pl.col(name).fill_null(0)) for name, finder in finders.items()]
    return frame.join(found, on="row", how="left", maintain_order="left").with_columns(judged)


def _judged(name: str, finder: Finder, value: pl.Expr) -> pl.Expr:
    return pl.when(True if finder.given is None else finder.given).then(value).alias(name)


def cases(frame: pl.DataFrame, claims: pl.DataFrame, rows: pl.Series) -> Iterator[Case]:
    """The articles of these rows, in their order, with their claims."""
    known = [name for name in (*ABOUT, *BESIDE) if name in frame.columns]
    texts = pl.col("^(previous_)?text$").str.head(LONGEST)
    heads = frame.select("row", "text", *known).with_columns(texts)
    chosen = pl.DataFrame({"row": rows}).join(heads, on="row", how="left", maintain_order="left")
    told: dict[int, list[dict[str, Any]]] = {}
    for claim in claims.join(chosen.select("row"), on="row", how="semi", maintain_order="left").iter_rows(named=True):
        told.setdefault(claim["row"], []).append(claim)
    for article in chosen.iter_rows(named=True):
        given = {name: value for name, value in article.items() if name != "row" and value is not None}
        authors = [name for name in given.pop("authors", ()) if name]
        yield Case(**{"title": "", "text": "", **given}, authors=authors, claims=told.get(article["row"], ()))
