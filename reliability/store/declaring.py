"""What publishers say of themselves, apart from all that scores are made of."""

from __future__ import annotations

import polars as pl

from reliability.store.reading import Reader
from reliability.store.sql import query


def declarations(store: Reader, name: str | None = None) -> pl.DataFrame:
    """What sources say of themselves, or the one of this name.

    Returns:
        source, kind, value, found_in, url, seen_at, and `confirmed`: the other side of a relation says so too.
    """
    return store.query(query("declaring/listed"), {"name": name})


def declaration_pages(store: Reader, name: str | None = None) -> pl.DataFrame:
    """records.DECLARATION_PAGES of all sources, or of one."""
    return store.query(
        "SELECT * FROM declaration_pages WHERE $name IS NULL OR source = lower($name) ORDER BY source, found_in",
        {"name": name},
    )
