"""JSON Lines: one object per row, keys in column order, times as ISO 8601."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write every row of `chunks` to `out` as one JSON object and a line feed."""
    import orjson

    for chunk in chunks:
        for row in chunk.iter_rows(named=True):
            out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))
        out.flush()
