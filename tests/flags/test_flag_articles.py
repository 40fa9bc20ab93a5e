"""Every flag against small articles in tests/cases/<CODE>.yml, from text to message, all in one run.

A case file may hold `articles: {passes: [...], fails: [...]}`. An article has columns of records.ARTICLES; besides,
`others` are further articles of its story (for flags between articles), `times` says how often its text stands in a
row, and `says` is the message that is expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from reliability import claims, features, flags, records, resources, stories

CASES = Path(__file__).resolve().parents[1] / "cases"
SUITES = flags.load([resources.expectations()])
KNOWN = set(records.ARTICLES.schema)
BESIDES = {"others", "says", "times"}


def told(code: str, outcome: str) -> list[dict[str, Any]]:
    path = CASES / f"{code}.yml"
    case = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return case.get("articles", {}).get(outcome, [])


EXAMPLES = [
    pytest.param(code, outcome, number, id=f"{code}-{outcome}-{number}")
    for code in sorted(SUITES.columns)
    for outcome in ("passes", "fails")
    for number in range(len(told(code, outcome)))
]


def name(code: str, outcome: str, number: int) -> str:
    return f"{code}-{outcome}-{number}"


def row(article: dict[str, Any], article_id: str) -> dict[str, Any]:
    unknown = article.keys() - KNOWN - BESIDES
    assert not unknown, f"{article_id} has {unknown}"
    times = {key for key, dtype in records.ARTICLES.schema.items() if dtype.is_temporal()}
    kept = {key: value for key, value in article.items() if key not in BESIDES}
    kept["text"] = kept.get("text", "") * article.get("times", 1)
    return {
        "article_id": article_id,
        **{key: datetime.fromisoformat(str(value)) if key in times else value for key, value in kept.items()},
    }


def groups() -> Iterator[list[dict[str, Any]]]:
    """Each example with its others: what the stories stage may put together."""
    for code in sorted(SUITES.columns):
        for outcome in ("passes", "fails"):
            for number, article in enumerate(told(code, outcome)):
                first = name(code, outcome, number)
                others = [row(other, f"{first}-{n}") for n, other in enumerate(article.get("others", []))]
                yield [row(article, first), *others]


def linked(articles: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    signatures = stories.signatures(articles)
    return stories.corroborate(stories.link(signatures), said, signatures)[1]


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], str]:
    """The messages by article and code."""
    together = list(groups())
    articles = records.ARTICLES.frame(article for group in together for article in group)
    said = claims.extract(articles)
    of_story = [
        linked(*(frame.filter(pl.col("article_id").is_in(ids)) for frame in (articles, said)))
        for ids in ([article["article_id"] for article in group] for group in together if len(group) > 1)
    ]
    members = pl.concat([records.STORY_MEMBERS.empty().drop("run_id"), *of_story])
    numbers = features.compute(articles, said, members)
    raised = flags.check({"articles": articles, "features": numbers}, SUITES)
    placed = features.locate(raised, SUITES.columns, articles, said, members)
    return {(about, code): message for about, code, message in placed.select("article_id", "code", "message").rows()}


@pytest.mark.parametrize(("code", "outcome", "number"), EXAMPLES)
def test_an_example_article_is_judged_as_written(
    code: str, outcome: str, number: int, found: dict[tuple[str, str], str]
) -> None:
    message = found.get((name(code, outcome, number), code))
    assert (message is not None) == (outcome == "fails"), message
    says = told(code, outcome)[number].get("says", message)
    assert message == says
