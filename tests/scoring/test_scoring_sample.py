"""Which label an article learns from, what it weighs, and how owners stay together."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.scoring.sample import LABELLED, Sample, draw, folds


def rows(*, label: float | None = None, rating: float | None = 0.9, source: str, articles: int) -> list[dict]:
    made = {"source": source, "rating": rating, "label": label, "owner_group": None}
    return [made | {"article_id": f"{source}-{label}-{number:03}"} for number in range(articles)]


def drawn(*parts: list[dict], cap: int = 60, seed: int = 0) -> Sample:
    labels = pl.DataFrame([row for part in parts for row in part], schema_overrides={"owner_group": pl.String})
    features = labels.select("article_id", words=pl.int_range(pl.len()).cast(pl.Float64))
    return draw(features, labels, ["words"], cap=cap, threshold=0.6, seed=seed, fewest=1)


@pytest.fixture
def mixed() -> Sample:
    return drawn(
        rows(source="good.example", articles=16),
        rows(source="good.example", articles=4, label=0.0),
        rows(source="bad.example", articles=4, rating=0.1),
        rows(source="unrated.example", articles=1, rating=None, label=1.0),
        rows(source="silent.example", articles=3, rating=None),
    )


def test_an_articles_own_label_counts_before_its_sources_rating(mixed: Sample) -> None:
    learned = {
        name: (target, own) for name, target, own in zip(mixed.article_ids, mixed.target, mixed.own, strict=True)
    }
    assert learned["good.example-None-000"] == (0.9, False)
    assert learned["good.example-0.0-000"] == (0.0, True)
    assert mixed.reliable[mixed.own].tolist() == [0.0] * 4 + [1.0]
    assert dict(zip(mixed.sources, mixed.ratings, strict=True))["good.example"] == 0.9  # the label is the article's


def test_articles_of_unrated_sources_serve_where_they_are_labelled(mixed: Sample) -> None:
    assert mixed.sources == ("bad.example", "good.example", "unrated.example")
    assert np.isnan(mixed.ratings[2]) and mixed.target[mixed.source == 2].tolist() == [1.0]


def test_sources_weigh_by_the_root_of_their_articles_and_labelled_ones_apart(mixed: Sample) -> None:
    assert mixed.weights.mean() == pytest.approx(1)
    total = [
        mixed.weights[(mixed.source == s) & (mixed.own == own)].sum() for s, own in ((0, 0), (1, 0), (1, 1), (2, 1))
    ]
    np.testing.assert_allclose(np.array(total) / total[0], [1, 2, LABELLED, LABELLED / 2])


def test_the_cap_keeps_labelled_articles_and_the_order_of_rows_has_no_influence() -> None:
    parts = rows(source="a.example", articles=40), rows(source="a.example", articles=3, label=0.0)
    bad = rows(source="b.example", articles=2, rating=0.0)
    one, two = drawn(*parts, bad, cap=5), drawn(bad[::-1], *(part[::-1] for part in parts[::-1]), cap=5)
    assert len(one.source) == 7 and one.own.sum() == 3
    assert one.article_ids == two.article_ids and one.weights.tolist() == two.weights.tolist()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=6, max_size=16), st.integers(2, 6), st.integers(0, 99))
def test_folds_never_split_an_owner_and_test_every_article_once(owners: list[int], count: int, seed: int) -> None:
    owners[:4] = [7, 8, 9, 10]
    parts = [rows(source=f"s{n:02}.example", articles=1 + n % 3, rating=(0.9, 0.2)[n % 2]) for n in range(len(owners))]
    for part, owner in zip(parts, owners, strict=True):
        part[:] = [row | {"owner_group": f"owner{owner}"} for row in part]
    sample = drawn(*parts)
    tested = np.zeros(len(sample.source))
    for train, test in folds(sample, count, seed):
        assert (train ^ test).all() and train.any() and test.any()
        assert not set(sample.group[train]) & set(sample.group[test])
        tested += test
    assert tested.tolist() == [1] * len(tested)
