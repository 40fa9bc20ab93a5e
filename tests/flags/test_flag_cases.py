"""Every expectation against its own examples in tests/cases/<CODE>.yml, all in one run of Great Expectations."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from reliability import flags, resources
from reliability.flags.tables import ARTICLE_TABLES, MEASURE_TABLES, TABLES, subject

CASES = Path(__file__).resolve().parents[1] / "cases"
SUITES = flags.load([resources.expectations()])
ENTRIES = {entry.code: entry for entry in SUITES.entries}


def read_case(code: str) -> dict[str, Any]:
    return yaml.safe_load((CASES / f"{code}.yml").read_text(encoding="utf-8"))


def example_rows(table: str) -> list[dict[str, Any]]:
    """The rows of all case files of a table; what a row is about becomes its place in its file."""
    return [
        {**row, subject(table): f"{entry.code} {outcome} {number}"}
        for entry in SUITES.entries
        if entry.table == table and (CASES / f"{entry.code}.yml").is_file()  # else its own test fails, and no other
        for outcome in ("passes", "fails")
        for number, row in enumerate(read_case(entry.code)[outcome])
    ]


def example_table(table: str) -> pl.DataFrame:
    rows = example_rows(table)
    if TABLES[table].open:
        names = {name for entry in SUITES.entries if entry.table == table for name in entry.columns}
        return pl.DataFrame(rows, schema={subject(table): pl.String, **dict.fromkeys(sorted(names), pl.Float64)})
    times = {name for name, dtype in TABLES[table].schema.items() if dtype.is_temporal()}
    return TABLES[table].frame(
        {name: datetime.fromisoformat(value) if name in times and value else value for name, value in row.items()}
        for row in rows
    )


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], str]:
    raised = flags.check({name: example_table(name) for name in ARTICLE_TABLES}, SUITES)
    told = flags.find({name: example_table(name) for name in MEASURE_TABLES}, SUITES)
    rows = [*raised.select("article_id", "code", "message").rows(), *told.select("subject", "code", "message").rows()]
    return {(about, code): message for about, code, message in rows}


@pytest.mark.parametrize("code", ENTRIES)
def test_examples_pass_and_fail_as_written(code: str, found: dict[tuple[str, str], str]) -> None:
    case, entry = read_case(code), ENTRIES[code]
    assert case["column"] == entry.column
    assert case.get("table", entry.table) == entry.table
    assert case["passes"]
    assert case["fails"]
    assert not [row for number, row in enumerate(case["passes"]) if (f"{code} passes {number}", code) in found]
    assert not [row for number, row in enumerate(case["fails"]) if (f"{code} fails {number}", code) not in found]
    first = f"{code} fails 0"
    message = found[first, code].replace(first, case["fails"][0].get(subject(entry.table), first))
    assert case["says"] in (message, message.replace(": {words}", ""))  # a row of numbers points at no words


def test_no_case_file_is_left_without_its_expectation() -> None:
    written = {path.stem for path in CASES.glob("*.yml") if ENTRIES.keys() & {path.stem} or path.stem[:3] in PREFIXES}
    assert written == set(ENTRIES)


PREFIXES = {code[:3] for code in ENTRIES}
