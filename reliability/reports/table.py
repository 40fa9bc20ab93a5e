"""The terminal table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from reliability.errors import printable
from reliability.reports.views import View, select

if TYPE_CHECKING:
    from rich.console import Console

SHORT = 24  # characters of a column that is not wide, at most


def render(chunks: Iterable[pl.DataFrame], console: Console, view: View, limit: int) -> None:
    """Print the first `limit` rows in the view's order, one line a row, and how many more there are."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows, total = select(chunks, view, limit)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=any(c.wide for c in view.columns))
    for column in view.columns:
        # Short columns are shown whole; the wide ones share what is left.
        width = None if column.wide else max(len(column.header), *(len(column.cell(row)) for row in rows), 0)
        table.add_column(
            column.header,
            justify=column.justify,
            no_wrap=True,
            overflow="ellipsis",
            min_width=min(width, SHORT) if width else None,
            max_width=SHORT if width else None,
            ratio=1 if column.wide else None,
        )
    for row in rows:
        table.add_row(*(Text(printable(column.cell(row)), style=column.style(row)) for column in view.columns))
    console.print(table)
    if total > len(rows):
        console.print(f"{total - len(rows):,} more {view.noun}s: see --limit, or --format jsonl for all.", style="dim")
