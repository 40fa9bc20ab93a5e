"""Lets other processes of this user work with the database that this one holds."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

import polars as pl

from reliability.errors import Busy, ReliabilityError
from reliability.store import beacon, wire
from reliability.store.beacon import Beacon
from reliability.store.schema import migrations
from reliability.store.session import Session, Transaction

CONNECTIONS = 64
"""At a time; who comes later waits."""

THINKING = 30.0
"""Seconds between two statements of a transaction, or the transaction is undone: others wait for it."""

LEASE = 900.0
"""Seconds between two signs of life of a run that has its turn."""

TICK = 0.5
"""Seconds after which a waiting thread looks whether the server ends."""

SERVER, CLIENT = b"server", b"client"


@contextmanager
def serve(session: Session, database: str) -> Iterator[None]:
    """Answer other processes inside the block; where to find us stands in a file beside the database.

    Raises:
        ReliabilityError: that file cannot be written.
    """
    key = secrets.token_bytes(32)
    listener = _listener()
    address, port = (listener.address, 0) if isinstance(listener.address, str) else listener.address
    found = Beacon(address, port, os.getpid(), key.hex())
    host = _Host(session, listener, key)
    try:
        beacon.write(database, found)
        try:
            yield
        finally:
            beacon.remove(database, found)
    finally:
        host.end(found.place)


def _listener() -> Listener:
    try:
        return Listener(backlog=CONNECTIONS)  # a Unix socket in a folder of this user, or a pipe of Windows
    except OSError:  # such as a name of that folder that is too long for a socket
        return Listener(("127.0.0.1", 0), backlog=CONNECTIONS)


class _Host:
    """Accepts connections and answers each in a thread of its own."""

    def __init__(self, session: Session, listener: Listener, key: bytes) -> None:
        self._session = session
        self._listener = listener
        self._key = key
        self._ending = threading.Event()
        self._room = threading.Semaphore(CONNECTIONS)
        self._threads: set[threading.Thread] = set()
        self._door = threading.Thread(target=self._accept, name="store-door", daemon=True)
        self._door.start()

    def _accept(self) -> None:
        while not self._ending.is_set():
            self._room.acquire()
            try:
                connection = self._listener.accept()
            except OSError:  # who came is gone already, or no more files can be open
                self._room.release()
                self._ending.wait(0.05)
                continue
            thread = threading.Thread(target=self._answer, args=(connection,), name="store-client", daemon=True)
            self._threads.add(thread)
            thread.start()

    def end(self, place: str | tuple[str, int]) -> None:
        """Accept nobody any more, and wait until what is being written is written or undone."""
        self._ending.set()
        self._room.release()  # should all places be taken
        with suppress(OSError):
            Client(place).close()  # wakes the door
        self._door.join()
        self._listener.close()
        for thread in list(self._threads):
            thread.join(THINKING)

    def _answer(self, connection: Connection) -> None:
        try:
            with connection, suppress(EOFError, OSError, ValueError, _EndedError):
                wire.prepared(connection)
                wire.greet(connection, self._key, SERVER, CLIENT)
                wire.send(connection, {"schema": max(migrations())})
                _Guest(self._session, connection, self._ending).work()
        finally:
            self._threads.discard(threading.current_thread())
            self._room.release()


class _EndedError(Exception):
    """This process ends, or the other side is silent for too long."""


class _UndoneError(Exception):
    """The other side takes its transaction back."""


class _Guest:
    """One connection: statements one after another, each with an answer."""

    def __init__(self, session: Session, connection: Connection, ending: threading.Event) -> None:
        self._session = session
        self._connection = connection
        self._ending = ending

    def work(self) -> None:
        """Answer until the other side goes."""
        does: Mapping[str, Callable[[dict[str, Any], dict[str, pl.DataFrame]], None]] = {
            "query": self._query,
            "begin": self._transaction,
            "turn": self._turn,
        }
        while True:
            header, frames = self._next(None)
            with self._told():
                does[header["do"]](header, frames)

    def _query(self, header: dict[str, Any], frames: dict[str, pl.DataFrame]) -> None:
        params = wire.unpacked(frames)
        self._reply(self._session.query(header["sql"], params, **frames))

    def _transaction(self, header: dict[str, Any], frames: dict[str, pl.DataFrame]) -> None:
        with suppress(_UndoneError), self._session.transaction(bulk=bool(header["bulk"]), **frames) as transaction:
            self._reply()
            while self._statement(transaction):
                pass
        self._reply()  # committed, or undone as asked

    def _statement(self, transaction: Transaction) -> bool:
        header, frames = self._next(THINKING)
        if header["do"] == "undo":
            raise _UndoneError
        if header["do"] == "commit":
            return False
        with self._told():
            if header["do"] == "insert":
                transaction.insert(header["table"], frames["rows"])
                self._reply()
            elif header["do"] == "run":
                transaction.run(header["sql"], wire.unpacked(frames))
                self._reply()
            else:
                params = wire.unpacked(frames)
                self._reply(transaction.query(header["sql"], params, **frames))
        return True

    def _turn(self, header: dict[str, Any], frames: dict[str, pl.DataFrame]) -> None:
        with self._session.turn(long=bool(header["long"]), patience=header["patience"]) as turn:
            wire.send(self._connection, {"alone": turn.alone})
            while self._next(LEASE)[0]["do"] == "rest":
                turn.rest()
                self._reply()
        self._reply()

    def _next(self, patience: float | None) -> tuple[dict[str, Any], dict[str, pl.DataFrame]]:
        waited = 0.0
        while not self._connection.poll(TICK):
            waited += TICK
            if self._ending.is_set() or (patience is not None and waited >= patience):
                raise _EndedError
        return wire.receive(self._connection)

    def _reply(self, rows: pl.DataFrame | None = None) -> None:
        wire.send(self._connection, {}, {} if rows is None else {"rows": rows})

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Send what goes wrong with a statement to the other side, which raises it."""
        import duckdb

        try:
            yield
        except Busy as error:
            wire.send(self._connection, {"busy": [error.message, error.hint, error.retry_after]})
        except ReliabilityError as error:
            wire.send(self._connection, {"error": [error.message, error.hint, error.exit_code]})
        except duckdb.Error as error:
            wire.send(self._connection, {"duckdb": [type(error).__name__, str(error)[:10_000]]})
        except pl.exceptions.PolarsError as error:
            wire.send(self._connection, {"error": [f"The database failed: {error}."[:10_000], "", 3]})
