"""A database that another process of this user holds, such as `reliability serve`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Client, Connection
from typing import Any

import polars as pl

from reliability.errors import Busy, ReliabilityError
from reliability.store import beacon, wire
from reliability.store.schema import migrations
from reliability.store.serving import CLIENT, SERVER
from reliability.store.session import Rows

ANSWERS = 10.0
"""Seconds within which the holder must answer a new connection."""


def reach(path: str, *, read_only: bool) -> RemoteSession | None:
    """A session with the process that holds the database `path`; None where none says that it takes guests.

    Raises:
        ReliabilityError: that process is of another version of this program, or does not answer.
    """
    found = beacon.read(path)
    if found is None:
        return None
    session = RemoteSession(found, path, read_only=read_only)
    try:
        session.keep(session.connect())
    except (OSError, EOFError, ValueError):
        return None
    return session


class RemoteSession:
    """See `Session`. Each statement or transaction takes a connection, so that threads do not wait for each other."""

    def __init__(self, holder: beacon.Beacon, path: str, *, read_only: bool) -> None:
        self.path = path
        self._holder = holder
        self._read_only = read_only
        self._free: list[Connection] = []

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """See `Session.query`."""
        with self._call() as call:
            found: pl.DataFrame = call({"do": "query", "sql": sql}, wire.packed(params) | frames)["rows"]
            return found

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> Rows:
        """See `Session.rows`."""
        return self.query(sql, params).to_dicts()

    def lasting(self, sql: str) -> pl.DataFrame:
        """See `Session.lasting`. The holder alone knows what is written meanwhile."""
        return self.query(sql)

    @contextmanager
    def transaction(self, *, bulk: bool = False, **frames: pl.DataFrame) -> Iterator[RemoteTransaction]:
        """See `Session.transaction`."""
        if self._read_only:
            raise ReliabilityError(f"{self.path} was opened for reading.", exit_code=3)
        with self._call() as call:
            call({"do": "begin", "bulk": bulk}, frames)
            try:
                yield RemoteTransaction(call)
            except BaseException:
                with suppress(ReliabilityError):
                    call({"do": "undo"})
                raise
            call({"do": "commit"})

    @contextmanager
    def turn(self, *, long: bool, patience: float | None) -> Iterator[RemoteTurn]:
        """See `Session.turn`."""
        with self._call() as call:
            alone = bool(call({"do": "turn", "long": long, "patience": patience})["alone"])
            try:
                yield RemoteTurn(call, alone=alone)
            except BaseException:
                with suppress(ReliabilityError):
                    call({"do": "end"})
                raise
            call({"do": "end"})

    @contextmanager
    def shared(self) -> Iterator[None]:
        """The holder shares it already."""
        yield

    def close(self) -> None:
        """See `Session.close`."""
        while self._free:
            self._free.pop().close()

    def connect(self) -> Connection:
        """A new connection.

        Raises:
            OSError, EOFError, ValueError: there is no holder there.
            ReliabilityError: it is of another version of this program, or does not answer.
        """
        connection = Client(self._holder.place)
        try:
            wire.prepared(connection)
            if not connection.poll(ANSWERS):
                raise ReliabilityError(
                    f"Process {self._holder.pid} holds the database {self.path} and does not answer.",
                    "Wait, or end that process.",
                )
            wire.greet(connection, bytes.fromhex(self._holder.key), CLIENT, SERVER)
            schema = wire.receive(connection)[0]["schema"]
        except BaseException:
            connection.close()
            raise
        if schema != max(migrations()):
            connection.close()
            raise ReliabilityError(
                f"Process {self._holder.pid} holds the database {self.path} and is of another version of this program.",
                "End that process and start it again.",
            )
        return connection

    def keep(self, connection: Connection) -> None:
        """Use a connection again for what comes next."""
        self._free.append(connection)

    @contextmanager
    def _call(self) -> Iterator[Call]:
        try:
            connection = self._free.pop() if self._free else self.connect()
        except (OSError, EOFError, ValueError) as error:
            raise self._gone() from error
        call = Call(connection, self._gone)
        try:
            yield call
        finally:
            if call.sound:
                self.keep(connection)
            else:
                connection.close()

    def _gone(self) -> ReliabilityError:
        return ReliabilityError(
            f"Process {self._holder.pid}, which held the database {self.path}, has ended or broken off.",
            "What was written before is safe: run again to go on.",
            exit_code=3,
        )


class Call:
    """Sends a request and waits for its answer. `sound`: whether the connection can be used again."""

    def __init__(self, connection: Connection, gone: Callable[[], ReliabilityError]) -> None:
        self._connection = connection
        self._gone = gone
        self.sound = True

    def __call__(self, header: Mapping[str, Any], frames: Mapping[str, pl.DataFrame] | None = None) -> dict[str, Any]:
        """The answer's header and frames.

        Raises:
            ReliabilityError: what the holder says, or that it is gone.
        """
        if not self.sound:
            raise self._gone()
        self.sound = False
        try:
            wire.send(self._connection, header, frames)
            while not self._connection.poll(wire.STALL):
                pass
            answer, found = wire.receive(self._connection)
        except (OSError, EOFError, ValueError) as error:
            raise self._gone() from error
        self.sound = True
        _raise(answer)
        return {**answer, **found}


def _raise(answer: Mapping[str, Any]) -> None:
    if "busy" in answer:
        message, hint, retry_after = answer["busy"]
        raise Busy(message, hint, retry_after=retry_after)
    if "error" in answer:
        message, hint, exit_code = answer["error"]
        raise ReliabilityError(message, hint, exit_code=exit_code)
    if "duckdb" in answer:
        import duckdb

        name, said = answer["duckdb"]
        kind = getattr(duckdb, name, duckdb.Error)
        raise kind(said) if isinstance(kind, type) and issubclass(kind, duckdb.Error) else duckdb.Error(said)


class RemoteTransaction:
    """See `Transaction`."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def run(self, sql: str, params: Mapping[str, object] | None = None) -> None:
        """See `Transaction.run`."""
        self._call({"do": "run", "sql": sql}, wire.packed(params))

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """See `Transaction.query`."""
        found: pl.DataFrame = self._call({"do": "query", "sql": sql}, wire.packed(params) | frames)["rows"]
        return found

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> Rows:
        """See `Transaction.rows`."""
        return self.query(sql, params).to_dicts()

    def insert(self, table: str, frame: pl.DataFrame) -> None:
        """See `Transaction.insert`."""
        if frame.height:
            self._call({"do": "insert", "table": table}, {"rows": frame})


class RemoteTurn:
    """See `Turn`."""

    def __init__(self, call: Call, *, alone: bool) -> None:
        self._call = call
        self.alone = alone

    def rest(self) -> None:
        """See `Turn.rest`."""
        self._call({"do": "rest"})
