"""The data-quality report: one HTML file that opens offline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import polars as pl

from reliability.reports.views import interval, percent, score_style

SHOWN_SOURCES = 200


def render(overview: Mapping[str, pl.DataFrame], out: IO[bytes], *, title: str, at: datetime | None = None) -> None:
    """Write the report to `out`.

    Args:
        overview: the frames `totals` (one row of counts), `histogram` (low, articles), `flags` (code, severity,
            articles, message), `abstained` (abstained, articles), `sources` (records.SOURCES), `rejects` (reason,
            records) and `runs` (records.RUNS, newest first).
        out: a binary file.
        title: heading of the page.
        at: when it was made; now by default.
    """
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    templates = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(percent=percent, interval=interval, style=score_style, count=_count)
    sources = overview["sources"]
    page = templates.get_template("report.html").render(
        title=title,
        at=at or datetime.now(UTC),
        totals=overview["totals"].row(0, named=True),
        histogram=_bars(overview["histogram"], "articles"),
        flags=_bars(overview["flags"], "articles"),
        abstained=overview["abstained"].to_dicts(),
        publishers=sources.filter(pl.col("role") == "publisher").head(SHOWN_SOURCES).to_dicts(),
        cited=_bars(sources.filter(pl.col("role") == "cited").head(SHOWN_SOURCES), "claims"),
        rejects=overview["rejects"].to_dicts(),
        runs=overview["runs"].to_dicts(),
    )
    out.write(page.encode())


def _bars(frame: pl.DataFrame, column: str) -> list[dict[str, Any]]:
    """The rows with `width`: their part of the largest, in percent."""
    largest = pl.max_horizontal(pl.col(column).max(), pl.lit(1))
    return frame.with_columns((pl.col(column) / largest * 100).round(1).alias("width")).to_dicts()


def _count(value: int | None) -> str:
    return "-" if value is None else f"{value:,}"
