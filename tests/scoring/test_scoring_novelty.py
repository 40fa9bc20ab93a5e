"""Articles unlike everything in training get no score; those like it do."""

from __future__ import annotations

import datetime
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from reliability import scoring
from reliability.errors import ReliabilityError
from reliability.scoring import reference
from reliability.scoring.reference import Reference

NAMES = ["words", "mean_sentence_words", "hedges_per_1000", "quoted_share", "shouts"]
SOURCES = 40


def articles(count: int, seed: int) -> pl.DataFrame:
    """Features as texts of many lengths have them: shares scatter more in short ones, one trait is rare."""
    rng = np.random.default_rng(seed)
    words = rng.lognormal(6.5, 0.6, count).clip(90, 6000)
    noise = rng.normal(0, 1, (count, 3)) / np.sqrt(words / 600)[:, None]
    return pl.DataFrame(
        {
            "article_id": [f"a{number}" for number in range(count)],
            "words": words,
            "mean_sentence_words": 22 + 4 * noise[:, 0],
            "hedges_per_1000": (8 + 3 * noise[:, 1] - 1.5 * noise[:, 0]).clip(0),
            "quoted_share": np.where(rng.random(count) < 0.1, np.nan, (0.3 + 0.1 * noise[:, 2]).clip(0, 1)),
            "shouts": (rng.random(count) < 0.02).astype(float),
            "english_share": 0.4,
        }
    ).with_columns(pl.col("quoted_share").fill_nan(None))


def groups(count: int) -> np.ndarray:
    return np.arange(count) % SOURCES


@pytest.fixture(scope="module")
def learned() -> Reference:
    values = articles(4000, 1).select(NAMES).fill_null(np.nan).to_numpy()
    return reference.describe(values, NAMES, groups(4000))


@pytest.mark.parametrize("seed", range(5))
def test_about_one_in_a_hundred_articles_like_training_is_too_far(learned: Reference, seed: int) -> None:
    assert 0.002 < learned.beyond(articles(4000, 100 + seed)).mean() < 0.02


def test_short_articles_are_not_taken_for_strange_ones(learned: Reference) -> None:
    assert learned.space is not None
    short = articles(20_000, 7).filter(pl.col("words") < 250)
    assert learned.beyond(short).mean() < 0.02
    blind = replace(learned, space=replace(learned.space, floor=1.0, scatter=0.0))  # to their length
    assert blind.beyond(short).mean() > 0.02


def test_what_training_never_held_is_too_far(learned: Reference) -> None:
    usual = articles(50, 3).with_columns(words=pl.lit(600.0), shouts=pl.lit(0.0))
    odd = {
        "endless sentences": usual.with_columns(mean_sentence_words=pl.lit(300.0)),
        "both at once, though each alone is usual": usual.with_columns(
            mean_sentence_words=pl.lit(31.0), hedges_per_1000=pl.lit(15.0), quoted_share=pl.lit(0.55)
        ),
    }
    assert {name: bool(learned.beyond(frame).all()) for name, frame in odd.items()} == dict.fromkeys(odd, True)


def test_a_rare_trait_alone_is_not_strange(learned: Reference) -> None:
    usual = articles(2000, 4)
    assert learned.beyond(usual.with_columns(shouts=pl.lit(1.0))).equals(learned.beyond(usual))


def test_what_is_furthest_out_is_known_by_name(learned: Reference) -> None:
    row = articles(1, 5).with_columns(mean_sentence_words=pl.lit(300.0), words=pl.lit(600.0))
    name, value, usual = learned.strangest(row)[0]
    assert (name, value) == ("mean_sentence_words", 300.0) and usual == pytest.approx(22, abs=0.3)
    assert len(learned.strangest(row.with_columns(mean_sentence_words=pl.lit(22.0)))) < 3


def test_too_few_articles_tell_nothing() -> None:
    values = articles(300, 1).select(NAMES).fill_null(np.nan).to_numpy()
    few = reference.describe(values, NAMES, groups(300))
    assert few.space is None
    assert not few.beyond(articles(10, 2).with_columns(mean_sentence_words=pl.lit(9000.0))).any()
    assert few.beyond(articles(0, 2)).is_empty()


def test_a_reference_survives_storage(learned: Reference) -> None:
    again = reference.unpack(reference.pack(learned))
    many = articles(500, 8)
    assert again.names == learned.names and again.articles == 4000
    assert again.beyond(many).equals(learned.beyond(many))
    assert all(np.array_equal(one, two) for one, two in zip(again.counts, learned.counts, strict=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    frame = articles(1200, 1)
    source = groups(1200)
    labels = pl.DataFrame(
        {
            "article_id": frame["article_id"],
            "source": [f"paper{number}.example" for number in source],
            "rating": source / SOURCES,
            "owner_group": [f"owner{number}" for number in source],
        }
    )
    place = tmp_path_factory.mktemp("models")
    return scoring.train(frame, labels, place, groups={}, day=datetime.date(2026, 1, 2), measure=False)


def test_a_trained_model_abstains_on_strange_articles(folder: Path) -> None:
    model = scoring.load(folder)
    frame = articles(40, 9).with_columns(words=pl.lit(600.0))
    odd = frame.with_columns(mean_sentence_words=pl.lit(300.0))
    scores, contributions = scoring.score(pl.concat([frame, odd]), model)
    assert scores["abstained"].tail(40).to_list() == ["out_of_distribution"] * 40
    assert scores["score"].tail(40).null_count() == 40 and scores["score"].head(40).null_count() < 5
    assert contributions["article_id"].n_unique() == scores["score"].count()


def test_a_model_without_a_reference_still_scores(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / folder.name
    shutil.copytree(folder, place)
    (place / "reference.npz").unlink()
    about = json.loads((place / "model.json").read_text())
    del about["files"]["reference.npz"]
    (place / "model.json").write_text(json.dumps(about))
    model = scoring.load(place)
    scores, _ = scoring.score(articles(5, 9).with_columns(mean_sentence_words=pl.lit(300.0)), model)
    assert model.reference is None and scores["score"].null_count() == 0


def test_a_damaged_reference_is_refused(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / folder.name
    shutil.copytree(folder, place)
    (place / "reference.npz").write_bytes(b"PK nothing")
    with pytest.raises(ReliabilityError, match="damaged"):
        scoring.load(place)
    model = scoring.load(folder).reference
    assert model is not None
    for end in (10, 400):
        with pytest.raises((ValueError, KeyError)):
            reference.unpack(reference.pack(model)[:end])
