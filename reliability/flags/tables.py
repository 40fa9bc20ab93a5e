"""The tables that suites may judge, and whether an expectation fits their columns.

A row of an article table that fails is a flag of its article. A row of a measure table that fails is a finding about
what the row measures: a table, a feature, a source, a theme or a run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import polars as pl

from reliability.flags.rules import Rule, conditions, misfit
from reliability.records import ARTICLES, FEATURES, MEASURES, SCORES, Table

ARTICLE_TABLES: Mapping[str, Table] = {table.name: table for table in (FEATURES, ARTICLES, SCORES)}
MEASURE_TABLES: Mapping[str, Table] = {table.name: table for table in MEASURES}
TABLES: Mapping[str, Table] = {**ARTICLE_TABLES, **MEASURE_TABLES}

Ranges = Mapping[str, tuple[float, float]]
"""Columns with the least and greatest value that they can take."""


def about(table: str) -> str:
    """What a measure table has a row for: `source` for `source_measures`."""
    return table.removesuffix("_measures")


def subject(table: str) -> str:
    """The column that says which article, or which source, feature, ..., a row is about."""
    return "article_id" if table in ARTICLE_TABLES else TABLES[table].key[0]


def declared(table: str, features: Iterable[str] | None) -> dict[str, pl.DataType] | None:
    """Columns and types of a table as far as they are known before any row is; None where they are not."""
    types = dict(TABLES[table].schema)
    if not TABLES[table].open:
        return types
    return None if features is None else {**types, **dict.fromkeys(features, pl.Float64())}


def check_columns(
    table: str, columns: Sequence[str], rule: Rule, kwargs: Mapping[str, Any], types: Mapping[str, pl.DataType]
) -> None:
    """Hold what an expectation needs against the columns of its table.

    Raises:
        ValueError: the table lacks a column, or one has a type that the expectation cannot judge.
    """
    missing = [name for name in columns if name not in types]
    if missing:
        raise ValueError(f"table {table} has no column '{missing[0]}'{meant(missing[0], types)}")
    if problem := misfit(rule, kwargs, types):
        raise ValueError(problem)


def check_ranges(rule: Rule, kwargs: Mapping[str, Any], ranges: Ranges) -> None:
    """Hold thresholds against the values that columns can take.

    Raises:
        ValueError: every value or none would fail, or a condition never holds.
    """
    for condition in conditions(kwargs.get("row_condition")):
        if condition.column in ranges and _never(condition.operator, condition.value, *ranges[condition.column]):
            span = _span(condition.column, ranges)
            raise ValueError(f"'row_condition' never holds: {span}, never {condition.operator} {condition.value}")
    name = kwargs[rule.columns[0]]
    if rule.accepts != "ordered" or "min_value" not in rule.arguments or name not in ranges:
        return
    low, high = (kwargs.get(name) for name in ("min_value", "max_value"))
    least, most = ranges[name]
    below = low is not None and _never("<=" if kwargs.get("strict_min") else "<", low, least, most)
    above = high is not None and _never(">=" if kwargs.get("strict_max") else ">", high, least, most)
    if (low is None or below) and (high is None or above):
        raise ValueError(f"no value can fail: {_span(name, ranges)}")
    under = low is not None and _never(">" if kwargs.get("strict_min") else ">=", low, least, most)
    over = high is not None and _never("<" if kwargs.get("strict_max") else "<=", high, least, most)
    if under or over:
        raise ValueError(f"every value fails: {_span(name, ranges)}")


def _never(operator: str, limit: object, least: float, most: float) -> bool:
    """Whether no value from `least` to `most` stands in this relation to a limit."""
    if not isinstance(limit, int | float):
        return False
    return {
        "<": least >= limit,
        "<=": least > limit,
        ">": most <= limit,
        ">=": most < limit,
        "==": not least <= limit <= most,
    }.get(operator, False)


def _span(name: str, ranges: Ranges) -> str:
    least, most = ranges[name]
    return f"{name} is {least:g} or more" if most == math.inf else f"{name} lies between {least:g} and {most:g}"


def meant(name: str, known: Iterable[str]) -> str:
    """`; did you mean ...?` for a misspelled name, or nothing."""
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def ended(text: str) -> str:
    """The text as a sentence that ends."""
    return text if text.endswith("?") else f"{text}."
