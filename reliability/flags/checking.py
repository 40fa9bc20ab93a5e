"""Tables in, flags out: in this process, or in one that loads Great Expectations while this one works."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import polars as pl

from reliability.errors import ReliabilityError
from reliability.flags import engine
from reliability.flags.messages import flags
from reliability.flags.rules import RULES, misfit
from reliability.flags.suites import Entry, Suites


def check(tables: Mapping[str, pl.DataFrame], suites: Suites) -> pl.DataFrame:
    """Check tables against suites in this process (which imports Great Expectations: 3 s the first time).

    Args:
        tables: `features` (records.FEATURES) and `articles` (records.ARTICLES, text not needed), one row per article.

    Returns:
        records.FLAGS without run_id; spans empty; ordered by article_id and code.

    Raises:
        ReliabilityError: a table or column that a suite needs is missing or of the wrong type, or an expectation
            cannot be judged. The error names suite, code and column.
    """
    streams = _streams(tables, suites)
    failed = engine.Engine(_plain(suites)).run(streams) if streams else _nothing(suites)
    return flags(tables, suites.entries, failed)


class Checker:
    """Check batches in a process of its own, which starts to load Great Expectations on entering the context.

    It is a plain child process and not one of `multiprocessing`: a spawned worker would import the caller's main
    module again, and with it the whole command line.
    """

    def __init__(self, suites: Suites) -> None:
        self._suites = suites
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
        try:
            self._send(_plain(self._suites))
        except BaseException:
            self._stop()
            raise

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
        streams = _streams(tables, self._suites)
        failed = self._ask(streams) if streams else _nothing(self._suites)
        return flags(tables, self._suites.entries, failed)

    def _ask(self, streams: Mapping[str, bytes]) -> dict[str, list[int]]:
        with self._lock:
            if self._open and self._process is None:
                self._start()  # the last answer failed, and its process was ended
            try:
                self._send(streams)
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


def _plain(suites: Suites) -> list[dict[str, Any]]:
    names = ("suite", "code", "table", "column", "type", "kwargs", "severity")
    return [{name: getattr(entry, name) for name in names} for entry in suites.entries]


def _nothing(suites: Suites) -> dict[str, list[int]]:
    return {entry.code: [] for entry in suites.entries}


def _streams(tables: Mapping[str, pl.DataFrame], suites: Suites) -> dict[str, bytes]:
    """Arrow IPC streams of the columns that the suites need; none where no table has a row."""
    needed: dict[str, dict[str, None]] = {}
    for entry in suites.entries:
        _check_columns(tables, entry)
        needed.setdefault(entry.table, {}).update(dict.fromkeys(entry.columns))
    if not any(tables[name].height for name in needed):
        return {}
    return {name: _stream(tables[name].select(*columns)) for name, columns in needed.items()}


def _check_columns(tables: Mapping[str, pl.DataFrame], entry: Entry) -> None:
    if entry.table not in tables:
        raise ReliabilityError(
            f"{entry.where}: there is no table '{entry.table}'.", "Pass every table that suites name."
        )
    schema = tables[entry.table].schema
    missing = [name for name in (*entry.columns, "article_id") if name not in schema]
    if missing:
        raise ReliabilityError(
            f"{entry.where}: table {entry.table} has no column '{missing[0]}'.", "Check the spelling in the suite."
        )
    if problem := misfit(RULES[entry.type], entry.kwargs, schema):
        raise ReliabilityError(f"{entry.where}: {problem}.", "Choose an expectation that suits the column.")


def _stream(frame: pl.DataFrame) -> bytes:
    sink = io.BytesIO()
    frame = frame.with_columns(pl.col(pl.Null).cast(pl.Float64))  # pandas would see objects that nothing compares with
    frame.write_ipc_stream(sink, compat_level=pl.CompatLevel.oldest())
    return sink.getvalue()
