"""Any table of text columns: CSV, TSV, JSON Lines, JSON or Parquet, by the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import BinaryIO

import polars as pl

from reliability import records
from reliability.errors import ReliabilityError, printable
from reliability.readers import csv_rows, json_document, jsonl, parquet
from reliability.readers.inputs import STDIN, Item, expand, open_item, unreadable
from reliability.readers.raw import Broken, Raw, excerpt, summary
from reliability.readers.streams import Stream, open_stream

HINT = "Give CSV, TSV, JSON Lines, JSON or Parquet, plain or packed with gzip or zstd."
_SHOWN = 30  # columns that an error names


@dataclass(frozen=True)
class Wanted:
    """A column that a table must have: what it is for, the name given for it, else the names to look for."""

    role: str
    name: str | None
    usual: Sequence[str]


def table(given: str, columns: Sequence[Wanted], *, stdin: BinaryIO | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read some columns of a table as text.

    Numbers become text, and lists of values a text with `; ` between them.

    Args:
        given: a file, or `-` for standard input.
        columns: which columns, in the order of the result. Case, spaces and `_` in their names do not count.
        stdin: what `-` stands for; the process's own standard input by default.

    Returns:
        A text column per role, all filled, and records.REJECTS of the rows that were set aside.

    Raises:
        ReliabilityError: the input cannot be read or is no table, or has no such column; the hint names those it has.
    """
    item = _one(given)
    rows = _Rows(item.name, columns)
    try:
        raw = open_item(item, stdin)
    except OSError as error:
        raise unreadable(item.name, error) from error
    try:
        stream = open_stream(raw, item.name, item.path, lambda size: None)
        for number, record in enumerate(_records(stream), 1):
            rows.add(number, record)
    except OSError as error:
        rows.aside(rows.read + 1, f"Nothing can be read from here on: {error}.", "")
    finally:
        if item.name != STDIN:
            raw.close()
    return rows.frames()


def _one(given: str) -> Item:
    items = expand([given])
    if len(items) != 1 or items[0].in_folder:
        raise ReliabilityError(f"{given} is a folder.", "Name one file, or '-' for standard input.")
    return items[0]


def _records(stream: Stream) -> Iterator[Raw | Broken]:
    head = stream.head
    if not head.strip():
        raise ReliabilityError(f"{stream.name} is empty.", HINT)
    if parquet.sniff(head, stream.name):
        return parquet.rows(stream)
    if stream.encoding is None:
        raise ReliabilityError(f"{stream.name} is no table of text.", HINT)
    if head.lstrip()[:1] in (b"{", b"["):
        lines = jsonl.sniff(head, stream.name)
        return jsonl.read(stream) if lines > json_document.sniff(head, stream.name) else json_document.read(stream)
    return csv_rows.rows(stream)


class _Rows:
    """The rows so far, column by column, and those set aside."""

    def __init__(self, name: str, columns: Sequence[Wanted]) -> None:
        self._name = name
        self._columns = columns
        self._keys: list[str] | None = None
        self._cells: list[list[str]] = [[] for _ in columns]
        self._rejects: list[dict[str, object]] = []
        self.read = 0

    def add(self, number: int, record: Raw | Broken) -> None:
        """Take in one row, or set it aside."""
        self.read = number
        if isinstance(record, Broken):
            self.aside(record.record, record.reason, record.excerpt)
            return
        if self._keys is None:
            self._keys = [_column(self._name, wanted, list(record.fields)) for wanted in self._columns]
        cells = [_text(record.fields.get(key)) for key in self._keys]
        empty = [wanted.role for wanted, cell in zip(self._columns, cells, strict=True) if not cell]
        if empty:
            self.aside(record.record, f"The row has no {' and no '.join(empty)}.", summary(record.fields))
            return
        for column, cell in zip(self._cells, cells, strict=True):
            column.append(cell)

    def aside(self, number: int, reason: str, shown: str) -> None:
        """Set a row aside."""
        self._rejects.append({"input": self._name, "record": number, "reason": reason, "excerpt": excerpt(shown)})

    def frames(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The columns, and records.REJECTS.

        Raises:
            ReliabilityError: there is no row at all, or none is usable.
        """
        if not self._cells[0]:
            if not self._rejects:
                raise ReliabilityError(f"{self._name} has no rows.", HINT)
            first = self._rejects[0]
            raise ReliabilityError(
                f"{self._name} has no usable row. Row {first['record']}: {first['reason']}",
                "Check the names of the columns." if self._keys else HINT,
            )
        names = [wanted.role for wanted in self._columns]
        frame = pl.DataFrame(dict(zip(names, self._cells, strict=True)), schema=dict.fromkeys(names, pl.String))
        return frame, records.REJECTS.frame(self._rejects)


def _column(table_name: str, wanted: Wanted, there: Sequence[str]) -> str:
    """The column of a role.

    Raises:
        ReliabilityError: the table has none.
    """
    plain = {_plain(name): name for name in reversed(there)}
    names = [wanted.name] if wanted.name is not None else wanted.usual
    found = next((plain[_plain(name)] for name in names if _plain(name) in plain), None)
    if found is not None:
        return found
    if wanted.name is None:
        what = f"{table_name} has no column that is plainly the {wanted.role}."
        hint = f"Name it with --{wanted.role}."
    else:
        what = f"{table_name} has no column '{wanted.name}'."
        close = get_close_matches(_plain(wanted.name), list(plain), 1, 0.6)
        hint = f"Did you mean '{plain[close[0]]}'?" if close else ""
    shown = ", ".join(printable(name[:60]) for name in there[:_SHOWN]) + (", ..." if len(there) > _SHOWN else "")
    raise ReliabilityError(what, f"{hint} Its columns are: {shown}.".strip())


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", str(name)).lower()


def _text(value: object) -> str:
    """A cell as text: '' for nothing, and for what is no value."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_text, value)))
    text = str(value)
    return text.strip().encode("utf-8", "replace").decode() if not text.isascii() else text.strip()
