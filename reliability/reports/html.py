"""The data-quality report: one HTML file that opens offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import polars as pl

from reliability import abstentions
from reliability.reports.views import Row, beside_articles, interval, percent, score_style

SHOWN_SOURCES = 200


def render(
    summary: Mapping[str, pl.DataFrame],
    sources: pl.DataFrame,
    rejects: pl.DataFrame,
    worst: Sequence[Row],
    out: IO[bytes],
    *,
    title: str,
    drift: Row | None = None,
    note: str | None = None,
    at: datetime | None = None,
) -> None:
    """Write the report on one run to `out`.

    Args:
        summary: frames `run` (records.RUNS, one row), `counts` (one row), `scores` (from, to, articles),
            `abstentions` (abstained, articles), `flags` (code, severity, articles, message, example), `grades`
            and `origins`.
        sources: records.SOURCES.
        rejects: records.REJECTS.
        worst: rows of `reliability score` to list, in order.
        out: a binary file.
        title: heading of the page.
        drift: how the articles differ from training: level, said, beyond and rows (feature, unit, help, here, trained,
            psi, expected, level), the most different first.
        note: what a reader must know before the figures, or nothing.
        at: when it was made; now by default.
    """
    from jinja2 import Environment, FileSystemLoader

    templates = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, trim_blocks=True
    )
    templates.filters.update(
        percent=percent,
        interval=interval,
        style=score_style,
        count=_count,
        beside_articles=beside_articles,
        mean=lambda value: "-" if value is None else f"{value:,.3g}",
        reason=abstentions.short,
        meaning=abstentions.meaning,
    )
    ordered = sources.sort("articles", "source", descending=[True, False])
    page = templates.get_template("report.html").render(
        title=title,
        note=note,
        at=at or datetime.now(UTC),
        run=summary["run"].row(0, named=True),
        counts=_counts(summary["counts"].row(0, named=True)),
        scores=_bars(summary["scores"], "articles"),
        abstentions=summary["abstentions"].to_dicts(),
        flags=_bars(summary["flags"], "articles"),
        origins=_bars(summary["origins"], "claims"),
        worst=worst,
        drift=_drift(drift),
        publishers=ordered.filter(pl.col("role") == "publisher").head(SHOWN_SOURCES).to_dicts(),
        cited=_bars(ordered.filter(pl.col("role") == "cited").head(SHOWN_SOURCES), "claims"),
        rejects=rejects.group_by("reason").len("records").sort("records", "reason", descending=True).to_dicts(),
    )
    out.write(page.encode())


def _counts(row: Row) -> dict[str, str]:
    """The totals in words, scores as everywhere from 0 to 100."""
    words = {
        "abstained": "not judged",
        "mean_score": "mean score",
        "second_hand": "second-hand",
        "rejected": "set aside",
    }
    return {words.get(name, name): percent(v) if name == "mean_score" else _count(v) for name, v in row.items()}


def _drift(drift: Row | None) -> dict[str, Any] | None:
    """The same with `width` in each row: what of its index is more than chance, as part of the largest."""
    if drift is None:
        return None
    beyond = [max(row["psi"] - row["expected"], 0.0) for row in drift["rows"]]
    largest = max([*beyond, 0.25])  # an index of 0.25 is much; less must not fill the bar
    rows = [row | {"width": round(part / largest * 100, 1)} for row, part in zip(drift["rows"], beyond, strict=True)]
    return {**drift, "rows": rows}


def _bars(frame: pl.DataFrame, column: str) -> list[dict[str, Any]]:
    """The rows with `width`: their part of the largest, in percent."""
    largest = pl.max_horizontal(pl.col(column).max(), pl.lit(1))
    return frame.with_columns((pl.col(column) / largest * 100).round(1).alias("width")).to_dicts()


def _count(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.2f}"
