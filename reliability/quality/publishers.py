"""Publishers and the outlets that they cite, as the rows of a report."""

from __future__ import annotations

from typing import Any

import polars as pl

from reliability.quality.slices import Slice
from reliability.store import Reader, declarations
from reliability.store import quality as tables

SHOWN = 100
CITED = 50
LINKS = 80
DAYS = 30
TENTHS = 10


def publishers(store: Reader, cut: Slice, delivered: pl.DataFrame) -> dict[str, Any]:
    """The `sources` of a report: how many there are, and those with most articles.

    Args:
        store: an open store.
        cut: what the report is about.
        delivered: records.SOURCE_MEASURES.
    """
    found = tables.totals(store, "publishers", cut.members, {"most": SHOWN, "now": cut.now})
    shown = found.select("source")
    bins = tables.totals(store, "publisher_bins", cut.members, shown=shown)
    days = tables.totals(store, "publisher_days", cut.members, {"now": cut.now, "most": DAYS}, shown=shown)
    rhythm = delivered.select("source", "silent_hours", "silence")
    rows = found.drop("total").join(rhythm, on="source", how="left", maintain_order="left").to_dicts()
    for row in rows:
        row["bins"] = [0] * TENTHS
        row["days"] = []
    by_name = {row["source"]: row for row in rows}
    for name, tenth, articles in bins.iter_rows():
        by_name[name]["bins"][tenth] = articles
    for name, day, articles in days.iter_rows():
        by_name[name]["days"].append({"day": day, "articles": articles})
    return {"total": _total(found), "rows": rows, "declared": _declared(store, shown)}


def _declared(store: Reader, shown: pl.DataFrame) -> list[dict[str, Any]]:
    """What these publishers declare of themselves: how much, of which kinds, and what other sides declare too."""
    told = declarations(store).join(shown, on="source", how="semi", maintain_order="left")
    counted = told.group_by("source", maintain_order=True).agg(
        statements=pl.len(), confirmed=pl.col("confirmed").sum(), kinds=pl.col("kind").unique(maintain_order=True)
    )
    return shown.join(counted, on="source", maintain_order="left").to_dicts()


def cited(store: Reader, cut: Slice) -> tuple[dict[str, Any], dict[str, Any]]:
    """The `cited` and `citations` of a report: outlets by the claims that came through them, and who relays whom."""
    outlets = tables.totals(store, "cited", cut.members, {"most": CITED}, of="citations")
    links = tables.totals(store, "citations", cut.members, {"most": LINKS})
    return (
        {"total": _total(outlets), "rows": outlets.drop("total").to_dicts()},
        {"total": _total(links), "links": links.drop("total").to_dicts()},
    )


def _total(rows: pl.DataFrame) -> int:
    """How many there are in all, of which these are the first."""
    return int(rows["total"][0]) if rows.height else 0
