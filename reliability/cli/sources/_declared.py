"""What publishers declare of themselves, beside the rows of `reliability sources`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from reliability.store import Reader


def beside(opened: Reader, chunks: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The rows with `declared`: kind, value, found_in, url, seen_at and confirmed of each statement of a publisher."""
    import polars as pl

    from reliability import store

    told = store.declarations(opened)
    fields = [name for name in told.columns if name != "source"]
    listed = told.group_by("source", maintain_order=True).agg(declared=pl.struct(fields))
    of_publisher = listed.with_columns(role=pl.lit("publisher"))
    for rows in chunks:
        joined = rows.join(of_publisher, on=["source", "role"], how="left", maintain_order="left")
        yield joined.with_columns(pl.col("declared").fill_null([]))
