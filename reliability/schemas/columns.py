"""JSON Schema of rows: what a Polars type, a unit and a meaning say of a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from reliability import records
from reliability.quality.fields import Schema, maybe
from reliability.records import Column, Table

_TYPES: Mapping[type[pl.DataType], Schema] = {
    pl.String: {"type": "string"},
    pl.Boolean: {"type": "boolean"},
    pl.Float64: {"type": "number"},
    pl.Datetime: {"type": "string", "format": "date-time"},
    pl.Date: {"type": "string", "format": "date"},
    **{kind: {"type": "integer"} for kind in (pl.Int8, pl.Int16, pl.Int32, pl.Int64)},
    **{kind: {"type": "integer", "minimum": 0} for kind in (pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64)},
}
_UNITS: Mapping[str, Schema] = {
    "0..1": {"minimum": 0, "maximum": 1},
    "1..6": {"minimum": 1, "maximum": 6},
    "count": {"minimum": 0},
    "A..F": {"enum": list("ABCDEF")},
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "severity": records.SEVERITIES,
    "quotation": records.QUOTATIONS,
    "source_type": records.SOURCE_TYPES,
}


def row(help_: str, columns: Iterable[Column], *, certain: Iterable[str] = (), **more: Schema) -> Schema:
    """The schema of a row.

    Args:
        help_: what a row is.
        columns: of the row; all are always there, and may be null unless `certain`.
        certain: names of columns that are never null.
        more: further keys by name, as they are.
    """
    sure = set(certain)
    keys = {column.name: of(column, certain=column.name in sure) for column in columns} | more
    return {"type": "object", "description": help_, "properties": keys, "required": list(keys)}


def of_table(
    table: Table, *, without: Iterable[str] = (), unknown: Iterable[str] | None = None, **more: Schema
) -> Schema:
    """The schema of a table's rows; the columns of its key are never null.

    Args:
        table: the table.
        without: columns that the rows lack, beside `run_id`.
        unknown: the only columns that may be null; all outside of the key where it is not given.
        more: further keys by name, as they are.
    """
    left_out = {"run_id", *without}
    columns = [column for column in table.columns if column.name not in left_out]
    sure = table.key if unknown is None else {column.name for column in columns} - set(unknown)
    return row(table.help, columns, certain=sure, **more)


def pick(table: Table, *names: str) -> list[Column]:
    """Some columns of a table, in this order."""
    known = {column.name: column for column in table.columns}
    return [known[name] for name in names]


def listed(help_: str, columns: Iterable[Column], *, certain: Iterable[str] = ()) -> Schema:
    """The schema of a list of rows."""
    return {"type": "array", "description": help_, "items": row("", columns, certain=certain)}


def of(column: Column, *, certain: bool = False) -> Schema:
    """The schema of a column's values: their type, range or words, and what they mean."""
    limits: dict[str, Any] = dict(_UNITS.get(column.unit, {}))
    if column.name in _WORDS:
        limits["enum"] = list(_WORDS[column.name])
    unit = f" ({column.unit})" if column.unit and column.unit not in _UNITS else ""
    schema = {**_value(column.dtype), **limits, "description": column.help + unit}
    return schema if certain else maybe(schema)


def _value(dtype: Any) -> Schema:
    if dtype == records.SPANS:
        pair = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
        return {"type": "array", "items": pair}
    if isinstance(dtype, pl.List):
        return {"type": "array", "items": _value(dtype.inner)}
    if isinstance(dtype, pl.Struct):
        keys = {field.name: maybe(_value(field.dtype)) for field in dtype.fields}
        if dtype == records.VIA.inner:
            keys["kind"] = {"type": "string", "enum": list(records.VIA_KINDS)}
        return {"type": "object", "properties": keys, "required": list(keys)}
    return dict(_TYPES[dtype.base_type()])
