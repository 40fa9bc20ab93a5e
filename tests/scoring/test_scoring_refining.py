"""A model of features and words, refined by labels of one's own; and how its wording is shown."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from reliability import scoring
from reliability.scoring.inputs import matrix

DAY = datetime.date(2026, 1, 2)
GROUPS = {"hedges_per_1000": "language", "anonymous_share": "sourcing"}
NAMES = ("words", "hedges_per_1000", "anonymous_share", "word:because", "word:however", "sense:01")


def made_up(sources: int, articles: int, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Features and labels; all but the number of words follow the sources' ratings."""
    rng = np.random.default_rng(seed)
    rating = np.linspace(0.1, 0.95, sources)
    source = np.repeat(np.arange(sources), articles)
    quality = rating[source] + rng.normal(0, 0.3, len(source))
    noise = rng.normal(0, 0.3, (3, len(source)))
    ids = [f"a{number}" for number in range(len(source))]
    features = pl.DataFrame(
        {
            "article_id": ids,
            "words": rng.integers(200, 900, len(source)).astype(float),
            "hedges_per_1000": 10 - 6 * quality,
            "anonymous_share": 1 - quality + noise[0],
            "word:because": 0.003 - 0.002 * quality + 0.001 * noise[1],
            "word:however": pl.Series(0.001 + 0.002 * quality, dtype=pl.Float32),
            "sense:01": quality + noise[2],
            "english_share": 0.4,
            "sentence_share": 0.9,
            "paragraphs": 6.0,
        }
    )
    names = [f"paper{number:02}.example" for number in source]
    labels = pl.DataFrame({"article_id": ids, "source": names, "rating": rating[source], "owner_group": names})
    return features, labels


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> scoring.Model:
    features, labels = made_up(24, 12, seed=1)
    place = tmp_path_factory.mktemp("models")
    return scoring.load(scoring.train(features, labels, place, groups=GROUPS, day=DAY, measure=False))


def refined(start: scoring.Model, place: Path, count: int, *, contrary: bool) -> tuple[scoring.Model, pl.DataFrame]:
    """The start refined by labels of single articles of unrated sources, and the articles."""
    features, labels = made_up(count, 1, seed=2)
    own = labels.with_columns(label=pl.lit(1.0) - pl.col("rating") if contrary else "rating", rating=pl.lit(None))
    folder = scoring.train(features, own, place, groups=GROUPS, day=DAY, name="desk", start=start)
    return scoring.load(folder), features


def moved(start: scoring.Model, later: scoring.Model, features: pl.DataFrame) -> float:
    """How far scores moved on average."""
    before, after = (scoring.score(features, model)[0]["score"] for model in (start, later))
    return float((after - before).abs().mean())


def test_a_handful_of_labels_leaves_the_scores_close_to_the_starts(start: scoring.Model, tmp_path: Path) -> None:
    later, features = refined(start, tmp_path, 6, contrary=True)
    assert 0 < moved(start, later, features) < 0.05


def test_many_contrary_labels_move_the_scores(start: scoring.Model, tmp_path: Path) -> None:
    later, features = refined(start, tmp_path, 400, contrary=True)
    before, after = (scoring.score(features, model)[0]["score"] for model in (start, later))
    quality = 10 - features["hedges_per_1000"]
    assert moved(start, later, features) > 0.1
    assert np.corrcoef(after, quality)[0, 1] < np.corrcoef(before, quality)[0, 1]
    assert after.std() < 0.8 * before.std()


def test_labels_that_agree_leave_the_order_of_articles(start: scoring.Model, tmp_path: Path) -> None:
    later, features = refined(start, tmp_path, 100, contrary=False)
    before, after = (scoring.score(features, model)[0]["score"] for model in (start, later))
    assert np.corrcoef(before, after)[0, 1] > 0.98


def test_a_refined_model_keeps_what_it_started_from(start: scoring.Model, tmp_path: Path) -> None:
    later, features = refined(start, tmp_path, 400, contrary=True)
    assert later.about["start"] == start.id and later.about["measured"] is None
    assert later.about["training"]["articles"] == 400 and later.about["training"]["behind"] == 400 + 24 * 12
    assert later.linear.base == start.linear.base and later.prior == start.prior
    assert (tmp_path / later.id / "CARD.md").read_text()
    penalised = ("anonymous_share",)  # of known direction: contrary labels bring it to zero at most
    assert all(later.linear.weights[NAMES.index(name)] <= 0 for name in penalised)
    scores, _ = scoring.score(features, later)
    assert (scores["high"] - scores["low"]).mean() > 0.02  # an interval stays around them


@pytest.mark.parametrize("labels", [0, 400])
def test_points_add_up_and_all_words_are_one_row(start: scoring.Model, tmp_path: Path, labels: int) -> None:
    model = refined(start, tmp_path, labels, contrary=True)[0] if labels else start
    assert model.linear.names == NAMES
    features, _ = made_up(20, 1, seed=5)
    scores, contributions = scoring.score(features, model)
    first = contributions.filter(article_id="a0")
    assert first["feature"].to_list() == ["base", *NAMES[:3], "wording"]
    assert first.row(-1, named=True)["group"] == "wording" and first["value"][-1] is None
    assert contributions.filter(pl.col("feature").str.contains("^(word|sense):")).is_empty()
    sums = dict(contributions.group_by("article_id").agg(pl.col("points").sum()).iter_rows())
    for article, score in scores.select("article_id", "score").iter_rows():
        assert math.isclose(sums[article], math.log(score / (1 - score)), abs_tol=1e-9)
    assert contributions.filter(feature="wording")["points"].n_unique() == 20
    np.testing.assert_allclose(
        model.estimator().predict(matrix(features, NAMES)), [sums[name] for name in features["article_id"]], atol=1e-9
    )
