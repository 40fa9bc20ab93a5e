"""Rows of the records as answers: models for the description of the API, and their JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import orjson
import polars as pl
from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field, create_model

from reliability.records import Column, Table

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS

_TYPES: Mapping[type[pl.DataType], type] = {
    pl.String: str,
    pl.Boolean: bool,
    pl.Float64: float,
    pl.Datetime: datetime,
    pl.Date: date,
    **dict.fromkeys((pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt32, pl.UInt64), int),
}


def model(
    name: str,
    about: str,
    columns: Iterable[Column],
    *,
    certain: Iterable[str] = (),
    open: bool = False,
    **more: tuple[Any, str],
) -> type[BaseModel]:
    """A model of rows, for the description of the API.

    Args:
        name: of the model.
        about: what a row is.
        columns: of the row; all are always there, and null unless `certain`.
        certain: names of columns that are never null.
        open: whether a row has further columns, all numbers.
        more: further fields by name: type and meaning.
    """
    sure = set(certain)
    fields: dict[str, Any] = {}
    for column in columns:
        kind = _type(column.dtype, f"{name}{_camel(column.name)}")
        unit = f" ({column.unit})" if column.unit else ""
        fields[column.name] = (kind if column.name in sure else kind | None, Field(description=column.help + unit))
    fields |= {key: (kind, Field(description=words)) for key, (kind, words) in more.items()}
    config = ConfigDict(extra="allow" if open else "ignore", protected_namespaces=())
    made: type[BaseModel] = create_model(name, __config__=config, __doc__=about, **fields)
    return made


def of_table(name: str, table: Table, *, without: Iterable[str] = ("run_id",), **more: tuple[Any, str]) -> Any:
    """The model of a table's rows; the columns of its key are never null."""
    left_out = set(without)
    columns = [column for column in table.columns if column.name not in left_out]
    certain = set(table.key) - left_out
    return model(name, table.help, columns, certain=certain, open=table.open, **more)


def pick(table: Table, *names: str) -> list[Column]:
    """Some columns of a table, in this order."""
    known = {column.name: column for column in table.columns}
    return [known[name] for name in names]


def many(row: Any) -> Any:
    """The type of a list of such rows."""
    return list[row]


def listing(name: str, field: str, row: type[BaseModel], **more: tuple[Any, str]) -> Any:
    """The model of a page of rows."""
    following = "Cursor of the following page, for `after`; null on the last page."
    fields: dict[str, Any] = {field: (many(row), Field(description="The rows, in order."))}
    fields |= {key: (kind, Field(description=words)) for key, (kind, words) in more.items()}
    fields["next"] = (str | None, Field(description=following))
    return create_model(name, __doc__="A page of a list.", **fields)


def json(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON: times in UTC, numbers that are none as null."""
    return Response(orjson.dumps(content, option=OPTIONS), status, headers, "application/json")


def _type(dtype: Any, name: str) -> Any:
    if isinstance(dtype, pl.List):
        return list[_type(dtype.inner, name)]  # type: ignore[misc]
    if isinstance(dtype, pl.Struct):
        inner = {field.name: (_type(field.dtype, f"{name}{_camel(field.name)}") | None, ...) for field in dtype.fields}
        return create_model(name, **inner)  # type: ignore[call-overload]
    return _TYPES[dtype.base_type()]


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
