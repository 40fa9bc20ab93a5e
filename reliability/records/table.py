"""What a table is: columns with types, units and meaning, and the columns and types that many tables share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

SPANS = pl.List(pl.List(pl.Int32))
"""Half-open `[start, end]` pairs of Python string offsets into the stored text."""

VIA = pl.List(pl.Struct({"kind": pl.String, "name": pl.String}))
"""Intermediaries in order from the origin to the article."""

TIME = pl.Datetime("us", "UTC")


@dataclass(frozen=True)
class Column:
    """One column: name, Polars type, unit ('' for none), meaning."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    help: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table: name, meaning, key columns and columns in order.

    `open` tables may carry further Float64 columns (the features).
    """

    name: str
    help: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    open: bool = False

    @property
    def schema(self) -> pl.Schema:
        """Column names and types, in order."""
        return pl.Schema({column.name: column.dtype for column in self.columns})

    def empty(self) -> pl.DataFrame:
        """A frame of this table with no row."""
        return pl.DataFrame(schema=self.schema)

    def frame(self, rows: Iterable[dict[str, object]]) -> pl.DataFrame:
        """Build a frame from dictionaries; keys that are missing become null."""
        return pl.DataFrame(list(rows), schema=self.schema, orient="row")

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return `frame` with exactly this table's columns, cast and in order.

        Missing columns become null; unknown ones are an error unless the table is open.

        Raises:
            ValueError: a column that the table does not declare.
            polars.exceptions.InvalidOperationError: a value that does not cast.
        """
        declared = self.schema
        extra = [name for name in frame.columns if name not in declared]
        if extra and not self.open:
            raise ValueError(f"table {self.name} has no column {', '.join(extra)}")
        wanted = [
            (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
            for name, dtype in declared.items()
        ]
        return frame.select(*wanted, *(pl.col(name).cast(pl.Float64) for name in extra))


RUN_ID = Column("run_id", pl.String, "The run that wrote this row.")
ARTICLE_ID = Column("article_id", pl.String, "The article.")
