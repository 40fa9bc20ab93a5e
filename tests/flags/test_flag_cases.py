"""Every expectation against its own examples in tests/cases/<CODE>.yml, all in one run of Great Expectations."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from reliability import flags, records, resources

CASES = Path(__file__).resolve().parents[1] / "cases"
SUITES = flags.load([resources.expectations()])
ENTRIES = {entry.code: entry for entry in SUITES.entries}


def read_case(code: str) -> dict[str, Any]:
    return yaml.safe_load((CASES / f"{code}.yml").read_text(encoding="utf-8"))


def example_rows(table: str) -> list[dict[str, Any]]:
    return [
        {"article_id": f"{entry.code} {outcome} {number}", **row}
        for entry in SUITES.entries
        if entry.table == table
        for outcome in ("passes", "fails")
        for number, row in enumerate(read_case(entry.code)[outcome])
    ]


def tables() -> dict[str, pl.DataFrame]:
    names = {name for entry in SUITES.entries if entry.table == "features" for name in entry.columns}
    features = pl.DataFrame(
        example_rows("features"), schema={"article_id": pl.String, **dict.fromkeys(sorted(names), pl.Float64)}
    )
    articles = [
        {
            name: datetime.fromisoformat(value) if name.endswith("_at") and value else value
            for name, value in row.items()
        }
        for row in example_rows("articles")
    ]
    return {"features": features, "articles": records.ARTICLES.frame(articles)}


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], str]:
    raised = flags.check(tables(), SUITES)
    return {(row["article_id"], row["code"]): row["message"] for row in raised.iter_rows(named=True)}


@pytest.mark.parametrize("code", ENTRIES)
def test_examples_pass_and_fail_as_written(code: str, found: dict[tuple[str, str], str]) -> None:
    case = read_case(code)
    assert case["column"] == ENTRIES[code].column
    assert case["passes"]
    assert case["fails"]
    assert not [row for number, row in enumerate(case["passes"]) if (f"{code} passes {number}", code) in found]
    assert not [row for number, row in enumerate(case["fails"]) if (f"{code} fails {number}", code) not in found]
    assert found[f"{code} fails 0", code] == case["says"]


def test_no_case_file_is_left_without_its_expectation() -> None:
    written = {path.stem for path in CASES.glob("*.yml") if ENTRIES.keys() & {path.stem} or path.stem[:3] in PREFIXES}
    assert written == set(ENTRIES)


PREFIXES = {code[:3] for code in ENTRIES}
