"""CSV (RFC 4180): one header line; lists and structures as JSON text in their cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write `chunks` to `out` as UTF-8 CSV with one header."""
    for number, chunk in enumerate(chunks):
        _flat(chunk).write_csv(out, include_header=number == 0)
        out.flush()


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested()]
    return frame.with_columns(pl.Series(name, [_json(value) for value in frame[name].to_list()]) for name in nested)


def _json(value: object) -> str | None:
    import orjson

    return None if value is None else orjson.dumps(value).decode()
