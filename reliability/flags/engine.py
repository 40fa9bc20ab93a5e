"""Great Expectations at work: Arrow tables in, the numbers of the rows that fail out.

This file is also the script of the checker's process. There it imports neither Polars nor the rest of this package,
since everything it loads is waited for.
"""

from __future__ import annotations

import gc
import json
import operator
import os
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import reduce
from threading import Lock
from typing import IO, Any

from reliability.errors import ReliabilityError

# Row numbers instead of `unexpected_index_column_names`: naming the rows costs 27 s where numbers cost 1 s
# (200,000 rows, 40 expectations, a tenth of the values failing), and numbers also tell equal ids apart.
RESULT_FORMAT = {"result_format": "COMPLETE", "return_unexpected_index_query": False, "partial_unexpected_count": 0}

COMPARISONS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TURN = Lock()
JOINS = {"and": operator.and_, "or": operator.or_}


class Engine:
    """Expectations, built once and checked on any number of batches.

    Expectations with one `row_condition` share a batch of the rows that meet it: left to itself, Great Expectations
    evaluates the condition again for each of the five metrics of each expectation, which doubles the time.

    Args:
        entries: dictionaries with `suite, code, table, column, type, kwargs, severity`.

    Raises:
        ReliabilityError: Great Expectations refuses one of them.
    """

    def __init__(self, entries: Sequence[Mapping[str, Any]]) -> None:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        source = context.data_sources.add_pandas("tables")
        self._entries = {entry["code"]: entry for entry in entries}
        self._groups: list[_Group] = []
        for number, (table, condition, members) in enumerate(_grouped(entries)):
            suite = gx.ExpectationSuite(name=f"{table} {number}", expectations=[expectation(e) for e in members])
            rows = source.add_dataframe_asset(suite.name).add_batch_definition_whole_dataframe("rows")
            self._groups.append(
                _Group(table, condition, tuple(e["code"] for e in members), _named(members), rows, suite)
            )

    def run(self, tables: Mapping[str, bytes]) -> dict[str, list[int]]:
        """Check one batch.

        Args:
            tables: table name -> Arrow IPC stream; expectations on other tables are left out.

        Returns:
            code -> numbers of the rows that fail, from 0.

        Raises:
            ReliabilityError: an expectation could not be judged.
        """
        frames = {name: read_frame(stream) for name, stream in tables.items()}
        failed: dict[str, list[int]] = {}
        with _quickened():
            for group in self._groups:
                if group.table in frames:
                    failed |= self._run(group, frames[group.table])
        return failed

    def _run(self, group: _Group, frame: Any) -> dict[str, list[int]]:
        judged = frame[[name for name in frame.columns if name in group.columns]]
        if group.condition is not None:
            judged = judged[_meets(frame, group.condition)]
        if not len(judged):
            return {code: [] for code in group.codes}
        batch = group.rows.get_batch({"dataframe": judged})
        failed = {}
        for result in batch.validate(group.suite, result_format=RESULT_FORMAT).results:
            code = result.expectation_config.meta["code"]
            failed[code] = _rows(result, self._entries[code])
        lost = [code for code in group.codes if code not in failed]
        if lost:
            raise _broken(self._entries[lost[0]], "Great Expectations gave no result")
        return failed


@dataclass(frozen=True)
class _Group:
    """Expectations on the rows of one table that meet one condition; `rows` and `suite` are the library's."""

    table: str
    condition: Mapping[str, Any] | None
    codes: tuple[str, ...]
    columns: frozenset[str]
    rows: Any
    suite: Any


def _grouped(
    entries: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[str, Mapping[str, Any] | None, list[Mapping[str, Any]]]]:
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for entry in entries:
        condition = json.dumps(entry["kwargs"].get("row_condition"), sort_keys=True)
        groups.setdefault((entry["table"], condition), []).append(entry)
    for (table, condition), members in groups.items():
        yield table, json.loads(condition), members


def _named(entries: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(value for e in entries for key, value in e["kwargs"].items() if key.startswith("column"))


def _meets(frame: Any, condition: Mapping[str, Any]) -> Any:
    """Which rows meet a `row_condition`; a comparison with a missing value never holds."""
    if condition["type"] in JOINS:
        return reduce(JOINS[condition["type"]], (_meets(frame, inner) for inner in condition["conditions"]))
    column = frame[condition["column"]["name"]]
    if condition["type"] == "nullity":
        return column.isnull() == condition["is_null"]
    return COMPARISONS[condition["operator"]](column, condition["parameter"]).fillna(False) & column.notnull()


@contextmanager
def _quickened() -> Iterator[None]:
    """Keep what Great Expectations works out again and again while a batch is checked; threads take turns.

    It writes the configuration of each expectation 170 times, which is two fifths of the time of a small batch, and
    then hashes the same few dictionaries a hundred times for each expectation, which is a fifth of the rest.
    """
    from great_expectations.core.id_dict import IDDict
    from great_expectations.expectations.expectation import Expectation

    known: dict[int, Any] = {}
    hashed: dict[Any, Any] = {}

    def remembered(expectation: Any) -> Any:
        if id(expectation) not in known:  # with the object, so that no other gets its id
            known[id(expectation)] = (expectation, written.fget(expectation))
        return known[id(expectation)][1]

    def named(self: Any, id_keys: Any = None, id_ignore_keys: Any = None) -> Any:
        if id_keys is not None or id_ignore_keys is not None:
            return computed(self, id_keys, id_ignore_keys)
        try:
            key = tuple((name, type(value), value) for name, value in self.items())
            if key not in hashed:
                hashed[key] = computed(self)
            return hashed[key]
        except TypeError:  # a list among the values
            return computed(self)

    with _TURN:
        written, computed = Expectation.configuration, IDDict.to_id
        Expectation.configuration, IDDict.to_id = property(remembered), named
        try:
            yield
        finally:
            Expectation.configuration, IDDict.to_id = written, computed


def read_frame(stream: bytes) -> Any:
    """A pandas frame of an Arrow IPC stream."""
    from pyarrow import ipc

    return ipc.open_stream(stream).read_all().to_pandas(split_blocks=True)  # one block would be copied for each group


def expectation(entry: Mapping[str, Any], *, conditional: bool = False) -> Any:
    """The library's expectation of an entry, with its `row_condition` where `conditional` says so.

    Raises:
        ReliabilityError: Great Expectations refuses it.
    """
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    left_out = () if conditional else ("row_condition",)
    try:
        return ExpectationConfiguration(
            type=entry["type"],
            kwargs={name: value for name, value in entry["kwargs"].items() if name not in left_out},
            severity=entry["severity"],
            description=entry.get("description"),
            meta={"code": entry["code"]},
        ).to_domain_obj()
    except Exception as error:  # pydantic, GX and plain errors have no common base
        raise ReliabilityError(f"{_where(entry)}: {_first_line(error)}.", "Correct the suite.") from error


def _rows(result: Any, entry: Mapping[str, Any]) -> list[int]:
    if problem := refused(result, entry):
        raise problem
    rows = result.result.get("unexpected_index_list")
    count = result.result.get("unexpected_count")
    if rows is None or len(rows) != count or bool(rows) == bool(result.success):
        raise _broken(entry, "Great Expectations failed it without naming the rows")
    return [int(row) for row in rows]


def refused(result: Any, entry: Mapping[str, Any]) -> ReliabilityError | None:
    """The error of an expectation that could not be judged, or None."""
    info = result.exception_info or {}
    for found in (info, *info.values()):  # a metric that fails reports under its own id, not at the top
        if isinstance(found, Mapping) and found.get("raised_exception"):
            problem = _first_line(found.get("exception_message") or "an error without a message")
            return ReliabilityError(f"{_where(entry)}: {problem}.", "Check that the expectation suits the column.")
    return None


def _first_line(error: object) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:300].rstrip(".")


def _where(entry: Mapping[str, Any]) -> str:
    return f"Suite '{entry['suite']}', {entry['code']}, column '{entry['column']}'"


def _broken(entry: Mapping[str, Any], what: str) -> ReliabilityError:
    return ReliabilityError(f"{_where(entry)}: {what}.", "Please report this.", exit_code=3)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Read pickled entries, then batches; answer each with `(rows, None)` or `(None, error)` until the pipe closes.

    What is no batch is a request for pages.
    """
    try:
        gc.disable()  # importing makes a million objects that live on: collecting among them costs 0.4 s
        _load()
        entries = pickle.load(requests)
        engine: Engine | ReliabilityError
        try:
            engine = Engine(entries)
        except Exception as error:
            engine = _reported(error)
        gc.freeze()
        gc.enable()
        while True:
            pickle.dump(_answer(engine, pickle.load(requests)), answers, protocol=5)
            answers.flush()
    except (EOFError, BrokenPipeError):
        return


def _load() -> None:
    """Import what is slow while the other process is still reading its suites and its model."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with suppress(Exception):  # `Engine` imports it too, and what fails there is told
        import great_expectations
        import pyarrow.ipc

        del great_expectations, pyarrow


def _answer(engine: Engine | ReliabilityError, request: Any) -> tuple[dict[str, list[int]] | None, Exception | None]:
    if isinstance(engine, ReliabilityError):
        return None, engine
    try:
        if isinstance(request, Mapping):
            return engine.run(request), None
        from reliability.flags.site import build

        build(request)
        return {}, None
    except Exception as error:
        return None, _reported(error)


def _reported(error: Exception) -> ReliabilityError:
    if isinstance(error, ReliabilityError):
        return error
    return ReliabilityError(
        f"Great Expectations failed: {type(error).__name__}: {_first_line(error)}.", "Please report this.", exit_code=3
    )


def _main() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer: it ends this process
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints must not break the answers
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
