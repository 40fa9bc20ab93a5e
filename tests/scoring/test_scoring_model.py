"""Training on a small made-up corpus, scoring with it, and what every score must keep."""

from __future__ import annotations

import datetime
import json
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import scoring
from reliability.errors import ReliabilityError
from reliability.records import CONTRIBUTIONS, SCORES

DAY = datetime.date(2026, 1, 2)
GROUPS = {"hedges_per_1000": "language", "anonymous_share": "sourcing", "words": "completeness"}
NAMES = ["words", "hedges_per_1000", "anonymous_share"]


def made_up(sources: int = 24, articles: int = 12, seed: int = 1) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Features that follow a source's rating with noise, and columns that must not be used."""
    rng = np.random.default_rng(seed)
    rating = np.linspace(0.1, 0.95, sources)
    source = np.repeat(np.arange(sources), articles)
    quality = rating[source] + rng.normal(0, 0.3, len(source))
    ids = [f"a{number}" for number in range(len(source))]
    anonymous = np.where(rng.random(len(source)) < 0.1, np.nan, 1 - quality)
    features = pl.DataFrame(
        {
            "article_id": ids,
            "words": rng.integers(100, 900, len(source)).astype(float),
            "hedges_per_1000": 10 - 6 * quality + rng.normal(0, 2, len(source)),
            "anonymous_share": anonymous,
            "has_author": rating[source],
            "copies": rng.integers(0, 3, len(source)).astype(float),
            "english_share": 0.4,
            "sentence_share": 0.9,
            "paragraphs": 6.0,
            "claims": 3.0,
            "second_hand_claims": 1.0,
        }
    ).with_columns(pl.col("anonymous_share").fill_nan(None))
    labels = pl.DataFrame(
        {
            "article_id": ids,
            "source": [f"paper{number:02}.example" for number in source],
            "rating": rating[source],
            "owner_group": [f"owner{number // 2:02}" for number in source],
            "split": "train",
        }
    )
    return features, labels


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    features, labels = made_up()
    place = tmp_path_factory.mktemp("models")
    return scoring.train(features, labels, place, groups=GROUPS, day=DAY, measure=False)


@pytest.fixture(scope="module")
def model(folder: Path) -> scoring.Model:
    return scoring.load(folder)


def test_a_dated_folder_without_pickles(folder: Path, model: scoring.Model) -> None:
    assert folder.name == model.id == "2026-01-02-linear"
    assert {path.name for path in folder.iterdir()} == {
        "model.json", "model.skops", "replicates.npz", "reference.npz", "CARD.md"
    }  # fmt: skip
    about = json.loads((folder / "model.json").read_text())
    assert [feature["name"] for feature in about["features"]] == NAMES
    assert about["versions"]["scikit-learn"] and len(about["training"]["digest"]) == 64
    assert "must not be used" in (folder / "CARD.md").read_text()


def test_forbidden_and_constant_features_are_no_inputs(model: scoring.Model) -> None:
    assert model.linear.names == tuple(NAMES)
    assert model.linear.groups == ("completeness", "language", "sourcing")


def test_good_sources_score_higher(model: scoring.Model) -> None:
    features, labels = made_up(seed=2)
    scores, _ = scoring.score(features, model)
    means = scores.join(labels, on="article_id").group_by("source").agg(pl.col("score", "rating").mean())
    assert means.select(pl.corr("score", "rating", method="spearman")).item() > 0.8


def test_frames_are_as_declared(model: scoring.Model) -> None:
    features, _ = made_up(articles=2)
    scores, contributions = scoring.score(features, model)
    assert scores.columns == [c for c in SCORES.schema if c != "run_id"]
    assert contributions.schema == {c: t for c, t in CONTRIBUTIONS.schema.items() if c != "run_id"}
    assert scores["article_id"].to_list() == features["article_id"].to_list()
    assert scores.select("claims", "second_hand", "model").row(0) == (3, 1, model.id)
    assert contributions.height == features.height * (1 + len(NAMES))
    first = contributions.filter(pl.col("article_id") == "a0")
    assert first["feature"].to_list() == ["base", *NAMES]
    assert first.row(0)[1:4] == ("base", "base", None)


VALUE = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(VALUE, VALUE, VALUE), min_size=1, max_size=5))
def test_points_add_up_to_the_score(model: scoring.Model, rows: list[tuple[float | None, ...]]) -> None:
    features = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.Float64), orient="row").with_columns(
        article_id=pl.int_range(pl.len()).cast(pl.String),
        english_share=pl.lit(0.4),
        sentence_share=pl.lit(0.9),
        paragraphs=pl.lit(6.0),
    )
    scores, contributions = scoring.score(features, model)
    sums = dict(contributions.group_by("article_id").agg(pl.col("points").sum()).iter_rows())
    for row in scores.iter_rows(named=True):
        if row["abstained"]:
            assert row["score"] is row["low"] is row["high"] is None
            assert row["article_id"] not in sums
        else:
            assert 0 <= row["low"] <= row["score"] <= row["high"] <= 1
            assert math.isclose(sums[row["article_id"]], math.log(row["score"] / (1 - row["score"])), abs_tol=1e-9)


def test_missing_values_count_as_the_training_median(model: scoring.Model) -> None:
    features, _ = made_up(sources=8, articles=1)
    median = float(model.linear.median[NAMES.index("anonymous_share")])
    absent, contributions = scoring.score(features.with_columns(anonymous_share=pl.lit(None, pl.Float64)), model)
    usual, _ = scoring.score(features.with_columns(anonymous_share=pl.lit(median)), model)
    assert absent["score"].to_list() == usual["score"].to_list()
    assert contributions.filter(feature="anonymous_share")["value"].null_count() == 8


def test_scores_are_those_of_the_scikit_learn_estimator(model: scoring.Model) -> None:
    features, _ = made_up(seed=3)
    scores, _ = scoring.score(features, model)
    values = features.select(model.linear.names).fill_null(math.nan).to_numpy()
    log_odds = model.estimator().predict(values)
    np.testing.assert_allclose(scores["score"].to_numpy(), 1 / (1 + np.exp(-log_odds)), rtol=0, atol=1e-9)


def test_same_data_and_seed_give_the_same_model(folder: Path, tmp_path: Path) -> None:
    features, labels = made_up()
    again = scoring.train(
        features.sample(fraction=1, shuffle=True, seed=9),
        labels.reverse(),
        tmp_path,
        groups=GROUPS,
        day=DAY,
        measure=False,
    )
    one, two = (json.loads((place / "model.json").read_text()) for place in (folder, again))
    assert one["training"] == two["training"]
    assert one["features"] == two["features"] and one["base"] == two["base"]
    left, right = scoring.load(folder).replicates, scoring.load(again).replicates
    np.testing.assert_array_equal(left.weights, right.weights)


def test_features_without_signal_end_at_the_base_rate(tmp_path: Path) -> None:
    features, labels = made_up()
    noise = np.random.default_rng(5).normal(size=(features.height, 2))
    features = features.with_columns(
        hedges_per_1000=pl.Series(noise[:, 0]), anonymous_share=pl.Series(noise[:, 1]), words=pl.lit(300.0)
    )
    model = scoring.load(scoring.train(features, labels, tmp_path, groups={}, day=DAY, measure=False))
    scores, _ = scoring.score(features, model)
    assert scores["score"].std() < 0.1


def test_evaluation_tells_signal_from_none() -> None:
    features, labels = made_up()
    figures = scoring.evaluate(features, labels, draws=20)
    result = figures["results"]
    assert figures["sources_measured"] == 24
    assert result["model"]["spearman"]["value"] > 0.8
    assert (result["length only"]["spearman"]["value"] or 0.0) < 0.5
    assert result["model"]["brier"]["value"] < result["constant"]["brier"]["value"]
    assert result["constant"]["spearman"]["value"] is None
    assert result["model"]["partial_spearman"]["value"] is None
    assert sum(row["articles"] for row in figures["calibration"]) == features.height


def test_training_refuses_what_cannot_be_measured(folder: Path, tmp_path: Path) -> None:
    features, labels = made_up()
    with pytest.raises(ReliabilityError, match="owner groups"):
        scoring.train(features, labels.with_columns(owner_group=pl.lit("one")), tmp_path, groups={})
    with pytest.raises(ReliabilityError, match="rating"):
        scoring.train(features, labels.drop("rating"), tmp_path, groups={})
    with pytest.raises(ReliabilityError, match="exists"):
        scoring.train(features, labels, folder.parent, groups={}, day=DAY)
    assert not list(tmp_path.iterdir())


def test_the_card_holds_the_figures(tmp_path: Path) -> None:
    features, labels = made_up(sources=20, articles=6)
    place = scoring.train(features, labels, tmp_path / "models", groups=GROUPS, day=DAY, name="small", data="Made up.")
    card = (place / "CARD.md").read_text()
    assert "| Spearman, source mean against rating |" in card and "Made up." in card
    assert "## Known failures" in card and "has_author" in card


def test_no_article_and_no_judged_article_give_empty_contributions(model: scoring.Model) -> None:
    features, _ = made_up(sources=8, articles=1)
    scores, contributions = scoring.score(features.clear(), model)
    assert scores.is_empty() and contributions.is_empty() and "points" in contributions.columns
    scores, contributions = scoring.score(features.with_columns(words=pl.lit(5.0)), model)
    assert scores["abstained"].to_list() == ["too_short"] * 8 and contributions.is_empty()
