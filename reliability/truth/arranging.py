"""A frame of claims -> the problem that methods solve, and the labels of its values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import polars as pl

from reliability.truth.days import read_dates, settled
from reliability.truth.numbers import read_numbers, why_not
from reliability.truth.problem import Problem
from reliability.truth.reading import Kind, ObjectValues
from reliability.truth.sets import read_sets, word_uses
from reliability.truth.words import read_texts

_SHORTEST_CUT = 15  # characters of the shortest length at which a source may cut its values
_CUT_VALUES = 3  # different values of that length that give away a source which cuts
_LENGTHS = 6  # different lengths of a source whose values do not happen to be all as long
_LEARNED = 200_000  # distinct lists from which the use of words is learned

Progress = Callable[[str, float, int], None]
"""Called with a stage, the share of it that is done (0..1), and objects."""


def silent(stage: str, share: float, objects: int) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Arranged:
    """A problem, the labels of its values, and the names of its objects and sources.

    `unread` has the claims (columns object, source, value, reason) in which no value was found.
    """

    problem: Problem
    labels: list[str]
    objects: pl.Series
    sources: pl.Series
    unread: pl.DataFrame


def arrange(claims: pl.DataFrame, kind: str, tolerance: float, progress: Progress) -> Arranged:
    """Number objects, sources and values of a frame with the text columns object, source and value.

    Repeated claims of one source count once, and several values of one source for one object share its vote.
    """
    claims = (settled(claims) if kind == "date" else claims).unique(maintain_order=True)
    objects = claims["object"].unique(maintain_order=True)
    sources = claims["source"].unique(maintain_order=True)
    texts = (
        claims.with_columns(
            pl.col("object").replace_strict(objects, range(len(objects)), return_dtype=pl.Int64),
            pl.col("source").replace_strict(sources, range(len(sources)), return_dtype=pl.Int64),
            cut=_cut(),
        )
        .group_by("object", "value", maintain_order=True)
        .agg("source", cut=pl.col("cut").mean() > 0.5)
        .sort("object", maintain_order=True)
    )
    values = _Values()
    numbers: list[int] = []
    also: list[int] = []
    goes_on: list[bool] = []
    read = _kind(kind, tolerance, texts)
    for done, (written, counts, cut) in enumerate(_by_object(texts), 1):
        found = values.add(read(written, counts, cut), counts)
        numbers += found.value
        also += found.also or [-1] * len(written)
        goes_on += found.goes_on or [False] * len(written)
        if done % 500 == 0 or done == len(objects):
            progress("reading", done / len(objects), done)
    claimed = texts.with_columns(
        pl.Series("number", numbers, pl.Int64),
        pl.Series("also", also, pl.Int64),
        pl.Series("goes_on", goes_on, pl.Boolean),
    )
    return Arranged(
        _problem(claimed, values, len(objects), len(sources)),
        values.labels,
        objects,
        sources,
        _unread(claimed, objects, sources, kind),
    )


def _cut() -> pl.Expr:
    """Whether a value is as long as the longest of its source, and the source's values pile up at that length."""
    length = pl.col("value").str.len_chars().cast(pl.Int64)
    below = length.max().over("source") - length
    piled, before = (below <= 1).sum().over("source"), below.is_between(2, 6).sum().over("source")
    varied = length.n_unique().over("source") >= _LENGTHS
    long = length.max().over("source") >= _SHORTEST_CUT
    return (below <= 1) & long & varied & (piled >= _CUT_VALUES) & (piled > before)


def _by_object(texts: pl.DataFrame) -> Iterator[tuple[list[str], list[float], list[bool]]]:
    columns = texts["value"].to_list(), texts["source"].list.len().cast(pl.Float64).to_list(), texts["cut"].to_list()
    start = 0
    for size in texts["object"].rle().struct.field("len").to_list():
        yield tuple(column[start : start + size] for column in columns)  # type: ignore[misc]
        start += size


def _kind(kind: str, tolerance: float, texts: pl.DataFrame) -> Kind:
    if kind == "number":
        return partial(read_numbers, tolerance=tolerance)
    if kind == "date":
        return read_dates
    if kind == "text":
        return read_texts
    distinct = texts["value"].unique(maintain_order=True).head(_LEARNED)
    return partial(read_sets, uses=word_uses(distinct.to_list()))


@dataclass
class _Values:
    """The values of all objects so far, most claimed first within an object."""

    labels: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    near: list[tuple[int, int, float]] = field(default_factory=list)
    members: list[tuple[int, ...]] = field(default_factory=list)
    rosters: list[int] = field(default_factory=list)

    def add(self, found: ObjectValues, counts: list[float]) -> ObjectValues:
        """Take in the values of the next object; returns them with the numbers they have got."""
        weight = [0.0] * len(found.labels)
        for number, count in zip(found.value, counts, strict=True):
            if number >= 0:
                weight[number] += count
        order = sorted(range(len(weight)), key=lambda number: (-weight[number], found.labels[number]))
        before = len(self.labels)
        place = {number: before + rank for rank, number in enumerate(order)}
        self.labels += [found.labels[number] for number in order]
        self.starts.append(len(self.labels))
        self.near += [(place[one], place[other], strength) for one, other, strength in found.near]
        self.members += [found.members[number] for number in order] if found.members else []
        self.rosters.append(found.roster)
        value, also = ([place.get(number, -1) for number in numbers] for numbers in (found.value, found.also))
        return ObjectValues(value, [], goes_on=found.goes_on, also=also)


def _problem(claimed: pl.DataFrame, values: _Values, objects: int, sources: int) -> Problem:
    claims = (
        pl.concat([claimed, claimed.with_columns(number="also")])
        .filter(pl.col("number") >= 0)
        .sort("object", maintain_order=True)
        .explode("source", empty_as_null=False)
        .group_by("object", "source", "number", maintain_order=True)
        .agg(pl.col("goes_on").all())
        .with_columns(weight=1 / pl.len().over("object", "source"))
    )
    near = np.array(values.near, dtype=np.float64).reshape(-1, 3)
    sizes = [len(members) for members in values.members]
    return Problem(
        objects,
        sources,
        claims["object"].to_numpy(),
        claims["source"].to_numpy(),
        claims["number"].to_numpy(),
        claims["weight"].to_numpy(),
        claims["goes_on"].to_numpy(),
        np.array(values.starts, dtype=np.int64),
        near[:, 0].astype(np.int64),
        near[:, 1].astype(np.int64),
        near[:, 2],
        np.concatenate(([0], np.cumsum(sizes))).astype(np.int64) if sizes else None,
        np.array([person for members in values.members for person in members], dtype=np.int64) if sizes else None,
        np.array(values.rosters, dtype=np.int64) if sizes else None,
    )


def _unread(claimed: pl.DataFrame, objects: pl.Series, sources: pl.Series, kind: str) -> pl.DataFrame:
    rows = claimed.filter(pl.col("number") < 0).explode("source", empty_as_null=False)
    values = rows["value"].to_list()
    reasons = [why_not(value) if kind == "number" else f"no {kind} in it" for value in values]
    return pl.DataFrame(
        {
            "object": objects.gather(rows["object"]),
            "source": sources.gather(rows["source"]),
            "value": rows["value"],
            "reason": pl.Series(reasons, dtype=pl.String),
        }
    )
