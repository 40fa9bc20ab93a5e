"""Brings a database to this program's schema: numbered files, in order, one transaction each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reliability.errors import ReliabilityError
from reliability.store.sql import HERE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
)
"""


def migrations(folder: Path = HERE / "migrations") -> dict[int, Path]:
    """The migration files by number, in order."""
    return {int(file.name[:4]): file for file in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def migrate(connection: DuckDBPyConnection, path: str, *, read_only: bool, known: dict[int, Path]) -> None:
    """Run the migrations that `connection` lacks.

    Args:
        connection: an open database.
        path: its name, for messages.
        read_only: do not write: an older schema is then an error.
        known: the migrations of this program by number.

    Raises:
        ReliabilityError: another program's database, one from a newer version of this program, or an older one that
            may not be written.
    """
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if tables and "schema_migrations" not in tables:
        raise ReliabilityError(f"{path} is a database of another program.", "Choose another --db.")
    applied = _applied(connection) if tables else set()
    newest = max(applied, default=0)
    if newest > max(known):
        raise ReliabilityError(
            f"{path} was written by a newer version of this program (schema {newest}, known here: {max(known)}).",
            "Update the program, or use another --db.",
        )
    lacking = [number for number in known if number not in applied]
    if lacking and read_only:
        raise ReliabilityError(
            f"{path} has an older schema ({newest}) than this program ({max(known)}).",
            "Run `reliability ingest` or `score` once with this --db: that brings it up to date.",
        )
    for number in lacking:
        _apply(connection, number, known[number])


def _applied(connection: DuckDBPyConnection) -> set[int]:
    return {version for (version,) in connection.execute("SELECT version FROM schema_migrations").fetchall()}


def _apply(connection: DuckDBPyConnection, number: int, file: Path) -> None:
    connection.begin()
    try:
        connection.execute(LEDGER)
        connection.execute(file.read_text(encoding="utf-8"))
        connection.execute("INSERT INTO schema_migrations VALUES (?, ?, now())", [number, file.stem])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
