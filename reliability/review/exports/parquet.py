"""Parquet of results with the decision on each article, nested columns kept.

Texts and claims are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl

from reliability.reports import parquet

BINARY = True
MEDIA_TYPE, ENDING = "application/vnd.apache.parquet", "parquet"
LEFT_OUT = ("text", "said")


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write the rows of records.EXPORTED, a row group for each chunk."""
    parquet.render((chunk.drop(LEFT_OUT) for chunk in chunks), out)
