"""Failed rows -> flags and findings: values as an editor reads them, put into the message of the expectation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from reliability.flags.tables import TABLES, about, subject
from reliability.records import FINDINGS, FLAGS

if TYPE_CHECKING:
    from reliability.flags.suites import Entry

YES_NO = "yes_no"
UNITS = ("number", "share", "hours", "days", "times", YES_NO)
PLACEHOLDER = re.compile(r"\{((?:[a-z_]+\.)?[A-Za-z_][A-Za-z0-9_]*)\}")
WORDS = "words"  # stays in the message, for the words of the article that the value stands for
OWN_NAMES = ("value", WORDS)
MANY_HOURS = 96  # from which on they read as days
COUNTED = {"hours": " hour", "days": " day", "times": " time"}
DECLARED_UNITS = {"0..1": "share", "hours": "hours"}
BLANK = r"[\s\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]+"  # controls too: a headline must not steer a terminal
LONGEST = 200
MISSING = "missing"
FLAG, FINDING = (
    pl.Schema({name: dtype for name, dtype in table.schema.items() if name != "run_id"}) for table in (FLAGS, FINDINGS)
)


def placeholders(message: str) -> list[str]:
    """Names in braces of a message, in order.

    Raises:
        ValueError: a brace that belongs to no name.
    """
    if set("{}") & set(PLACEHOLDER.sub("", message)):
        raise ValueError("'message' has a brace that belongs to no name such as {value}")
    return PLACEHOLDER.findall(message)


def columns_named(message: str, table: str, arguments: Mapping[str, Any]) -> list[str]:
    """The columns that a message names: `{claims}`, or `{features.words}` where `{words}` means something else.

    Raises:
        ValueError: a brace that belongs to no name.
    """
    names = [name for name in placeholders(message) if name not in OWN_NAMES and name not in arguments]
    return [name.removeprefix(f"{table}.") for name in names]


def flags(
    tables: Mapping[str, pl.DataFrame], entries: Sequence[Entry], failed: Mapping[str, Sequence[int]]
) -> pl.DataFrame:
    """Build the FLAGS frame (without run_id, with empty spans), ordered by article and code.

    Args:
        failed: code -> row numbers in the table that its expectation judges. `{words}` stays in its message.
    """
    spans = pl.lit([], dtype=FLAG["spans"])
    found = [
        rows.select(spans.alias("spans"), pl.col("subject").alias("article_id"), pl.exclude("subject"))
        for _, rows in _told(tables, entries, failed)
    ]
    every = pl.concat([pl.DataFrame(schema=FLAG), *(rows.select(FLAG.names()) for rows in found)])
    return every.sort("article_id", "code", maintain_order=True)


def findings(
    tables: Mapping[str, pl.DataFrame], entries: Sequence[Entry], failed: Mapping[str, Sequence[int]]
) -> pl.DataFrame:
    """Build the FINDINGS frame (without run_id), ordered by what it is about, code and subject; `failed` as above."""
    found = [
        rows.select(pl.lit(about(entry.table)).alias("about"), pl.all()).select(FINDING.names())
        for entry, rows in _told(tables, entries, failed)
    ]
    every = pl.concat([pl.DataFrame(schema=FINDING), *found])
    return every.sort("about", "code", "subject", maintain_order=True)


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


def _told(
    tables: Mapping[str, pl.DataFrame], entries: Sequence[Entry], failed: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Entry, pl.DataFrame]]:
    """Each expectation that some rows fail, with `subject, code, severity, message, observed` of these rows."""
    for entry in entries:
        if rows := failed.get(entry.code):
            key = subject(entry.table)
            needed = dict.fromkeys((key, *entry.columns))
            yield entry, _said(tables[entry.table].select(*needed)[rows], key, entry)


def _said(rows: pl.DataFrame, key: str, entry: Entry) -> pl.DataFrame:
    value = shown(pl.col(entry.column), rows.schema[entry.column], entry.unit)
    parts = []
    for number, piece in enumerate(PLACEHOLDER.split(entry.message)):
        if number % 2 == 0:
            parts.append(pl.lit(piece))
        elif piece == "value":
            parts.append(value)
        elif piece == WORDS:
            parts.append(pl.lit(f"{{{WORDS}}}"))
        elif piece in entry.kwargs:
            parts.append(pl.lit(show(entry.kwargs[piece], entry.unit)))
        else:
            name = piece.removeprefix(f"{entry.table}.")
            parts.append(shown(pl.col(name), rows.schema[name], _unit(entry.table, name)))
    return rows.select(
        pl.col(key).cast(pl.String).alias("subject"),
        pl.lit(entry.code).alias("code"),
        pl.lit(entry.severity).alias("severity"),
        pl.concat_str(parts).alias("message"),
        value.alias("observed"),
    )


def _unit(table: str, column: str) -> str:
    """How a column reads that is not the one judged: as its table declares it."""
    units = {known.name: known.unit for known in TABLES[table].columns}
    return DECLARED_UNITS.get(units.get(column, ""), UNITS[0])


def _number(column: pl.Expr, unit: str) -> pl.Expr:
    if unit == "share":
        return (column * 100).round(1).cast(pl.String).str.strip_suffix(".0") + "%"
    if unit == YES_NO:
        return pl.when(column > 0).then(pl.lit("yes")).when(column <= 0).then(pl.lit("no"))
    if unit == "hours":
        days = _number(column / 24, "days")
        return pl.when(column.abs() >= MANY_HOURS).then(days).otherwise(_counted(column, unit))
    if unit in COUNTED:
        return _counted(column, unit)
    return _grouped(column.round(2))


def _counted(column: pl.Expr, unit: str) -> pl.Expr:
    """`1 hour`, `2.5 hours`, `30 hours`."""
    rounded = pl.when(column.abs() >= 10).then(column.round(0)).otherwise(column.round(1))
    return _grouped(rounded) + pl.when(rounded == 1).then(pl.lit(COUNTED[unit])).otherwise(pl.lit(f"{COUNTED[unit]}s"))


def _grouped(number: pl.Expr) -> pl.Expr:
    """`12,000.5` of 12000.5, and `12,000` of 12000.0."""
    text = number.cast(pl.String).str.strip_suffix(".0").str.replace(r"^(-?\d+)(\d{3})(\.|$)", "${1},${2}${3}")
    for _ in range(2):  # millions, milliards
        text = text.str.replace(r"^(-?\d+)(\d{3}),", "${1},${2},")
    return text


def _one_line(column: pl.Expr) -> pl.Expr:
    line = column.str.slice(0, 4 * LONGEST).str.replace_all(BLANK, " ").str.strip_chars()
    line = line.str.replace_all(f"{{{WORDS}}}", f"{{ {WORDS} }}", literal=True)  # the suite's word, not the page's
    long = line.str.len_chars() > LONGEST
    return pl.when(long).then(line.str.slice(0, LONGEST - 1) + "…").otherwise(line)
