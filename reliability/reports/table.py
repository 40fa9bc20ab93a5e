"""The terminal table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from reliability.reports.views import View, select

if TYPE_CHECKING:
    from rich.console import Console


def render(chunks: Iterable[pl.DataFrame], console: Console, view: View, limit: int) -> None:
    """Print the first `limit` rows in the view's order, one line a row, and how many more there are."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows, total = select(chunks, view, limit)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in view.columns:
        table.add_column(
            column.header,
            justify=column.justify,
            no_wrap=True,
            overflow="ellipsis",
            ratio=None,
            min_width=12 if column.wide else len(column.header),
        )
    for row in rows:
        table.add_row(*(Text(plain(column.cell(row)), style=column.style(row)) for column in view.columns))
    console.print(table)
    if total > len(rows):
        console.print(f"{total - len(rows):,} more {view.noun}s: see --limit, or --format jsonl for all.", style="dim")


def plain(text: str) -> str:
    """One line without control characters: hostile text must not drive the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
