"""When there is no score, and the two axes of the Admiralty code."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from reliability import scoring
from reliability.records import ABSTENTIONS, SOURCES
from reliability.scoring import abstention, grades
from reliability.scoring.sources import Prior

PRIOR = Prior(mean=0.6, between=0.02, within=0.03, rating=0.62, spread=0.05, link=0.025)
MODEL: Any = SimpleNamespace(id="2026-01-02-small", prior=PRIOR)


@pytest.mark.parametrize(
    ("words", "english", "sentences", "paragraphs", "reason"),
    [
        (300, 0.45, 0.9, 8, None),
        (79, 0.45, 0.9, 2, "too_short"),
        (0, None, None, 0, "too_short"),
        (None, None, None, None, "too_short"),
        (300, 0.05, 0.9, 8, "not_english"),
        (300, None, 0.9, 8, "not_english"),
        (300, float("nan"), 0.9, 8, "not_english"),
        (300, 0.45, 0.1, 40, "not_an_article"),
        (300, 0.45, 0.0, 1, None),
        (10, 0.05, 0.1, 5, "too_short"),
    ],
)
def test_abstention(
    words: float | None, english: float | None, sentences: float | None, paragraphs: float | None, reason: str | None
) -> None:
    row = pl.DataFrame(
        {"words": [words], "english_share": [english], "sentence_share": [sentences], "paragraphs": [paragraphs]},
        schema=dict.fromkeys(abstention.NEEDED, pl.Float64),
        strict=False,
    )
    assert row.select(abstention.abstained()).item() == reason
    assert reason is None or reason in ABSTENTIONS


GOOD = {"claims": 8, "named_sources": 3, "second_hand_share": 0.1, "anonymous_share": 0.0, "unsourced_share": 0.1}


@pytest.mark.parametrize(
    ("change", "grade"),
    [
        ({"claims": 0}, 6),
        ({"claims": None}, 6),
        ({"claims": 0, "independent_origins": 5}, 6),
        ({"independent_origins": 2}, 1),
        ({"independent_origins": 2, "second_hand_share": 0.8}, 2),
        ({"independent_origins": 2, "conflicts": 1}, 4),
        ({}, 3),
        ({"independent_origins": 1, "independent_reports": 1, "named_sources": 9}, 3),
        ({"independent_reports": 2}, 3),
        ({"independent_reports": 2, "named_sources": 1}, 3),
        ({"independent_reports": 2, "conflicts": 1}, 4),
        ({"named_sources": 1}, 3),
        ({"anonymous_share": 0.3}, 3),
        ({"anonymous_share": 0.6}, 4),
        ({"named_sources": 0}, 4),
        ({"conflicts": 1, "named_sources": 0}, 5),
        ({"conflicts": 1, "unsourced_share": 0.9}, 5),
    ],
)
def test_information_credibility(change: dict[str, float], grade: int) -> None:
    row = pl.DataFrame([GOOD | change]).cast(pl.Float64)
    assert row.select(grades.information_credibility(row.columns)).item() == grade


def totals(**columns: list[Any]) -> pl.DataFrame:
    size = len(next(iter(columns.values())))
    usual = {"role": "publisher", "articles": 20, "scored": 20, "mean": 0.6, "variance": 0.03, "claims": 40}
    rest = {name: [value] * size for name, value in (usual | {"second_hand": 4}).items() if name not in columns}
    return pl.DataFrame({"source": [f"paper{n}.example" for n in range(size)], **columns, **rest})


def test_more_articles_move_a_source_further_and_narrow_its_interval() -> None:
    sources = scoring.score_sources(totals(scored=[5, 20, 500], mean=[0.8, 0.8, 0.8]), MODEL)
    score, width = sources["score"].to_list(), (sources["high"] - sources["low"]).to_list()
    assert PRIOR.rating < score[0] < score[1] < score[2]
    assert width[0] > width[1] > width[2]
    assert sources.columns == [name for name in SOURCES.schema if name != "run_id"]
    assert sources.select((pl.col("low") <= pl.col("score")) & (pl.col("score") <= pl.col("high"))).to_series().all()


def test_too_few_articles_and_cited_outlets_are_not_judged() -> None:
    sources = scoring.score_sources(
        totals(role=["publisher", "publisher", "cited"], scored=[4, 0, 0], mean=[0.9, None, None]), MODEL
    )
    assert sources["abstained"].to_list() == ["too_few_articles", "too_few_articles", "not_published_here"]
    assert sources["source_reliability"].to_list() == ["F", "F", "F"]
    assert sources.select(pl.col("score", "low", "high").null_count()).row(0) == (3, 3, 3)
    assert sources["claims"].to_list() == [40, 40, 40]


def test_grades_of_sources_fall_with_the_score() -> None:
    rows = pl.DataFrame({"score": [0.9, 0.9, 0.7, 0.55, 0.4, 0.2, None], "low": [0.6, 0.4, 0.4, 0.3, 0.2, 0.0, None]})
    assert rows.select(grades.source_reliability()).to_series().to_list() == ["A", "B", "B", "C", "D", "E", "F"]
