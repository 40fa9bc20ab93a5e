"""A source's score from articles, rating lists and decisions; an article's score with its publisher's."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import scoring
from reliability.records import SOURCE_EVIDENCE, SOURCE_RATINGS, SOURCES
from reliability.scoring.evidence import without_itself
from reliability.scoring.shrinkage import Prior, shrink
from reliability.scoring.together import COMBINED

PRIOR = Prior(mean=0.4, between=0.4, within=0.6, rating=0.62, spread=0.05, link=0.11)
MODEL: Any = SimpleNamespace(id="2026-01-02-small", prior=PRIOR)


def evidence(*sources: dict[str, Any]) -> pl.DataFrame:
    """Evidence on sources; `ratings` are (list, rating, error), `verdicts` counts by name."""
    usual = {"role": "publisher", "scored": 0, "mean": None, "ratings": [], "verdicts": {}}
    rows = [{"source": f"paper{n}.example"} | usual | source for n, source in enumerate(sources)]
    totals = pl.DataFrame(
        [
            {"source": row["source"], "role": row["role"], "articles": 20, "scored": row["scored"], "mean": row["mean"]}
            | {"variance": 0.03, "claims": 40, "second_hand": 4}
            for row in rows
        ],
        schema_overrides={"mean": pl.Float64},
    )
    decisions = [(row["source"], verdict, n) for row in rows for verdict, n in row["verdicts"].items()]
    rated = [(name, row["source"], value, error) for row in rows for name, value, error in row["ratings"]]
    return scoring.gather(
        totals,
        pl.DataFrame(decisions, schema={"source": pl.String, "verdict": pl.String, "articles": pl.Int64}, orient="row"),
        pl.DataFrame(rated, schema=list(SOURCE_RATINGS.schema.items())[:4], orient="row"),
    )


def scored(*sources: dict[str, Any]) -> list[dict[str, Any]]:
    return scoring.score_sources(evidence(*sources), MODEL)[0].to_dicts()


def width(row: dict[str, Any]) -> float:
    return row["high"] - row["low"]


def test_more_articles_move_a_source_further_and_narrow_its_interval() -> None:
    rows = scored(*({"scored": n, "mean": 0.8} for n in (5, 20, 500)))
    assert PRIOR.rating < rows[0]["score"] < rows[1]["score"] < rows[2]["score"]
    assert width(rows[0]) > width(rows[1]) > width(rows[2])


def test_articles_alone_are_shrunk_to_the_mean_of_all_sources() -> None:
    table = pl.DataFrame({"scored": [5.0, 12.0, 300.0], "mean": [0.2, 0.71, 0.65]})
    names = ("score", "low", "high")
    expected = table.select(
        e.alias(n) for n, e in zip(names, shrink(pl.col("mean"), pl.col("scored"), PRIOR), strict=True)
    )
    for row, wanted in zip(scored(*table.cast({"scored": pl.Int64}).to_dicts()), expected.to_dicts(), strict=True):
        assert {name: row[name] for name in names} == pytest.approx(wanted)


def test_frames_are_as_declared() -> None:
    sources, parts = scoring.score_sources(evidence({"scored": 9, "mean": 0.5}), MODEL)
    assert sources.columns == [name for name in SOURCES.schema if name != "run_id"]
    assert parts.columns == [name for name in SOURCE_EVIDENCE.schema if name != "run_id"]


def test_with_too_little_evidence_there_is_no_score_but_what_was_seen() -> None:
    sources, parts = scoring.score_sources(
        evidence(
            {"scored": 4, "mean": 0.1},
            {},
            {"role": "cited"},
            {"verdicts": {"rejected": 4, "escalated": 30, "reopened": 9}},
            {"scored": 3, "mean": 0.1, "verdicts": {"rejected": 1}},
        ),
        MODEL,
    )
    assert set(sources["source_reliability"]) == {"F"}
    assert sources["abstained"].to_list()[:3] == ["too_few_articles", "too_few_articles", "not_published_here"]
    assert sources.select(pl.col("score", "low", "high").null_count()).row(0) == (5, 5, 5)
    assert parts.select("part", "n").rows() == [("articles", 4), ("articles", 3), ("decisions", 4), ("decisions", 1)]
    assert parts.select(pl.col("score", "low", "high", "weight", "points").null_count()).row(0) == (4,) * 5


def test_five_pieces_of_all_kinds_together_are_enough() -> None:
    rows = scored(
        {"verdicts": {"approved": 4, "rejected": 1}},
        {"scored": 3, "mean": 0.7, "verdicts": {"needs_sources": 2}},
        {"ratings": [("desk", 0.9, 0.25)]},
        {"role": "cited", "ratings": [("desk", 0.9, 0.25)]},
    )
    assert all(row["score"] is not None and row["abstained"] is None for row in rows)


def test_parts_that_agree_narrow_the_interval_and_parts_that_contradict_widen_it() -> None:
    alone, agreed, contradicted = scored(
        {"scored": 30, "mean": 0.8},
        {"scored": 30, "mean": 0.8, "ratings": [("desk", 0.95, 0.25)]},
        {"scored": 30, "mean": 0.8, "ratings": [("desk", 0.0, 0.1)]},
    )
    assert width(agreed) < width(alone)
    assert width(contradicted) > width(agreed)
    assert contradicted["score"] < alone["score"] < agreed["score"]


def test_a_smaller_error_gives_a_list_more_weight() -> None:
    usual, exact = scored({"ratings": [("desk", 1.0, 0.25)]}, {"ratings": [("desk", 1.0, 0.05)]})
    assert PRIOR.rating < usual["score"] < exact["score"] < 1
    assert width(exact) < width(usual)


def test_decisions_move_the_score_the_more_the_more_there_are() -> None:
    few, many, bad = scored(
        {"verdicts": {"approved": 5}}, {"verdicts": {"approved": 50}}, {"verdicts": {"rejected": 50}}
    )
    assert bad["score"] < PRIOR.rating < few["score"] < many["score"]


PIECES = st.fixed_dictionaries(
    {
        "scored": st.integers(0, 400),
        "mean": st.floats(0, 1),
        "ratings": st.lists(st.tuples(st.sampled_from("xyz"), st.floats(0, 1), st.floats(0.02, 0.4)), max_size=2),
        "verdicts": st.dictionaries(st.sampled_from(("approved", "needs_sources", "rejected")), st.integers(1, 60)),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_weights_and_points_add_up_whatever_is_known(known: list[dict[str, Any]]) -> None:
    sources, parts = scoring.score_sources(evidence(*known), MODEL)
    for row in sources.drop_nulls("score").to_dicts():
        own = parts.filter(pl.col("source") == row["source"])
        assert 0 <= row["low"] <= row["score"] <= row["high"] <= 1
        assert own["weight"].sum() == pytest.approx(1)
        assert own["weight"].min() >= 0
        start = own.filter(pl.col("part") == "start")["value"].item()
        assert row["score"] == pytest.approx(min(1, max(0, start + own["points"].sum())))


RESULT = {"article_id": "a", "score": 0.8, "low": 0.6, "high": 0.9, "abstained": None}
KNOWN = {"article_id": "a", "source": "paper0.example", "verdict": None}


def together(known: pl.DataFrame, result: dict[str, Any] = RESULT, **more: Any) -> dict[str, Any] | None:
    rows = pl.DataFrame([result], schema_overrides=dict.fromkeys(("score", "low", "high"), pl.Float64))
    where = pl.DataFrame([KNOWN | more], schema_overrides={"source": pl.String, "verdict": pl.String})
    found = scoring.combined(rows, where, known, PRIOR)
    assert found.drop("combined").equals(rows)
    assert found.schema["combined"] == COMBINED
    return found["combined"].item()


def test_the_combination_lies_between_the_two_and_says_what_each_weighs() -> None:
    both = together(evidence({"scored": 40, "mean": 0.3}))
    (alone,) = scored({"scored": 40, "mean": 0.3})
    assert both is not None and alone["score"] < both["score"] < RESULT["score"]
    assert both["article_weight"] + both["source_weight"] == pytest.approx(1)
    assert both["low"] < both["score"] < both["high"]


def test_a_better_known_source_weighs_more() -> None:
    few, many = (together(evidence({"scored": 6, "mean": 0.5, "ratings": r})) for r in ([], [("desk", 0.5, 0.1)]))
    assert few is not None and many is not None and few["source_weight"] < many["source_weight"]


def test_the_article_itself_is_no_evidence_on_its_source() -> None:
    ten = 0.8**0.1 / (0.8**0.1 + 0.2**0.1)  # nine scores of 0.5 and one of 0.8, as a mean of log-odds
    with_it = evidence({"scored": 10, "mean": ten, "verdicts": {"approved": 6, "rejected": 1}})
    article = pl.DataFrame([KNOWN | {"score": 0.8, "verdict": "rejected"}])
    (rest,) = without_itself(article, with_it).drop("lists").to_dicts()
    assert rest == pytest.approx({"article_id": "a", "scored": 9, "mean": 0.5, "decided": 6, "worth": 6})
    five = together(evidence({"scored": 5, "mean": 0.5}))
    assert five is not None and five["source_weight"] == 0
    assert {name: five[name] for name in ("score", "low", "high")} == {n: RESULT[n] for n in ("score", "low", "high")}


def test_an_article_that_cannot_be_judged_stays_so() -> None:
    unjudged = {"article_id": "a", "score": None, "low": None, "high": None, "abstained": "too_short"}
    assert together(evidence({"scored": 40, "mean": 0.9}), unjudged) is None
    unknown = together(evidence({"scored": 40, "mean": 0.9}), source=None)
    assert unknown is not None and unknown["source_weight"] == 0
