"""The two axes of the Admiralty code: rules, evidence in words, and that neither axis sees the other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import scoring
from reliability.records import SOURCE_RATINGS
from reliability.scoring import grades
from reliability.scoring.shrinkage import Prior

GOOD = {"claims": 8, "named_sources": 3, "second_hand_share": 0.1, "anonymous_share": 0.0, "unsourced_share": 0.1}
PRIOR = Prior(mean=0.6, between=0.02, within=0.03, rating=0.62, spread=0.05, link=0.025)
MODEL: Any = SimpleNamespace(id="2026-01-02-small", prior=PRIOR)


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


def test_grades_of_sources_fall_with_the_score() -> None:
    rows = pl.DataFrame({"score": [0.9, 0.9, 0.7, 0.55, 0.4, 0.2, None], "low": [0.6, 0.4, 0.4, 0.3, 0.2, 0.0, None]})
    assert rows.select(grades.source_reliability()).to_series().to_list() == ["A", "B", "B", "C", "D", "E", "F"]


def test_every_grade_has_one_rule() -> None:
    assert sorted(rule.grade for rule in grades.SOURCE_RULES) == list("ABCDEF")
    assert sorted(rule.grade for rule in grades.INFORMATION_RULES) == list("123456")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"claims": 9, "independent_origins": 2, "second_hand_share": 5 / 9, "unsourced_share": 0},
            "2: two independent origins behind its best corroborated claim; no conflict; 3 named sources; "
            "5 of 9 claims second-hand",
        ),
        (
            {"conflicts": 2, "named_sources": 0, "second_hand_share": None, "anonymous_share": 0.25},
            "5: no second independent origin of any claim; in conflict with other articles over 2 things; no named "
            "source; 2 of 8 claims by unnamed people; 1 of 8 claims without a source",
        ),
        ({"claims": 0}, "6: no claim that could be judged"),
    ],
)
def test_the_evidence_for_information_credibility_is_said(change: dict[str, float], said: str) -> None:
    row = pl.DataFrame([GOOD | change]).cast(pl.Float64).with_columns(article_id=pl.lit("a"))
    found = scoring.information_evidence(row)
    assert found.columns == ["article_id", "information_credibility", "evidence"]
    assert found["evidence"].item() == said


def test_the_evidence_for_source_reliability_is_said() -> None:
    parts = [
        {"part": "start", "origin": "m", "n": None, "value": 0.6},
        {"part": "articles", "origin": "m", "n": 34, "value": 0.7},
        {"part": "rating", "origin": "desk", "n": 1, "value": 0.9},
        {"part": "decisions", "origin": "reviewers", "n": 4, "value": 0.75},
    ]
    judged = {"source": "a.example", "role": "publisher", "source_reliability": "B", "score": 0.712, "articles": 40}
    unjudged = judged | {"source_reliability": "F", "score": None, "low": None, "high": None}
    rows = pl.DataFrame(
        [
            judged | {"low": 0.55, "high": 0.84, "parts": parts},
            unjudged | {"parts": [parts[1] | {"n": 1}]},
            unjudged | {"parts": []},
            unjudged | {"role": "cited", "parts": []},
        ]
    )
    assert scoring.source_evidence(rows)["evidence"].to_list() == [
        "B: score 71 (55-84) from 34 articles, the list desk (90) and 4 decisions (75 % approved)",
        "F: no score: only 1 article",
        "F: no score: none of 40 articles could be scored",
        "F: no score: only cited, and in no rating list",
    ]


def test_both_grades_of_an_article_in_words() -> None:
    row = pl.DataFrame([GOOD]).cast(pl.Float64).with_columns(article_id=pl.lit("a"))
    nowhere = pl.DataFrame(schema=["source", "role", "source_reliability", "score", "low", "high", "articles", "parts"])
    found = scoring.graded(row, nowhere).to_dicts()
    assert [(grade["axis"], grade["grade"], grade["meaning"]) for grade in found] == [
        ("source", "F", "cannot be judged"),
        ("information", "3", "possibly true"),
    ]
    assert found[0]["evidence"] == "no score: the publisher is not known"
    assert found[1]["evidence"].startswith("no second independent origin of any claim; no conflict; 3 named sources")


SIZE = 6
SHARE = st.none() | st.floats(0, 1)
COUNT = st.none() | st.integers(0, 9).map(float)
INFORMATION = st.fixed_dictionaries(
    dict.fromkeys(("claims", "independent_origins", "conflicts", "named_sources"), COUNT)
    | dict.fromkeys(grades.WEAKNESSES, SHARE)
)
SOURCE = st.fixed_dictionaries(
    {"scored": st.integers(0, 60), "mean": st.floats(0, 1), "decided": st.integers(0, 9), "rating": SHARE}
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(INFORMATION, min_size=SIZE, max_size=SIZE),
    st.lists(SOURCE, min_size=SIZE, max_size=SIZE),
    st.permutations(range(SIZE)),
)
def test_the_two_axes_never_influence_each_other(
    information: list[dict[str, float]], source: list[dict[str, float]], order: list[int]
) -> None:
    """Each article has a publisher of its own; the evidence of one axis changes places, and the other stays."""

    def graded(said: list[dict[str, float]], known: list[dict[str, float]]) -> pl.DataFrame:
        totals = pl.DataFrame(
            {
                "source": [f"paper{n}.example" for n in range(SIZE)],
                "role": "publisher",
                "articles": [row["scored"] for row in known],
                "scored": [row["scored"] for row in known],
                "mean": [row["mean"] for row in known],
                "claims": [int(row["claims"] or 0) for row in said],
                "second_hand": [round((row["claims"] or 0) * (row["second_hand_share"] or 0)) for row in said],
            }
        )
        listed = SOURCE_RATINGS.frame(
            {"list": "desk", "domain": f"paper{n}.example", "rating": row["rating"], "error": 0.2}
            for n, row in enumerate(known)
            if row["rating"] is not None
        )
        decided = totals.select("source", verdict=pl.lit("approved"), articles=pl.Series([r["decided"] for r in known]))
        sources, _ = scoring.score_sources(scoring.gather(totals, decided, listed), MODEL)
        both = pl.concat(
            [pl.DataFrame(said, infer_schema_length=None).cast(pl.Float64), sources.drop("claims")], how="horizontal"
        )
        return both.select(information=grades.information_credibility(both.columns), source=grades.source_reliability())

    plain = graded(information, source)
    moved = [information[at] for at in order], [source[at] for at in order]
    assert graded(moved[0], source)["source"].equals(plain["source"])
    assert graded(information, moved[1])["information"].equals(plain["information"])
    assert graded(*moved).equals(plain[order])


def test_what_is_no_english_article_makes_no_claims_that_could_be_judged() -> None:
    foreign = pl.DataFrame(
        {"article_id": ["a"], **{name: [float(value)] for name, value in GOOD.items()}}
    ).with_columns(words=pl.lit(400.0), english_share=pl.lit(0.02))
    assert grades.information(foreign).to_list() == [6]
    assert grades.information(foreign.with_columns(english_share=pl.lit(0.4))).to_list() == [3]
    (line,) = scoring.information_evidence(foreign)["evidence"]
    assert line == "6: a text in which no claims can be read"
