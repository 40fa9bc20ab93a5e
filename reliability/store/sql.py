"""Finds the store's SQL: one statement per file in `queries/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@cache
def query(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def quoted(name: str) -> str:
    """A table or column name as SQL writes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
