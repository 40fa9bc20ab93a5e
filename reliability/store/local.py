"""A database that this process holds."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import polars as pl

from reliability.errors import ReliabilityError, encodable
from reliability.store.connection import without_bar
from reliability.store.session import Rows
from reliability.store.turns import LocalTurn, Turns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


KEPT = 64_000_000  # bytes of rows that are kept until the next commit: those of a quarter of a million articles


class LocalSession:
    """A connection from which each statement gets a cursor of its own, so that reads do not end open reads."""

    _commit = object()
    """Another one after each transaction of this process, by whichever session: two may have the same file open."""

    def __init__(self, connection: DuckDBPyConnection, path: str) -> None:
        self.path = path
        self._connection = connection
        self._bulk, self._short = threading.RLock(), threading.RLock()
        self._turns = Turns()
        self._idle: list[DuckDBPyConnection] = []
        self._keeping = threading.Lock()
        self._kept: dict[str, tuple[object, pl.DataFrame]] = {}

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """See `Session.query`."""
        with self._cursor(frames) as cursor:
            return _rows(cursor, sql, params)

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> Rows:
        """See `Session.rows`."""
        with self._told():
            try:
                cursor = self._idle.pop()
            except IndexError:
                cursor = self._quiet()
            found = _mappings(cursor, sql, params)
            self._idle.append(cursor)  # not one that failed: its transaction may hang
            return found

    def lasting(self, sql: str) -> pl.DataFrame:
        """See `Session.lasting`. Threads that ask for the same wait for the first."""
        with self._keeping:
            as_of, rows = self._kept.get(sql, (None, pl.DataFrame()))
            if as_of is not self._commit:
                as_of, rows = self._commit, self.query(sql)  # what is committed meanwhile makes them old at once
                if rows.estimated_size() <= KEPT:
                    self._kept[sql] = as_of, rows
            return rows

    @contextmanager
    def transaction(self, *, bulk: bool = False, **frames: pl.DataFrame) -> Iterator[LocalTransaction]:
        """See `Session.transaction`."""
        with self._bulk if bulk else self._short, self._cursor(frames) as cursor:
            cursor.begin()
            try:
                yield LocalTransaction(cursor)
                cursor.commit()
            except BaseException:
                _undo(cursor)
                raise
            finally:
                LocalSession._commit = object()

    def turn(self, *, long: bool, patience: float | None) -> AbstractContextManager[LocalTurn]:
        """See `Session.turn`."""
        return self._turns.take(long=long, patience=patience)

    def shared(self) -> AbstractContextManager[None]:
        """See `Session.shared`."""
        from reliability.store.serving import serve

        return serve(self, self.path)

    def close(self) -> None:
        """Write what is pending into the file and let go of it."""
        while self._idle:
            self._idle.pop().close()
        self._connection.close()

    @contextmanager
    def _cursor(self, frames: Mapping[str, pl.DataFrame]) -> Iterator[DuckDBPyConnection]:
        with self._told():
            cursor = self._quiet()
            try:
                for name, frame in frames.items():
                    cursor.register(name, frame)
                yield cursor
            finally:
                cursor.close()

    def _quiet(self) -> DuckDBPyConnection:
        cursor = self._connection.cursor()
        without_bar(cursor)
        return cursor

    @contextmanager
    def _told(self) -> Iterator[None]:
        import duckdb

        try:
            yield
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


class LocalTransaction:
    """See `Transaction`."""

    def __init__(self, cursor: DuckDBPyConnection) -> None:
        self._cursor = cursor

    def run(self, sql: str, params: Mapping[str, object] | None = None) -> None:
        """See `Transaction.run`."""
        self._cursor.execute(sql, _readable(params))

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """See `Transaction.query`."""
        for name, frame in frames.items():
            self._cursor.register(name, frame)
        return _rows(self._cursor, sql, params)

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> Rows:
        """See `Transaction.rows`."""
        return _mappings(self._cursor, sql, params)

    def insert(self, table: str, frame: pl.DataFrame) -> None:
        """See `Transaction.insert`."""
        if frame.height:
            self._cursor.register("_rows", frame)
            self._cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM _rows")
            self._cursor.unregister("_rows")


def _readable(params: Mapping[str, object] | None) -> dict[str, object]:
    """Parameters that DuckDB can read: no row has halves of characters."""
    return {name: encodable(value) if isinstance(value, str) else value for name, value in (params or {}).items()}


def _rows(cursor: DuckDBPyConnection, sql: str, params: Mapping[str, object] | None) -> pl.DataFrame:
    found: Any = cursor.sql(sql, params=_readable(params)).pl()
    assert isinstance(found, pl.DataFrame)
    return found


def _mappings(cursor: DuckDBPyConnection, sql: str, params: Mapping[str, object] | None) -> Rows:
    found = cursor.execute(sql, _readable(params))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _undo(cursor: DuckDBPyConnection) -> None:
    import duckdb

    with suppress(duckdb.Error):  # the failure may have ended the transaction
        cursor.rollback()
