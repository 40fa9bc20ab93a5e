"""Texts that get no score and near misses that do: tests/cases/abstention, through the real features."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from reliability import abstentions, claims, features, records
from reliability.scoring import abstention
from reliability.scoring.abstention import NEEDED
from reliability.scoring.inputs import EXCLUDED

CASES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).resolve().parents[1] / "cases" / "abstention").glob("*.yml"))
}


def measured(case: dict[str, Any]) -> pl.DataFrame:
    article = records.ARTICLES.frame([{"article_id": "a", "title": case.get("title"), "text": case["text"]}])
    return features.compute(article, claims.extract(article), records.STORY_MEMBERS.empty())


def examples(outcome: str) -> list[Any]:
    return [
        pytest.param(case["code"], example, id=f"{kind}-{number}")
        for kind, case in CASES.items()
        for number, example in enumerate(case[outcome])
    ]


@pytest.mark.parametrize(("code", "example"), examples("abstains"))
def test_a_text_of_the_kind_gets_its_reason(code: str, example: dict[str, Any]) -> None:
    row = measured(example)
    assert abstention.abstained(row).item() == code
    said = abstention.reason(code, row)
    assert said.startswith(example.get("says", "Th")) and said.endswith(".")


@pytest.mark.parametrize(("code", "example"), examples("judged"))
def test_a_near_miss_is_judged(code: str, example: dict[str, Any]) -> None:
    row = measured(example)
    assert abstention.abstained(row).item() is None, abstention.abstained(row).item()


def test_every_rule_has_its_cases_and_its_code_is_declared() -> None:
    assert {rule.kind.replace(" ", "_") for rule in abstention.RULES} == set(CASES)
    assert {rule.code for rule in abstention.RULES} == {case["code"] for case in CASES.values()}
    assert {rule.code for rule in abstention.RULES} < set(abstentions.ARTICLES)


def test_what_decides_on_abstaining_is_no_input_of_the_model() -> None:
    looked_at = {name for rule in abstention.RULES for name in rule.applies.meta.root_names()}
    assert looked_at - set(EXCLUDED) == {"words", "numbers_per_1000"}


def test_a_reason_without_numbers_is_still_a_sentence() -> None:
    for code in abstentions.ABSTENTIONS:
        assert abstention.reason(code, pl.DataFrame()).endswith(".")
    assert abstentions.short(None) == "-"
    assert abstentions.short("a_new_reason") == "a new reason"


@pytest.mark.parametrize(
    ("words", "english", "code"),
    [
        (300, 0.45, None),
        (None, None, "too_short"),
        (79, 0.45, "too_short"),
        (300, 0.05, "not_english"),
        (300, None, "not_english"),
        (300, float("nan"), "not_english"),
        (10, 0.05, "too_short"),
    ],
)
def test_a_table_of_the_needed_features_alone_is_enough(
    words: float | None, english: float | None, code: str | None
) -> None:
    row = pl.DataFrame({"words": [words], "english_share": [english]}, schema=dict.fromkeys(NEEDED, pl.Float64))
    assert abstention.abstained(row).item() == code


def test_a_text_that_a_barrier_cut_off_says_so_with_its_reason() -> None:
    text = "The harbour office of Norvale will lower its tolls in April, its director Hana Lindqvist said on Tuesday."
    said = []
    for free in (False, True, None):
        article = records.ARTICLES.frame([{"article_id": "a", "text": text, "came_with": {"free": free}}])
        row = features.compute(article, claims.extract(article), records.STORY_MEMBERS.empty())
        said.append(abstention.reason("too_short", row))
    assert said[0] == f"{said[1]} {abstention.FREE_PART}"
    assert said[1] == said[2] == "The text has 18 words; below 80 there is too little to judge."
