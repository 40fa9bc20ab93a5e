"""What a person sees of a table: few columns, in words and round numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from reliability import abstentions

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """One column as a person sees it: header, text of a cell, side, and a colour that depends on the row.

    A cell takes one line, or, where `wrap` says so, several of so many characters in all; `note` stands under it.
    """

    header: str
    cell: Callable[[Row], str]
    justify: Literal["left", "right"] = "left"
    style: Callable[[Row], str] = lambda row: ""
    wide: bool = False
    extra: bool = False  # left out on a narrow terminal
    heading: bool = False  # in the terminal a line above the rows that share it
    wrap: int = 0
    note: Callable[[Row], str] = lambda row: ""

    def text(self, row: Row) -> str:
        """The cell on one line with its note."""
        return ", ".join(filter(None, (self.cell(row), self.note(row))))


@dataclass(frozen=True)
class View:
    """How a table is shown: its columns, which rows come first, and what one row is called."""

    noun: str
    columns: tuple[Shown, ...]
    order: tuple[pl.Expr, ...]

    @property
    def plural(self) -> str:
        """What several rows are called."""
        return self.noun[:-1] + "ies" if self.noun.endswith("y") else self.noun + "s"


def percent(value: float | None) -> str:
    """0.614 -> '61'."""
    return "-" if value is None else f"{value * 100:.0f}"


def interval(row: Row) -> str:
    """'61 (48-73)', or why there is no score."""
    if row["score"] is None:
        return abstentions.short(row["abstained"])
    return f"{percent(row['score'])} ({percent(row['low'])}-{percent(row['high'])})"


def score_style(row: Row) -> str:
    """Green from 60, yellow from 40, red below; dim without a score."""
    score = row["score"]
    if score is None:
        return "dim"
    return "green" if score >= 0.6 else "yellow" if score >= 0.4 else "red"


def select(chunks: Any, view: View, limit: int) -> tuple[list[Row], int]:
    """The first `limit` rows of `chunks` in the view's order, and how many rows there were in all.

    Only `limit` rows are held at a time.
    """
    kept: pl.DataFrame | None = None
    total = 0
    for chunk in chunks:
        total += chunk.height
        kept = chunk if kept is None else pl.concat([kept, chunk])
        if view.order:
            kept = kept.sort(*view.order, nulls_last=True)
        kept = kept.head(limit)
    rows: list[Row] = [] if kept is None else list(kept.iter_rows(named=True))
    return rows, total
