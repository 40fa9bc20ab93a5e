"""What the store asks of a database: statements, transactions and turns, with Polars frames as tables beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import polars as pl

Rows = list[dict[str, Any]]


class Transaction(Protocol):
    """What may be done inside `Session.transaction`."""

    def run(self, sql: str, params: Mapping[str, object] | None = None) -> None:
        """Run one statement."""

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of one SELECT; `frames` are tables under their names."""

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> Rows:
        """The same as mappings: see `Session.rows`."""

    def insert(self, table: str, frame: pl.DataFrame) -> None:
        """Add the rows of `frame` to `table`; its columns are found by name, absent ones become null."""


class Turn(Protocol):
    """The right to run; see `reliability.store.turns`."""

    @property
    def alone(self) -> bool:
        """Whether no long run is in the middle of its work."""

    def rest(self) -> None:
        """Let those run who wait; the caller must not rely on anything that it read before."""


class Session(Protocol):
    """A database, here (`local`) or held by a server on this machine (`remote`). Threads may share one."""

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of one SELECT; `frames` are tables under their names, `params` are `$name` in the text.

        Raises:
            ReliabilityError: the system fails, for one when the disk is full.
        """

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> Rows:
        """The same as mappings by column name, for a few rows: a frame costs more than it takes to find them."""

    def lasting(self, sql: str) -> pl.DataFrame:
        """The rows of one SELECT that asks neither for parameters nor for the time, kept until something is written."""

    def transaction(self, *, bulk: bool = False, **frames: pl.DataFrame) -> AbstractContextManager[Transaction]:
        """Write all or nothing; `frames` are tables under their names.

        Transactions of one kind take turns. A `bulk` one writes the tables of runs, and only those; the others write
        what people enter, so that nobody waits for a run.

        Raises:
            ReliabilityError: the system fails, for one when the disk is full.
        """

    def turn(self, *, long: bool, patience: float | None) -> AbstractContextManager[Turn]:
        """Wait for a turn to run: see `reliability.store.turns`.

        Raises:
            Busy: it did not come within `patience` seconds.
        """

    def shared(self) -> AbstractContextManager[None]:
        """Let other processes of this user work with the database through this one."""

    def close(self) -> None:
        """Write what is pending and let go of the database; a second call does nothing."""


def ids_frame(ids: Sequence[str]) -> pl.DataFrame:
    """Ids as the table `ids`: n (UInt32, the order), id; each id once."""
    return pl.DataFrame({"id": ids}, schema={"id": pl.String}).unique(maintain_order=True).with_row_index("n")
