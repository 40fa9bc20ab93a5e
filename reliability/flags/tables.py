"""The tables that suites may judge, and whether an expectation fits their columns.

A row of an article table that fails is a flag of its article. A row of a measure table that fails is a finding about
what the row measures: a table, a feature, a source, a theme or a run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import polars as pl

from reliability.flags.rules import Rule, misfit
from reliability.records import ARTICLES, FEATURES, MEASURES, SCORES, Table

ARTICLE_TABLES: Mapping[str, Table] = {table.name: table for table in (FEATURES, ARTICLES, SCORES)}
MEASURE_TABLES: Mapping[str, Table] = {table.name: table for table in MEASURES}
TABLES: Mapping[str, Table] = {**ARTICLE_TABLES, **MEASURE_TABLES}


def about(table: str) -> str:
    """What a measure table has a row for: `source` for `source_measures`."""
    return table.removesuffix("_measures")


def subject(table: str) -> str:
    """The column that says which article, or which source, feature, ..., a row is about."""
    return "article_id" if table in ARTICLE_TABLES else TABLES[table].key[0]


def declared(table: str, features: Collection[str] | None) -> dict[str, pl.DataType] | None:
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


def meant(name: str, known: Iterable[str]) -> str:
    """`; did you mean ...?` for a misspelled name, or nothing."""
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
