"""Opens the DuckDB file with bounded memory and without network, and says plainly why it cannot."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reliability.config import cores
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = ":memory:"
MEMORY_LIMIT = "1GB"
CHECKPOINT = "256MB"  # each checkpoint writes the last row group of every changed table again

_HOLDER = re.compile(r"\(PID (\d{1,10})\)")


class HeldError(ReliabilityError):
    """Another process holds the database."""


def connect(path: str, *, read_only: bool, readable: Path | None = None) -> DuckDBPyConnection:
    """Connect to the DuckDB file `path`, or to memory; other files can be read where they are in `readable`.

    Raises:
        HeldError: another process holds it.
        ReliabilityError: the folder is missing, the file is no DuckDB database, or the system refuses.
    """
    import duckdb

    _check_place(path, read_only)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": str(cores()),
        "memory_limit": MEMORY_LIMIT,
        "checkpoint_threshold": CHECKPOINT,
        "temp_directory": _spill_folder(path),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "python_enable_replacements": "false",
    }
    try:
        connection = duckdb.connect(path, read_only=read_only, config=settings)
    except duckdb.ConnectionException as error:
        raise ReliabilityError(
            f"{path} is already open in this program in another mode.", "Close the first one, or open both alike."
        ) from error
    except duckdb.Error as error:
        raise _refusal(path, str(error)) from error
    # Without it Polars would name the machine's own time zone in every date column.
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    without_bar(connection)  # of a migration; each cursor sets its own
    if readable is not None:
        connection.execute("SET allowed_directories = [$folder]", {"folder": str(readable)})
    connection.execute("SET enable_external_access = false")  # last: it forbids setting the spill folder
    return connection


def without_bar(connection: DuckDBPyConnection) -> None:
    """Let no progress bar go to standard output, among the results."""
    import duckdb

    with suppress(duckdb.InvalidInputException):  # in a notebook without ipywidgets it has none, and says so
        connection.execute("SET enable_progress_bar = false")


def _check_place(path: str, read_only: bool) -> None:
    if path == MEMORY:
        if read_only:
            raise ReliabilityError("A database in memory holds nothing to read.", "Name a file with --db.")
        return
    place = Path(path)
    if not place.parent.is_dir():
        raise ReliabilityError(
            f"The folder {place.parent} for the database does not exist.", "Make it first, or choose another --db."
        )
    if place.is_dir():
        raise ReliabilityError(f"{path} is a folder, not a database file.", "Name a file with --db.")
    if read_only and not place.exists():
        raise ReliabilityError(
            f"There is no database {path}.", "Run `reliability score` or `ingest` first, or name another one with --db."
        )


def _refusal(path: str, reason: str) -> ReliabilityError:
    if "lock on file" in reason or "being used by another process" in reason:
        found = _HOLDER.search(reason)
        return HeldError(
            f"The database {path} is in use by {_holder(found.group(1)) if found else 'another process'}.",
            "Wait until that has ended, close it, or use another --db.",
        )
    if "not a valid DuckDB database" in reason:
        return ReliabilityError(
            f"{path} is not a DuckDB database.", "Choose another --db; an input file goes without --db."
        )
    if "sqlite_scanner" in reason:
        return ReliabilityError(f"{path} is an SQLite database, not one of DuckDB.", "Choose another --db.")
    first = reason.splitlines()[0].rstrip(".") if reason else "no reason given"
    return ReliabilityError(f"The database {path} cannot be opened: {first}.", "Check the file, or use another --db.")


def _holder(pid: str) -> str:
    """`process 4711 (reliability serve)`, where the system tells the command."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except OSError:
        words = ""
    command = "".join(letter if letter.isprintable() else " " for letter in words)[:120]
    return f"process {pid} ({command})" if command else f"process {pid}"


def _spill_folder(path: str) -> str:
    if path == MEMORY:
        return str(Path(tempfile.gettempdir()) / f"reliability-{os.getpid()}.tmp")
    return f"{path}.tmp"
