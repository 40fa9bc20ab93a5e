"""What an order saves: counted by hand, by simulation, and for scores that have not seen what they judge."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from reliability import config, learning, records, simulating
from reliability.errors import ReliabilityError
from reliability.review.saving import at_random, saving
from reliability.scoring.unseen import unseen


def ranked(bad: list[bool], scores: list[float | None] | None = None) -> pl.DataFrame:
    ids = [f"a{number:04}" for number in range(len(bad))]
    sources = [f"s{number % 7}" for number in range(len(bad))]
    return pl.DataFrame(
        {"article_id": ids, "source": sources, "score": scores or [0.5] * len(bad), "bad": bad},
        schema_overrides={"score": pl.Float64},
    )


def test_reading_at_random_takes_what_shuffling_says():
    rng = np.random.default_rng(5)
    bad = np.array([True] * 12 + [False] * 48)
    places = [int(np.flatnonzero(rng.permutation(bad))[8]) + 1 for _ in range(4000)]
    assert at_random(60, 12, 9) == pytest.approx(np.mean(places), rel=0.02)


def test_articles_read_are_counted_to_the_last_one_that_is_needed():
    bad = [True, False, True, False, False, True, True, False, False, True]
    scores = [0.9, 0.8, 0.1, 0.7, None, 0.2, 0.3, 0.6, 0.4, 0.45]
    (entry,) = saving(ranked(bad, scores), shares=(0.8,), draws=50)
    assert (entry["bad"], entry["queue"], entry["score"], entry["perfect"]) == (4, 7, 5, 4)
    assert entry["queue_saving"]["value"] == pytest.approx(at_random(10, 5, 4) / 7)
    assert entry["queue_saving"]["low"] <= entry["queue_saving"]["value"] <= entry["queue_saving"]["high"]


def test_an_order_by_chance_saves_nothing_and_a_perfect_one_all_there_is():
    rng = np.random.default_rng(3)
    chance = saving(ranked(list(rng.random(3000) < 0.3)), draws=20)
    assert all(entry["queue_saving"]["value"] == pytest.approx(1, abs=0.05) for entry in chance)
    perfect = saving(ranked([True] * 300 + [False] * 700), draws=20)
    assert all(entry["queue"] == entry["perfect"] for entry in perfect)


def test_no_score_has_seen_its_publisher_or_another_of_its_owner():
    """Each owner's articles bear a mark of their own: a model that had seen an owner would know its rating by it."""
    rng = np.random.default_rng(1)
    owner = np.repeat(np.arange(12), 8)
    rating = rng.permutation(np.linspace(0.1, 0.95, 12))[owner]
    ids = [f"a{number}" for number in range(len(owner))]
    features = pl.DataFrame(
        {
            "article_id": ids,
            "words": [40.0 if number == 5 else 300.0 for number in range(len(ids))],
            "hedges_per_1000": owner * 10.0,
            "english_share": 0.4,
            "sentence_share": 0.9,
            "paragraphs": 6.0,
        }
        | {f"share_{number}": (owner == number) * 1.0 for number in range(12)}
    )
    sources = [f"paper{number}.example" for number in owner * 2 + rng.integers(2, size=len(owner))]
    owners = [f"owner{number}" for number in owner]
    labels = pl.DataFrame({"article_id": ids, "source": sources, "rating": rating, "owner_group": owners})
    found = unseen(features, labels).join(labels, on="article_id")
    judged = found.drop_nulls("score")
    assert found.filter(pl.col("score").is_null()).select("article_id", "abstained").rows() == [("a5", "too_short")]
    assert (judged["low"] <= judged["score"]).all() and (judged["score"] <= judged["high"]).all()
    assert judged.select(pl.corr("score", "rating")).item() < 0.3
    assert judged.group_by("source").agg(pl.col("source_score").n_unique())["source_score"].max() == 1


@pytest.fixture
def queue(rows) -> pl.DataFrame:
    given = [
        {"article_id": f"a{number:02}", "score": 0.2 if number % 5 == 0 else 0.8, "low": 0.1, "high": 0.9}
        for number in range(40)
    ]
    worth = [0.1 if number % 5 == 0 else 0.9 for number in range(40)]
    split = ["dev" if number < 20 else "train" for number in range(40)]
    return rows(*given).with_columns(worth=pl.Series(worth), split=pl.Series(split))


def test_a_queue_is_measured_by_its_labels(queue):
    settings = config.load()
    whole = simulating.measured(queue, settings)
    assert (whole["articles"], whole["unreliable"], whole["found"][1]["queue"]) == (40, 8, 7)
    assert simulating.measured(queue, settings, splits=["dev"])["articles"] == 20
    with pytest.raises(ReliabilityError, match=r"0 of 40 labelled articles are below 0\.05"):
        simulating.measured(queue, settings, below=0.05)


def test_too_few_labels_are_refused_before_anything_is_computed():
    labels = learning.Labels(
        articles=pl.DataFrame({"article_id": ["ferry"], "url": [None], "label": [0.0]}, schema=learning.labels.ARTICLES)
    )
    articles = records.ARTICLES.frame([{"article_id": "ferry", "text": "The ferry sailed.", "text_hash": "x"}])
    intake = learning.decisions.Intake(articles, records.REJECTS.empty(), None)
    with pytest.raises(ReliabilityError, match="too little to learn"):
        simulating.simulate(lambda: [intake], labels, config.load(), progress=lambda *_: None)
