"""What publishers say of themselves, which nobody checked."""

from __future__ import annotations

import polars as pl

from reliability.records.table import TIME, Column, Table

_SOURCE = Column("source", pl.String, "The publisher's domain.")
_FOUND_IN = Column("found_in", pl.String, "`trust.txt`, `ads.txt` or `home page`.")

DECLARATIONS = Table(
    "declarations",
    "One thing that a publisher says of itself on a trust page (`sources enrich`): not checked, in no score.",
    ("source", "found_in", "kind", "value"),
    (
        _SOURCE,
        _FOUND_IN,
        Column(
            "kind",
            pl.String,
            "As the standard names it: `member`, `belongto`, `control`, `controlledby`, `social`, `vendor`, "
            "`customer`, `disclosure`, `contact`, `datatrainingallowed` (trust.txt); `ownerdomain`, "
            "`managerdomain` (ads.txt); schema.org properties such as `correctionsPolicy`; `jtiReport`.",
        ),
        Column("value", pl.String, "What it says: mostly an address, a domain or a word."),
        Column("other", pl.String, "The registrable domain that the value names."),
        Column("url", pl.String, "Where it was found, or the name of the file."),
        Column("seen_at", TIME, "When.", "UTC"),
    ),
)

DECLARATION_PAGES = Table(
    "declaration_pages",
    "A trust page that was asked for, and what came of it.",
    ("source", "found_in"),
    (
        _SOURCE,
        _FOUND_IN,
        Column("url", pl.String, "Where it was asked for, or the name of the file."),
        Column("state", pl.String, "`found`, `nothing` (none there, or nothing in it), `failed` or `unwelcome`."),
        Column("said", pl.String, "Why it failed."),
        Column("statements", pl.Int64, "What it states.", "count"),
        Column("asked_at", TIME, "When.", "UTC"),
    ),
)
