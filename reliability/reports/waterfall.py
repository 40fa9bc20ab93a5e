"""From the start to the score, as tables of bars for the terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from reliability.errors import printable
from reliability.reports.explained import Row, points, waterfall
from reliability.reports.views import percent

if TYPE_CHECKING:
    from rich.table import Table

BAR = 24  # characters for the largest contribution


def of_reasons(told: Row) -> Table:
    """From the start to the score, the largest reasons first; the faint ones folded into one row."""
    from rich.text import Text

    table = _bars(("Reason", "Points", "", "Score"))
    rows = waterfall(told)
    largest = max((abs(value) for _, value in rows), default=0.0) or 1.0
    total = told["start"]
    table.add_row("start: any article", "", "", percent(total))
    for name, value in rows:
        total += value
        table.add_row(Text(printable(name)), points(value), _bar(value, largest), percent(total))
    table.add_row("[bold]score[/]", "", "", f"[bold]{percent(told['score'])}[/]")
    return table


def of_features(dossier: Mapping[str, pl.DataFrame]) -> Table:
    """Every contribution with its value; points in log-odds, which add up exactly."""
    from rich.text import Text

    table = _bars(("Feature", "Value", "Log-odds", ""))
    rows = sorted(dossier["contributions"].to_dicts(), key=lambda row: (row["feature"] != "base", -abs(row["points"])))
    largest = max((abs(row["points"]) for row in rows if row["feature"] != "base"), default=0.0) or 1.0
    for row in rows:
        value = "" if row["value"] is None else f"{row['value']:.3g}"
        name = Text(printable(row["feature"].replace("_", " ")))
        bar = "" if row["feature"] == "base" else _bar(row["points"], largest)
        table.add_row(name, value, f"{row['points']:+.2f}", bar)
    table.add_row("[bold]sum[/]", "", f"[bold]{math.fsum(row['points'] for row in rows):+.2f}[/]", "")
    return table


def _bars(headers: Sequence[str]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in headers:
        table.add_column(name, justify="left" if name in ("", headers[0]) else "right")
    return table


def _bar(value: float, largest: float) -> str:
    return f"[{'green' if value >= 0 else 'red'}]{'#' * round(min(abs(value) / largest, 1.0) * BAR)}[/]"
