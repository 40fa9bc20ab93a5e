"""Failed rows -> flags: values as an editor reads them, put into the message of the expectation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from reliability.records import FLAGS

if TYPE_CHECKING:
    from reliability.flags.suites import Entry

YES_NO = "yes_no"
UNITS = ("number", "share", "days", YES_NO)
PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
BLANK = r"[\s\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]+"  # controls too: a headline must not steer a terminal
LONGEST = 200
MISSING = "missing"
SCHEMA = pl.Schema({name: dtype for name, dtype in FLAGS.schema.items() if name != "run_id"})


def placeholders(message: str) -> list[str]:
    """Names in braces of a message, in order.

    Raises:
        ValueError: a brace that belongs to no name.
    """
    if set("{}") & set(PLACEHOLDER.sub("", message)):
        raise ValueError("'message' has a brace that belongs to no name such as {value}")
    return PLACEHOLDER.findall(message)


def flags(
    tables: Mapping[str, pl.DataFrame], entries: Sequence[Entry], failed: Mapping[str, Sequence[int]]
) -> pl.DataFrame:
    """Build the FLAGS frame (without run_id, with empty spans), ordered by article and code.

    Args:
        failed: code -> row numbers in the table that its expectation judges.
    """
    found = [
        _flagged(tables[entry.table].select("article_id", *entry.columns)[rows], entry)
        for entry in entries
        if (rows := failed[entry.code])
    ]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *found]).sort("article_id", "code", maintain_order=True)


def shown(column: pl.Expr, dtype: pl.DataType, unit: str = UNITS[0]) -> pl.Expr:
    """Text of a column's values: shares as percent, whole numbers without a point, times to the minute.

    Text is cut to 200 characters on one line; null and NaN read `missing`.
    """
    if dtype.is_numeric():
        text = _number(column.cast(pl.Float64).fill_nan(None), unit)
    elif dtype.base_type() == pl.Datetime:
        text = column.dt.to_string("%Y-%m-%d %H:%M")
    elif dtype.base_type() == pl.List:
        text = _one_line(column.cast(pl.List(pl.String)).list.join(", "))
    else:
        text = _one_line(column.cast(pl.String))
    return text.fill_null(MISSING)


def show(value: Any, unit: str = UNITS[0]) -> str:
    """Text of one threshold of a suite, in the way of `shown`."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).strftime("%Y-%m-%d %H:%M")
    frame = pl.DataFrame({"value": [float(value)]})
    return str(frame.select(shown(pl.col("value"), pl.Float64(), unit)).item())


def _flagged(rows: pl.DataFrame, entry: Entry) -> pl.DataFrame:
    value = shown(pl.col(entry.column), rows.schema[entry.column], entry.unit)
    parts = []
    for number, piece in enumerate(PLACEHOLDER.split(entry.message)):
        if number % 2 == 0:
            parts.append(pl.lit(piece))
        elif piece == "value":
            parts.append(value)
        elif piece in entry.kwargs:
            parts.append(pl.lit(show(entry.kwargs[piece], entry.unit)))
        else:
            parts.append(shown(pl.col(piece), rows.schema[piece]))
    return rows.select(
        pl.col("article_id").cast(pl.String),
        pl.lit(entry.code).alias("code"),
        pl.lit(entry.severity).alias("severity"),
        pl.concat_str(parts).alias("message"),
        pl.lit([], dtype=SCHEMA["spans"]).alias("spans"),
        value.alias("observed"),
    )


def _number(column: pl.Expr, unit: str) -> pl.Expr:
    if unit == "share":
        return (column * 100).round(1).cast(pl.String).str.strip_suffix(".0") + "%"
    if unit == YES_NO:
        return pl.when(column > 0).then(pl.lit("yes")).when(column <= 0).then(pl.lit("no"))
    if unit == "days":
        column = pl.when(column.abs() >= 10).then(column.round(0)).otherwise(column.round(1))
    text = column.round(2).cast(pl.String).str.strip_suffix(".0")
    if unit == "days":
        return text + pl.when(column == 1).then(pl.lit(" day")).otherwise(pl.lit(" days"))
    return text


def _one_line(column: pl.Expr) -> pl.Expr:
    line = column.str.slice(0, 4 * LONGEST).str.replace_all(BLANK, " ").str.strip_chars()
    long = line.str.len_chars() > LONGEST
    return pl.when(long).then(line.str.slice(0, LONGEST - 1) + "…").otherwise(line)
