"""What was watched, and what of it is done."""

from __future__ import annotations

import polars as pl

from reliability.store.reading import Reader
from reliability.store.sql import query


def watched(store: Reader, places: list[str]) -> pl.DataFrame:
    """The rows of these places themselves: records.WATCHED."""
    return store.query(query("watching/places"), places=pl.DataFrame({"place": places}, schema={"place": pl.String}))


def undone(store: Reader, items: pl.DataFrame) -> pl.DataFrame:
    """Those of `items` (place, item, mark) that are not done: new, or with another mark; in their order."""
    return store.query(query("watching/undone"), items=items.with_row_index("n"))
