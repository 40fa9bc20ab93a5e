"""The terminal table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import polars as pl

from reliability.errors import counted, printable
from reliability.reports.views import Row, Shown, View, select

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

ROOMY = 100  # columns of a terminal from which on everything is shown
SHORT = 24  # characters of a column that is not wide, at most
ONE_LINE = 80  # what a wide column of one line weighs against those that wrap, by their characters
NARROW = 14  # characters of one that wraps
LEAST = 20  # characters that a wide column has before others are shown beside it
BETWEEN = 3  # blanks


def render(chunks: Iterable[pl.DataFrame], console: Console, view: View, limit: int) -> None:
    """Print the first `limit` rows in the view's order and how many more there are.

    A row takes one line, or several where its columns wrap; rows that share a heading stand under it.
    """
    from rich.padding import Padding
    from rich.text import Text

    rows, total = select(chunks, view, limit)
    columns = _fitting([column for column in view.columns if not column.heading], rows, console.width)
    heading = next((column for column in view.columns if column.heading), None)
    if heading is None:
        console.print(_table(columns, rows, rows))
    else:
        console.print(_table(columns, [], rows))
        for number, (name, group) in enumerate(groupby(rows, key=heading.cell)):
            above = "\n" if number else ""
            console.print(Text(f"{above} {printable(name)}", style="bold"), no_wrap=True, overflow="ellipsis")
            console.print(Padding(_table(columns, list(group), rows, header=False), (0, 1)))
    if total > len(rows):
        more = counted(total - len(rows), f"more {view.noun}", f"more {view.plural}")
        console.print(f"{more}: see --limit, or --format jsonl for all.", style="dim")


def _fitting(columns: Sequence[Shown], rows: Sequence[Row], width: int) -> list[Shown]:
    """The columns that there is room for: of those that are extra the first ones, in a roomy terminal."""
    shown = [column for column in columns if not column.extra or width >= ROOMY]
    while sum((LEAST if c.wide else _short(c, rows)) + BETWEEN for c in shown) > width:
        extra = [column for column in shown if column.extra]
        if not extra:
            break
        shown.remove(extra[-1])
    return shown


def _table(columns: Sequence[Shown], rows: Sequence[Row], fit: Sequence[Row], *, header: bool = True) -> Table:
    """A table of `rows` whose columns are as wide as all rows of `fit` need."""
    from rich import box
    from rich.table import Table

    wide = any(column.wide for column in columns)
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=wide, show_header=header, show_edge=header
    )
    for column in columns:
        # Short columns are shown whole; the wide ones share what is left.
        width = None if column.wide else _short(column, fit)
        table.add_column(
            column.header,
            justify=column.justify,
            no_wrap=not column.wrap and not any(map(column.note, fit)),
            overflow="fold" if column.wrap else "ellipsis",
            width=width,
            ratio=(column.wrap or ONE_LINE) if column.wide else None,
        )
    for row in rows:
        table.add_row(*(_cell(column, row) for column in columns))
    return table


def _short(column: Shown, rows: Sequence[Row]) -> int:
    return min(_width(column, rows), NARROW if column.wrap else SHORT)


def _width(column: Shown, rows: Sequence[Row]) -> int:
    texts = (column.cell(row) for row in rows)
    words = (word for row in rows for word in column.note(row).split())
    return max(len(column.header), *map(len, texts), *map(len, words), 0)


def _cell(column: Shown, row: Row) -> Text:
    from rich.text import Text

    words = printable(column.cell(row))
    if column.wrap:
        words = " ".join(words.split())
        words = words if len(words) <= column.wrap else words[: column.wrap - 1].rstrip() + "…"
    text = Text(words, style=column.style(row))
    note = " ".join(printable(column.note(row))[: max(column.wrap, SHORT * 2)].split())
    return text.append(f"\n{note}", style="dim") if note else text
