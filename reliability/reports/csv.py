"""CSV (RFC 4180) for spreadsheets: one header line; flags as codes, other lists and structures as JSON in their cell.

Contributions, dozens of rows for each article, are left out.

A text that a spreadsheet would take for a formula gets an apostrophe in front, since titles come from anywhere; other
programs should read JSON Lines or Parquet, which hold every text as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl

LEFT_OUT = "contributions"
FORMULA = r"^[=+\-@\t\r]"


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write `chunks` to `out` as UTF-8 CSV with one header."""
    for number, chunk in enumerate(chunks):
        out.write(_flat(chunk).write_csv(include_header=number == 0).encode())
        out.flush()


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    frame = frame.drop(LEFT_OUT, strict=False)
    if "flags" in frame.columns:
        codes = pl.col("flags").list.eval(pl.element().struct.field("code")).list.join("; ")
        frame = frame.with_columns(codes.alias("flags"))
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested()]
    flat = frame.with_columns(pl.Series(name, [_json(value) for value in frame[name].to_list()]) for name in nested)
    text = pl.col(pl.String)
    return flat.with_columns(pl.when(text.str.contains(FORMULA)).then("'" + text).otherwise(text).name.keep())


def _json(value: object) -> str | None:
    import orjson

    return None if value is None else orjson.dumps(value).decode()
