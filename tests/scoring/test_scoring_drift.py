"""The same kind of articles raises no warning, whatever the draw; another kind does, and is named."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import scoring
from reliability.scoring import drift, reference

USUAL = ["words", "mean_sentence_words", "hedges_per_1000", "second_hand_share", "title_question", "claims"]
NAMES = [*USUAL, *(f"other_{number}" for number in range(14))]


def articles(count: int, seed: int) -> pl.DataFrame:
    """Counts, shares with a heap at zero, rare marks, missing values: as the features stage makes them."""
    rng = np.random.default_rng(seed)
    claims = rng.poisson(9, count).astype(float)
    share = np.where(rng.random(count) < 0.5, 0.0, rng.beta(2, 4, count))
    frame = pl.DataFrame(
        {
            "article_id": [f"{seed}-{number}" for number in range(count)],
            "words": rng.lognormal(6.5, 0.6, count).clip(90, 6000),
            "mean_sentence_words": rng.normal(22, 5, count),
            "hedges_per_1000": rng.gamma(3, 2, count),
            "second_hand_share": np.where(rng.random(count) < 0.1, np.nan, share),
            "title_question": (rng.random(count) < 0.06).astype(float),
            "claims": claims,
            "english_share": 0.4,
            **{f"other_{number}": rng.normal(0, 1, count) for number in range(14)},
        }
    )
    return frame.with_columns(pl.col("second_hand_share").fill_nan(None))


def trained(count: int = 3000) -> reference.Reference:
    values = articles(count, 0).select(NAMES).fill_null(math.nan).to_numpy()
    return reference.describe(values, NAMES, np.arange(count) % 30)


TRAINED = trained()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 10**6), st.sampled_from([50, 60, 100, 400, 2000]))
def test_the_same_kind_of_articles_raises_no_warning(seed: int, count: int) -> None:
    found = scoring.compare(TRAINED, [articles(count, seed)])
    assert found.level == "none"
    assert found.features.filter(pl.col("level") != "none").is_empty()


@pytest.mark.parametrize("count", [50, 300, 5000])
def test_psi_without_drift_is_what_it_is_expected_to_be(count: int) -> None:
    found = pl.concat([scoring.compare(TRAINED, [articles(count, seed)]).features for seed in range(40, 60)])
    ratio = found["psi"].sum() / found["expected"].sum()
    assert 0.75 < ratio < 1.25


@pytest.mark.parametrize("count", [60, 200, 3000])
def test_what_moved_is_named_first_with_both_means(count: int) -> None:
    moved = articles(count, 5).with_columns(mean_sentence_words=pl.col("mean_sentence_words") + 8)
    found = scoring.compare(TRAINED, [moved])
    first = found.features.row(0, named=True)
    assert (first["feature"], first["level"]) == ("mean_sentence_words", "major")
    assert first["trained"] == pytest.approx(22, abs=0.5) and first["here"] == pytest.approx(29.5, abs=1.5)
    assert found.features["level"].to_list()[1:] == ["none"] * (len(NAMES) - 1)
    assert found.level == "none"  # one feature of twenty does not put all scores in doubt


@pytest.mark.parametrize(
    ("column", "changed"),
    [
        ("title_question", pl.lit(1.0)),
        ("second_hand_share", pl.lit(None, pl.Float64)),
        ("second_hand_share", pl.lit(0.0)),
        ("claims", pl.lit(0.0)),
    ],
)
def test_heaps_and_missing_values_drift_too(column: str, changed: pl.Expr) -> None:
    found = scoring.compare(TRAINED, [articles(200, 6).with_columns(changed.alias(column))])
    assert found.features.row(0, named=True)["feature"] == column
    assert found.features.row(0, named=True)["level"] == "major"
    assert all(math.isfinite(value) for value in found.features["psi"])


def test_an_intake_of_another_kind_is_a_warning() -> None:
    other = articles(300, 7).with_columns(
        pl.col("words") / 3, pl.col("hedges_per_1000") * 2, pl.col("claims") / 4, pl.col("mean_sentence_words") - 6
    )
    found = scoring.compare(TRAINED, [other])
    assert found.level == "major"
    assert set(found.features.head(4)["feature"]) == {"words", "hedges_per_1000", "claims", "mean_sentence_words"}


def test_a_small_intake_cannot_be_told() -> None:
    odd = articles(49, 8).with_columns(claims=pl.lit(0.0), words=pl.lit(5000.0))
    found = scoring.compare(TRAINED, [odd])
    assert (found.level, found.articles) == ("unknown", 49) and found.features.is_empty()
    assert scoring.compare(TRAINED, []).level == "unknown"


def test_texts_that_are_no_articles_are_not_compared() -> None:
    short = articles(500, 9).with_columns(words=pl.lit(20.0))
    found = scoring.compare(TRAINED, [articles(300, 10), short])
    assert (found.articles, found.level) == (300, "none")


def test_chunks_make_no_difference() -> None:
    many = articles(700, 11)
    whole, parts = scoring.compare(TRAINED, [many]), scoring.compare(TRAINED, many.iter_slices(64))
    numbers = ("psi", "expected", "here", "trained")
    assert whole.features.drop(numbers).equals(parts.features.drop(numbers))
    np.testing.assert_allclose(whole.features.select(numbers), parts.features.select(numbers), rtol=1e-9)


def test_chance_is_the_quantile_of_the_distribution() -> None:
    from scipy.stats import chi2

    for freedom in (1, 3, 10):
        assert drift._chi_square(freedom) == pytest.approx(chi2.ppf(0.9999, freedom), rel=0.08)


@pytest.mark.parametrize("seed", range(20, 30))
def test_one_intake_like_the_last_has_not_moved(seed: int) -> None:
    found = drift.moved(articles(120, seed), articles(900, seed + 100), NAMES)
    assert found["feature"].to_list() == NAMES
    assert found["psi"].min() > 0
    assert found.filter(pl.col("psi_beyond") > 0).is_empty()


def test_what_moved_between_two_intakes_is_named() -> None:
    here = articles(500, 1).with_columns(pl.col("words") * 2, pl.lit(None, pl.Float64).alias("claims"))
    found = drift.moved(here, articles(500, 2), [*NAMES, "unknown"])
    assert found.filter(pl.col("psi_beyond") > 0.25)["feature"].to_list() == ["words"]
    assert found.filter(pl.col("psi").is_null())["feature"].to_list() == ["claims", "unknown"]
    few = drift.moved(articles(49, 1), articles(500, 2), NAMES)
    assert few["psi"].null_count() == few["psi_beyond"].null_count() == len(NAMES)
