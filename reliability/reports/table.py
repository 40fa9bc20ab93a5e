"""The terminal table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from reliability.errors import counted, printable
from reliability.reports.views import View, select

if TYPE_CHECKING:
    from rich.console import Console

ROOMY = 100  # columns of a terminal from which on everything is shown
SHORT = 24  # characters of a column that is not wide, at most


def render(chunks: Iterable[pl.DataFrame], console: Console, view: View, limit: int) -> None:
    """Print the first `limit` rows in the view's order, one line a row, and how many more there are."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows, total = select(chunks, view, limit)
    columns = [column for column in view.columns if not column.extra or console.width >= ROOMY]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=any(c.wide for c in columns))
    for column in columns:
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
        table.add_row(*(Text(printable(column.cell(row)), style=column.style(row)) for column in columns))
    console.print(table)
    if total > len(rows):
        more = counted(total - len(rows), f"more {view.noun}", f"more {view.plural}")
        console.print(f"{more}: see --limit, or --format jsonl for all.", style="dim")
