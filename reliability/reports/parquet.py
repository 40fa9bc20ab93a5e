"""Parquet: the rows as they are, nested columns kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write `chunks`, one row group each, to `out` as a Parquet file."""
    import pyarrow.parquet as pq

    writer = None
    for chunk in chunks:
        table = chunk.to_arrow()
        if writer is None:
            writer = pq.ParquetWriter(out, table.schema, compression="zstd")
        writer.write_table(table.cast(writer.schema))
    if writer is not None:
        writer.close()
