"""Markdown: the columns that a person sees, as a pipe table for a ticket or a wiki."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl

from reliability.reports.views import View, select


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes], view: View, limit: int) -> None:
    """Write the first `limit` rows in the view's order to `out` as a Markdown table."""
    rows, total = select(chunks, view, limit)
    lines = [_line(column.header for column in view.columns)]
    lines.append(_line("--:" if column.justify == "right" else "---" for column in view.columns))
    lines += [_line(column.text(row) for column in view.columns) for row in rows]
    if total > len(rows):
        lines.append(f"\n{total - len(rows):,} more.")
    out.write(("\n".join(lines) + "\n").encode())


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_escape(cell) for cell in cells) + " |"


def _escape(cell: str) -> str:
    flat = " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|")
    return flat.replace("<", "&lt;").replace("[", "\\[")
