"""Finds the store's SQL: one statement per file in `queries/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent

_COMMENTS = re.compile(r"\A(?:--[^\n]*\n)+")
_PARAMETER = re.compile(r"\$(\w+)")


@cache
def query(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def quoted(name: str) -> str:
    """A table or column name as SQL writes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def chained(named: Mapping[str, str], last: str) -> str:
    """One statement of several: `last` reads the others under their names, and each those before it.

    >>> chained({"parts": "SELECT 1 AS one"}, "-- What.\\nWITH two AS (SELECT 2) SELECT * FROM parts, two")
    'WITH parts AS (\\nSELECT 1 AS one\\n),\\ntwo AS (SELECT 2) SELECT * FROM parts, two'
    """
    before = ",\n".join(f"{name} AS (\n{sql}\n)" for name, sql in named.items())
    rest = _COMMENTS.sub("", last)
    return f"WITH {before},\n{rest[5:]}" if rest.startswith("WITH ") else f"WITH {before}\n{rest}"


def used(sql: str, params: Mapping[str, object] | None) -> dict[str, object] | None:
    """Those of `params` that a statement names, for DuckDB takes no others; None where there are none."""
    named = set(_PARAMETER.findall(sql))
    return {name: value for name, value in (params or {}).items() if name in named} or None
