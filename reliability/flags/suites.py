"""Suites of expectations: hand-written JSON in Great Expectations' own format, read and checked before any row is."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from reliability.errors import ReliabilityError
from reliability.flags.messages import UNITS, columns_named
from reliability.flags.rules import check_arguments, check_type, conditions
from reliability.flags.tables import ARTICLE_TABLES, TABLES, Ranges, check_columns, check_ranges, declared, ended
from reliability.records import FEATURES, SEVERITIES

CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")
SUITE_KEYS = {"name", "expectations", "meta", "notes", "id"}
EXPECTATION_KEYS = {"type", "kwargs", "severity", "notes", "meta", "description", "id"}
META_KEYS = {"code", "name", "table", "message", "action", "unit"}


@dataclass(frozen=True)
class Entry:
    """One expectation of a suite.

    Args:
        table: the table whose rows it judges.
        columns: every column that it needs; the flag concerns the first.
        kwargs: the arguments as written in the suite, thresholds among them.
        message: what an editor reads; `{value}`, limits and columns in braces are filled in.
        unit: how `{value}` and limits are shown: one of `messages.UNITS`.
        why: why it matters.
        action: what to do about it.
    """

    suite: str
    code: str
    name: str
    table: str
    columns: tuple[str, ...]
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    message: str
    unit: str
    why: str
    action: str

    @property
    def column(self) -> str:
        """The column that the flag concerns."""
        return self.columns[0]

    @property
    def where(self) -> str:
        """Suite, code and column: the start of every error about this entry."""
        return f"Suite '{self.suite}', {self.code}, column '{self.column}'"


@dataclass(frozen=True)
class Suites:
    """All expectations in force, a digest of their contents, and what each suite is about in its own words."""

    entries: tuple[Entry, ...]
    hash: str
    themes: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, str]:
        """Code -> the column that its flags concern, of the expectations that judge articles."""
        return {entry.code: entry.column for entry in self.entries if entry.table in ARTICLE_TABLES}

    @property
    def codes(self) -> frozenset[str]:
        """Every code in force."""
        return frozenset(entry.code for entry in self.entries)


def load(folders: Sequence[Path], features: Ranges | None = None) -> Suites:
    """Read every `*.json` suite of the folders, in order.

    Args:
        folders: the folders.
        features: all columns of the features table with the range of their values; without them, what a suite says of
            that table is only checked when it is.

    Raises:
        ReliabilityError: a folder or suite cannot be read, an expectation is wrong in itself (the error names suite,
            code and column), or a code is used twice.
    """
    entries: dict[str, Entry] = {}
    contents: list[Any] = []
    themes: dict[str, str] = {}
    for path in _files(folders):
        suite = _read(path)
        if suite["name"] in themes:
            raise ReliabilityError(
                f"{path}: another suite is named '{suite['name']}'.",
                "Give it a name of its own: each suite is a dimension of the report.",
            )
        contents.append(suite)
        about = suite["meta"].get("about") if isinstance(suite.get("meta"), dict) else None
        themes[suite["name"]] = about if isinstance(about, str) else ""
        for entry in _entries(path, suite, features):
            if entry.code in entries:
                other = entries[entry.code].suite
                raise ReliabilityError(
                    f"{entry.where}: the code is taken by suite '{other}'.", "Give it a code of its own."
                )
            entries[entry.code] = entry
    canonical = sorted(json.dumps(suite, sort_keys=True, separators=(",", ":")) for suite in contents)
    return Suites(tuple(entries.values()), hashlib.sha256("\n".join(canonical).encode()).hexdigest()[:16], themes)


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        found = sorted(Path(folder).glob("*.json"))
        if not found:
            raise ReliabilityError(f"{folder}: no expectation suite found.", "Name a folder that holds *.json suites.")
        yield from found


def _read(path: Path) -> dict[str, Any]:
    try:
        suite = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except (OSError, ValueError) as error:
        raise ReliabilityError(f"{path}: not a JSON suite: {error}.", "Compare it with the shipped suites.") from error
    if not isinstance(suite, dict) or not isinstance(suite.get("name"), str) or not suite["name"]:
        raise ReliabilityError(f"{path}: a suite is an object with a name.", "Compare it with the shipped suites.")
    expectations = suite.get("expectations")
    if not isinstance(expectations, list) or not expectations or set(suite) - SUITE_KEYS:
        raise ReliabilityError(
            f"{path}: a suite holds a list 'expectations' that is not empty.",
            f"Known keys: {', '.join(sorted(SUITE_KEYS))}.",
        )
    return suite


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"'{next(name for name in names if names.count(name) > 1)}' is given twice")
    return table


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON value")


def _entries(path: Path, suite: Mapping[str, Any], features: Ranges | None) -> Iterator[Entry]:
    for number, item in enumerate(suite["expectations"], start=1):
        meta = item.get("meta") if isinstance(item, dict) else None
        kwargs = item.get("kwargs") if isinstance(item, dict) else None
        if not isinstance(meta, dict) or not isinstance(kwargs, dict):
            raise ReliabilityError(f"{path}: expectation {number} lacks kwargs or meta.", "Both are objects.")
        try:
            yield _entry(suite["name"], item, meta, kwargs, features)
        except ValueError as error:
            column = kwargs.get("column", kwargs.get("column_A"))
            where = f"Suite '{suite['name']}', {meta.get('code', f'expectation {number}')}, column '{column}'"
            raise ReliabilityError(f"{where}: {ended(str(error))}", f"Correct it in {path}.") from error


def _entry(
    suite: str,
    item: Mapping[str, Any],
    meta: Mapping[str, Any],
    kwargs: Mapping[str, Any],
    features: Ranges | None,
) -> Entry:
    _only(item, EXPECTATION_KEYS)
    _only(meta, META_KEYS)
    code, table = meta.get("code"), meta.get("table", FEATURES.name)
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise ValueError("the code must be two to eight capital letters and three digits, such as SRC001")
    _one_of("table", table, TABLES)
    _one_of("severity", item.get("severity"), SEVERITIES)
    _one_of("unit", meta.get("unit", UNITS[0]), UNITS)
    texts = {name: _text(meta, name) for name in ("name", "message", "action")}
    rule = check_type(item.get("type"))
    check_arguments(rule, kwargs)
    needed = [kwargs[name] for name in rule.columns]
    needed += [condition.column for condition in conditions(kwargs.get("row_condition"))]
    needed += columns_named(texts["message"], table, kwargs)
    columns = tuple(dict.fromkeys(needed))
    if (types := declared(table, features)) is not None:
        check_columns(table, columns, rule, kwargs, types)
    if table == FEATURES.name and features is not None:
        check_ranges(rule, kwargs, features)
    return Entry(
        suite=suite,
        code=code,
        table=table,
        columns=columns,
        type=item["type"],
        kwargs=kwargs,
        severity=item["severity"],
        unit=meta.get("unit", UNITS[0]),
        why=_text(item, "notes"),
        **texts,
    )


def _only(item: Mapping[str, Any], known: set[str]) -> None:
    for name in sorted(set(item) - known):
        _one_of("key", name, sorted(known))


def _one_of(what: str, name: object, known: Collection[str]) -> None:
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"unknown {what} '{name}'; known are {', '.join(known)}")


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    text = " ".join(value) if isinstance(value, list) and all(isinstance(part, str) for part in value) else value
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"'{name}' is missing or empty")
    return text
