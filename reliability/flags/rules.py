"""Which Great Expectations a suite may use, with what arguments, on which types of column.

Only expectations that judge each row on its own are listed: an aggregate one names no article, and one that compares
rows with each other would judge an article by the batch it happens to arrive in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

import polars as pl

OPERATORS = {
    "==": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}
GROUPS = ("and", "or")


@dataclass(frozen=True)
class Rule:
    """One row-level expectation type.

    Args:
        columns: the arguments that name columns; a flag concerns the first.
        arguments: the other arguments it takes.
        one_of: arguments of which at least one must be given.
        fails: what a row that fails is like, in plain words; names in braces are filled in by the catalogue.
        accepts: `any`, `text`, `ordered` (numbers or times), or `listed` (the type of the values in the set).
    """

    fails: str
    columns: tuple[str, ...] = ("column",)
    arguments: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    accepts: str = "any"


_LIMITS = ("min_value", "max_value")
_STRICT = (*_LIMITS, "strict_min", "strict_max")
_PAIR = ("column_A", "column_B")

RULES: Mapping[str, Rule] = {
    "expect_column_values_to_not_be_null": Rule("missing"),
    "expect_column_values_to_be_null": Rule("given"),
    "expect_column_values_to_be_between": Rule("{outside}", arguments=_STRICT, one_of=_LIMITS, accepts="ordered"),
    "expect_column_values_to_be_in_set": Rule(
        "none of {listed}", arguments=("value_set",), one_of=("value_set",), accepts="listed"
    ),
    "expect_column_values_to_not_be_in_set": Rule(
        "one of {listed}", arguments=("value_set",), one_of=("value_set",), accepts="listed"
    ),
    "expect_column_values_to_match_regex": Rule(
        "does not match {regex}", arguments=("regex",), one_of=("regex",), accepts="text"
    ),
    "expect_column_values_to_not_match_regex": Rule(
        "matches {regex}", arguments=("regex",), one_of=("regex",), accepts="text"
    ),
    "expect_column_value_lengths_to_be_between": Rule(
        "length {outside} characters", arguments=_STRICT, one_of=_LIMITS, accepts="text"
    ),
    "expect_column_pair_values_a_to_be_greater_than_b": Rule(
        "{unlike}", _PAIR, ("or_equal", "ignore_row_if"), accepts="ordered"
    ),
    "expect_column_pair_values_to_be_equal": Rule("differs from {other}", _PAIR, ("ignore_row_if",)),
}


@dataclass(frozen=True)
class Condition:
    """A comparison that a row must meet before it is judged; `operator` is `null` or `not null` without a value."""

    column: str
    operator: str
    value: Any = None


def check_type(type_: object) -> Rule:
    """Return the rule of an expectation type.

    Raises:
        ValueError: it is unknown, or does not judge each row on its own.
    """
    if isinstance(type_, str) and type_ in RULES:
        return RULES[type_]
    near = get_close_matches(str(type_), RULES, n=1)
    meant = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(RULES)}"
    raise ValueError(f"'{type_}' is no expectation that judges each row on its own; {meant}")


def check_arguments(rule: Rule, kwargs: Mapping[str, Any]) -> None:
    """Check names and values of the arguments of an expectation.

    Raises:
        ValueError: an argument is missing, unknown, of the wrong type, or can never be met.
    """
    for name in rule.columns:
        if not isinstance(kwargs.get(name), str) or not kwargs[name]:
            raise ValueError(f"'{name}' must name a column")
    if "mostly" in kwargs:
        raise ValueError("'mostly' has no place here: every row that fails is flagged")
    known = (*rule.columns, *rule.arguments, "row_condition")
    unknown = [name for name in kwargs if name not in known]
    if unknown:
        raise ValueError(f"unknown argument '{unknown[0]}'; known are {', '.join(known)}")
    if rule.one_of and all(kwargs.get(name) is None for name in rule.one_of):
        raise ValueError(f"{' or '.join(rule.one_of)} is missing")
    _check_limits(kwargs)
    _check_values(kwargs)


def conditions(value: Any) -> Iterator[Condition]:
    """The comparisons of a `row_condition`, in Great Expectations' own dictionary form; none for None.

    Raises:
        ValueError: it is text (which would be evaluated), or has another shape.
    """
    if value is None:
        return
    if not isinstance(value, Mapping):
        raise ValueError('\'row_condition\' must be an object such as {"type": "comparison", ...}')
    kind = value.get("type")
    inside = value.get("conditions")
    if kind in GROUPS and set(value) == {"type", "conditions"} and isinstance(inside, list) and inside:
        for inner in inside:
            yield from conditions(inner)
    elif kind == "comparison" and set(value) == {"type", "column", "operator", "parameter"}:
        if str(value["operator"]) not in OPERATORS or not _is_plain(value["parameter"]):
            raise ValueError(f"'row_condition' needs one of {' '.join(OPERATORS)} and a number or text")
        yield Condition(_column_name(value["column"]), value["operator"], value["parameter"])
    elif kind == "nullity" and set(value) == {"type", "column", "is_null"}:
        yield Condition(_column_name(value["column"]), "null" if value["is_null"] is True else "not null")
    else:
        raise ValueError("'row_condition' must be a comparison, a nullity, or an 'and' or 'or' of them")


def misfit(rule: Rule, kwargs: Mapping[str, Any], types: Mapping[str, pl.DataType]) -> str | None:
    """Say which column has a type that the expectation cannot judge, or None. Columns of nulls only always fit."""
    for condition in conditions(kwargs.get("row_condition")):
        if condition.value is not None and not _comparable(types[condition.column], condition.value):
            return f"'row_condition' compares {types[condition.column]} with {condition.value!r}"
    names = [kwargs[name] for name in rule.columns]
    kinds = {_kind(types[name]) for name in names} - {"null"}
    if rule.accepts == "text" and kinds - {"text"}:
        return f"it needs text, but the column is {types[names[0]]}"
    if rule.accepts == "ordered" and kinds - {"number", "time"}:
        return f"it needs numbers or times, but the column is {types[names[0]]}"
    if len(kinds) > 1:
        return f"it compares {' with '.join(str(types[name]) for name in names)}"
    limits = [] if rule.accepts == "text" else [kwargs[name] for name in _LIMITS if kwargs.get(name) is not None]
    for value in (*limits, *kwargs.get("value_set", ())):
        if not _comparable(types[names[0]], value):
            return f"it compares {types[names[0]]} with {value!r}"
    return None


def _check_limits(kwargs: Mapping[str, Any]) -> None:
    low, high = (kwargs.get(name) for name in _LIMITS)
    for name in _LIMITS:
        if kwargs.get(name) is not None and not _is_limit(kwargs[name]):
            raise ValueError(f"'{name}' must be a number or a time such as 2001-02-03T00:00:00Z")
    for name in ("strict_min", "strict_max", "or_equal"):
        if not isinstance(kwargs.get(name, False), bool):
            raise ValueError(f"'{name}' must be true or false")
    if low is None or high is None:
        return
    if isinstance(low, str) != isinstance(high, str):
        raise ValueError("min_value and max_value must be of one type")
    strict = kwargs.get("strict_min") or kwargs.get("strict_max")
    if isinstance(low, str):
        low, high = datetime.fromisoformat(low), datetime.fromisoformat(high)
    if low > high or (low == high and strict):
        raise ValueError(f"nothing lies between min_value {kwargs['min_value']} and max_value {kwargs['max_value']}")


def _check_values(kwargs: Mapping[str, Any]) -> None:
    if "value_set" in kwargs:
        values = kwargs["value_set"]
        if not isinstance(values, list) or not values or not all(_is_plain(value) for value in values):
            raise ValueError("'value_set' must be a list of numbers or texts that is not empty")
        if len({isinstance(value, str) for value in values}) > 1:
            raise ValueError("'value_set' must hold values of one type")
    if "regex" in kwargs:
        try:
            re.compile(kwargs["regex"])
        except (re.error, TypeError) as error:
            raise ValueError(f"'regex' is no regular expression: {error}") from error
    if kwargs.get("ignore_row_if", "either_value_is_missing") not in (
        "either_value_is_missing",
        "both_values_are_missing",
    ):
        raise ValueError("'ignore_row_if' must be either_value_is_missing or both_values_are_missing")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -1e300 < value < 1e300


def _is_plain(value: object) -> bool:
    return isinstance(value, str) or _is_number(value)


def _is_limit(value: object) -> bool:
    return _is_number(value) or (isinstance(value, str) and _time(value) is not None)


def _time(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _column_name(value: Any) -> str:
    if isinstance(value, Mapping) and set(value) == {"name"} and isinstance(value["name"], str):
        return value["name"]
    raise ValueError('\'row_condition\' names its column as {"name": "..."}')


def _kind(dtype: pl.DataType) -> str:
    if dtype.is_numeric():
        return "number"
    if dtype.is_temporal():
        return "time"
    return {pl.String: "text", pl.Null: "null"}.get(dtype.base_type(), "other")


def _comparable(dtype: pl.DataType, value: object) -> bool:
    fits = {"number": _is_number(value), "text": isinstance(value, str), "null": True}
    fits["time"] = isinstance(value, str) and _time(value) is not None
    return fits.get(_kind(dtype), False)
