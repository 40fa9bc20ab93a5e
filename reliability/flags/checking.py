"""Tables in, flags out: in this process, or in one that loads Great Expectations while this one works."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import polars as pl

from reliability.errors import ReliabilityError
from reliability.flags import engine
from reliability.flags.messages import findings, flags
from reliability.flags.rules import RULES
from reliability.flags.suites import Entry, Suites
from reliability.flags.tables import ARTICLE_TABLES, MEASURE_TABLES, check_columns, ended, meant, subject
from reliability.records import Table


def check(tables: Mapping[str, pl.DataFrame], suites: Suites) -> pl.DataFrame:
    """Check articles against suites in this process (which imports Great Expectations: 3 s the first time).

    Args:
        tables: some of `features` (records.FEATURES), `articles` (records.ARTICLES, text not needed) and `scores`
            (records.SCORES), one row per article. Expectations on the others are left out.
        suites: the expectations in force.

    Returns:
        records.FLAGS without run_id; spans empty; ordered by article_id and code.

    Raises:
        ReliabilityError: a column that a suite needs is missing or of the wrong type, or an expectation cannot be
            judged. The error names suite, code and column.
    """
    entries = fitting(tables, suites, ARTICLE_TABLES)
    return flags(tables, entries, _failed(tables, entries))


def find(tables: Mapping[str, pl.DataFrame], suites: Suites) -> pl.DataFrame:
    """Check measures against suites in this process.

    Args:
        tables: some of records.MEASURES by name, one row per subject. Expectations on the others are left out.
        suites: the expectations in force.

    Returns:
        records.FINDINGS without run_id, ordered by about, code and subject.

    Raises:
        ReliabilityError: as for `check`.
    """
    entries = fitting(tables, suites, MEASURE_TABLES)
    return findings(tables, entries, _failed(tables, entries))


def _failed(tables: Mapping[str, pl.DataFrame], entries: Sequence[Entry]) -> Mapping[str, Sequence[int]]:
    sent = streams(tables, entries)
    return _engine(pickle.dumps(plain(entries))).run(sent) if sent else {}


@lru_cache(maxsize=4)
def _engine(entries: bytes) -> engine.Engine:
    """What checks these pickled entries: built once for all batches of a process."""
    return engine.Engine(pickle.loads(entries))


class Checker:
    """Check batches in a process of its own, which starts to load Great Expectations on entering the context.

    It is a plain child process and not one of `multiprocessing`: a spawned worker would import the caller's main
    module again, and with it the whole command line.

    Args:
        suites: what to check; None where they are still to be read, and `take` gives them later.
    """

    def __init__(self, suites: Suites | None = None) -> None:
        self._given = suites
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._lock = threading.Lock()
        self._open = False

    def __enter__(self) -> Self:
        self._open = True
        self._start()
        return self

    def _start(self) -> None:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", engine.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env={**os.environ, "PYTHONPATH": paths, "GX_ANALYTICS_ENABLED": "false"},
        )
        if self._given is not None:
            self.take(self._given)

    def take(self, suites: Suites) -> None:
        """Check by these suites from now on; they are given once.

        Raises:
            ReliabilityError: the process has ended.
        """
        self._given = suites
        try:
            self._send(plain(suites.entries))
        except BaseException:
            self._stop()
            raise

    @property
    def _suites(self) -> Suites:
        if self._given is None:
            raise ReliabilityError("No suites were given to the checker.", "Call `take` first.", exit_code=3)
        return self._given

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        self._stop()

    def check(self, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """As `check`, in the other process. Threads take turns.

        Raises:
            ReliabilityError: as for `check`, or the process has ended.
        """
        entries = fitting(tables, self._suites, ARTICLE_TABLES)
        return flags(tables, entries, self._failed(tables, entries))

    def findings(self, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """As `find`, in the other process."""
        entries = fitting(tables, self._suites, MEASURE_TABLES)
        return findings(tables, entries, self._failed(tables, entries))

    def _failed(self, tables: Mapping[str, pl.DataFrame], entries: Sequence[Entry]) -> Mapping[str, Sequence[int]]:
        sent = streams(tables, entries)
        return self.ask(sent) if sent else {}

    def ask(self, request: object) -> dict[str, list[int]]:
        """Hand a request to the other process and wait for what fails.

        Raises:
            ReliabilityError: as for `check`.
        """
        with self._lock:
            if self._open and self._process is None:
                self._start()  # the last answer failed, and its process was ended
            try:
                self._send(request)
                failed, problem = self._receive()
            except BaseException:
                self._stop()  # an answer that nobody read would be taken for the next one's
                raise
        if problem is not None:
            raise problem
        return dict(failed)

    def _send(self, message: object) -> None:
        if self._process is None or self._process.stdin is None:
            raise ReliabilityError(
                "The process that checks expectations is not running.", "Use `with Checker(suites)`.", exit_code=3
            )
        try:
            pickle.dump(message, self._process.stdin, protocol=5)
            self._process.stdin.flush()
        except OSError as error:
            raise self._died() from error

    def _receive(self) -> Any:
        assert self._process is not None and self._process.stdout is not None
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._died() from error

    def _died(self) -> ReliabilityError:
        assert self._process is not None and self._complaints is not None
        self._process.kill()
        status = self._process.wait()
        self._complaints.seek(0)
        lines = self._complaints.read()[-2000:].decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "it left no message")
        return ReliabilityError(
            f"The process that checks expectations ended with status {status}: {last}.",
            "It may have run out of memory; try a smaller chunk.",
            exit_code=3,
        )

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()  # it keeps nothing, and may be in the middle of a long import
            process.communicate()
        if self._complaints is not None:
            self._complaints.close()


def plain(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Entries as the other process takes them."""
    names = ("suite", "code", "table", "column", "type", "kwargs", "severity")
    return [{name: getattr(entry, name) for name in names} for entry in entries]


def fitting(tables: Mapping[str, pl.DataFrame], suites: Suites, kind: Mapping[str, Table]) -> list[Entry]:
    """The expectations that judge these tables.

    Raises:
        ReliabilityError: a table is not of this kind, or a column is missing or of the wrong type.
    """
    if strange := [name for name in tables if name not in kind]:
        raise ReliabilityError(
            f"There is no table '{strange[0]}' to check{ended(meant(strange[0], kind))}",
            f"Pass some of {', '.join(kind)}.",
        )
    entries = [entry for entry in suites.entries if entry.table in tables]
    for entry in entries:
        _check_columns(tables[entry.table], entry)
    return entries


def streams(tables: Mapping[str, pl.DataFrame], entries: Sequence[Entry], *, named: bool = False) -> dict[str, bytes]:
    """Arrow IPC streams of the columns that expectations need, of the tables that have rows.

    With `named` the column that names a row goes with them.
    """
    needed: dict[str, dict[str, None]] = {}
    for entry in entries:
        if tables[entry.table].height:
            names = (subject(entry.table), *entry.columns) if named else entry.columns
            needed.setdefault(entry.table, {}).update(dict.fromkeys(names))
    return {name: _stream(tables[name].select(*columns)) for name, columns in needed.items()}


def _check_columns(table: pl.DataFrame, entry: Entry) -> None:
    needed = (*entry.columns, subject(entry.table))
    try:
        check_columns(entry.table, needed, RULES[entry.type], entry.kwargs, table.schema)
    except ValueError as error:
        raise ReliabilityError(
            f"{entry.where}: {ended(str(error))}", "Correct the suite, or pass what it names."
        ) from error


def _stream(frame: pl.DataFrame) -> bytes:
    sink = io.BytesIO()
    frame = frame.with_columns(pl.col(pl.Null).cast(pl.Float64))  # pandas would see objects that nothing compares with
    frame.write_ipc_stream(sink, compat_level=pl.CompatLevel.oldest())
    return sink.getvalue()
