"""One statement or one transaction over a database, with Polars frames as tables beside it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import polars as pl

from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Session:
    """A connection from which each statement gets a cursor of its own, so that reads do not end open reads.

    Reads may come from several threads; writes take turns.
    """

    def __init__(self, connection: DuckDBPyConnection, path: str) -> None:
        self.path = path
        self._connection = connection
        self._writing = threading.RLock()

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of one SELECT; `frames` are tables under their names, `params` are `$name` in the text.

        Raises:
            ReliabilityError: the system fails, for one when the disk is full.
        """
        with self._cursor(frames) as cursor:
            return _rows(cursor, sql, params)

    @contextmanager
    def transaction(self, **frames: pl.DataFrame) -> Iterator[Transaction]:
        """Write all or nothing; `frames` are tables under their names.

        Raises:
            ReliabilityError: the system fails, for one when the disk is full.
        """
        with self._writing, self._cursor(frames) as cursor:
            cursor.begin()
            try:
                yield Transaction(cursor)
                cursor.commit()
            except BaseException:
                _undo(cursor)
                raise

    def close(self) -> None:
        """Write what is pending into the file and let go of it."""
        self._connection.close()

    @contextmanager
    def _cursor(self, frames: Mapping[str, pl.DataFrame]) -> Iterator[DuckDBPyConnection]:
        import duckdb

        cursor = self._connection.cursor()
        try:
            cursor.execute("SET enable_progress_bar = false")  # it would go to standard output, among the results
            for name, frame in frames.items():
                cursor.register(name, frame)
            yield cursor
        except (
            duckdb.IOException,
            duckdb.TransactionException,  # a commit that cannot be written
            duckdb.FatalException,
            duckdb.OutOfMemoryException,
        ) as error:
            raise ReliabilityError(
                f"The database {self.path} failed: {str(error).splitlines()[0].rstrip('.')}.",
                "Check the free space on its disk. What was written before is safe: run again to go on.",
                exit_code=3,
            ) from error
        finally:
            cursor.close()


class Transaction:
    """What may be done inside `Session.transaction`."""

    def __init__(self, cursor: DuckDBPyConnection) -> None:
        self._cursor = cursor

    def run(self, sql: str, params: Mapping[str, object] | None = None) -> None:
        """Run one statement."""
        self._cursor.execute(sql, dict(params or {}))

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of one SELECT; `frames` are tables under their names."""
        for name, frame in frames.items():
            self._cursor.register(name, frame)
        return _rows(self._cursor, sql, params)

    def insert(self, table: str, frame: pl.DataFrame) -> None:
        """Add the rows of `frame` to `table`; its columns are found by name, absent ones become null."""
        if frame.height:
            self._cursor.register("_rows", frame)
            self._cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM _rows")
            self._cursor.unregister("_rows")


def ids_frame(ids: Sequence[str]) -> pl.DataFrame:
    """Ids as the table `ids`: n (UInt32, the order), id; each id once."""
    return pl.DataFrame({"id": ids}, schema={"id": pl.String}).unique(maintain_order=True).with_row_index("n")


def _rows(cursor: DuckDBPyConnection, sql: str, params: Mapping[str, object] | None) -> pl.DataFrame:
    found: Any = cursor.sql(sql, params=dict(params or {})).pl()
    assert isinstance(found, pl.DataFrame)
    return found


def _undo(cursor: DuckDBPyConnection) -> None:
    import duckdb

    with suppress(duckdb.Error):  # the failure may have ended the transaction
        cursor.rollback()
