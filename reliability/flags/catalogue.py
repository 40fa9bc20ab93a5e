"""What the suites flag, in plain words: the rows of the flag documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reliability.flags.messages import PLACEHOLDER, YES_NO, show
from reliability.flags.rules import OPERATORS, RULES
from reliability.flags.suites import Entry, Suites
from reliability.flags.tables import MEASURE_TABLES


@dataclass(frozen=True)
class Documented:
    """One flag as documented.

    Args:
        finding: whether it concerns what was measured, and not an article.
        test: when it is raised, in plain words, with its threshold, such as `above 60%, where claims is at least 4`.
        message: the message, names still in braces.
        why: why it matters.
        action: what to do about it.
    """

    code: str
    name: str
    suite: str
    severity: str
    finding: bool
    table: str
    column: str
    test: str
    message: str
    why: str
    action: str


def catalogue(suites: Suites) -> list[Documented]:
    """Every flag of the suites, by suite and code."""
    documented = [
        Documented(
            code=entry.code,
            name=entry.name,
            suite=entry.suite,
            severity=entry.severity,
            finding=entry.table in MEASURE_TABLES,
            table=entry.table,
            column=entry.column,
            test=_test(entry),
            message=entry.message,
            why=entry.why,
            action=entry.action,
        )
        for entry in suites.entries
    ]
    return sorted(documented, key=lambda flag: (flag.suite, flag.code))


def _test(entry: Entry) -> str:
    where = _condition(entry.kwargs.get("row_condition"))
    return f"{_failure(entry)}, where {where}" if where else _failure(entry)


def _failure(entry: Entry) -> str:
    kwargs = entry.kwargs
    words = {
        "outside": _outside(entry),
        "listed": _listed(kwargs.get("value_set", [])),
        "regex": kwargs.get("regex", ""),
        "unlike": f"{'below' if kwargs.get('or_equal') else 'not above'} {kwargs.get('column_B')}",
        "other": kwargs.get("column_B", ""),
    }
    return PLACEHOLDER.sub(lambda name: str(words[name[1]]), RULES[entry.type].fails)


def _outside(entry: Entry) -> str:
    if entry.unit == YES_NO:
        return "no" if entry.kwargs.get("min_value") is not None else "yes"
    parts = []
    for name, strict, word in (("min_value", "strict_min", "below"), ("max_value", "strict_max", "above")):
        if entry.kwargs.get(name) is not None:
            limit = show(entry.kwargs[name], entry.unit)
            parts.append(f"{'at or ' if entry.kwargs.get(strict) else ''}{word} {limit}")
    return " or ".join(parts)


def _listed(values: list[Any]) -> str:
    return ", ".join(value if isinstance(value, str) else show(value) for value in values)


def _condition(value: Mapping[str, Any] | None) -> str:
    if value is None:
        return ""
    if value["type"] in ("and", "or"):
        return f" {value['type']} ".join(_condition(inner) for inner in value["conditions"])
    if value["type"] == "nullity":
        return f"{value['column']['name']} is {'missing' if value['is_null'] else 'given'}"
    parameter = value["parameter"]
    return f"{value['column']['name']} {OPERATORS[value['operator']]} {parameter}"
