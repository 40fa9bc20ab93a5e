"""Intervals of sources hold as many ratings as they promise, whatever the errors look like."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from reliability.scoring.inputs import Matrix
from reliability.scoring.linear import probability
from reliability.scoring.sample import Sample
from reliability.scoring.shrinkage import expected, fit_prior, shrink


def simulated(rng: np.random.Generator, sources: int) -> tuple[Matrix, Sample]:
    """Scores that follow the ratings with errors of heavy tails: most sources near the line, a few far off it."""
    ratings = rng.beta(5, 3, sources)
    counts = rng.integers(5, 60, sources)
    source = np.repeat(np.arange(sources), counts)
    long_run = (6 * (ratings - 0.6) + 0.3 * rng.standard_t(2.0, sources)).clip(-8, 8)
    scores = probability(long_run[source] + rng.normal(0, 0.8, len(source)))
    every: dict[str, Any] = dict.fromkeys(("owners", "leans", "splits", "article_ids"), ())
    ones = np.ones(len(source))
    names = tuple(map(str, range(sources)))
    arrays = {"values": ones[:, None], "target": ratings[source], "reliable": ones, "weights": ones, "own": ones < 0}
    return scores, Sample(**every, **arrays, source=source, sources=names, ratings=ratings)


def intervals(scores: Matrix, sample: Sample, fitted: Any) -> pl.DataFrame:
    counts = np.bincount(sample.source)
    odds = np.bincount(sample.source, np.log(scores / (1 - scores))) / counts
    frame = pl.DataFrame({"mean": probability(odds), "scored": counts.astype(float), "rating": sample.ratings})
    names = zip(("score", "low", "high"), shrink(pl.col("mean"), pl.col("scored"), fitted), strict=True)
    return frame.with_columns(expression.alias(name) for name, expression in names)


def test_nine_in_ten_ratings_of_unseen_sources_lie_in_their_intervals() -> None:
    rng = np.random.default_rng(7)
    covered = []
    for _ in range(40):
        fitted = fit_prior(*simulated(rng, 150))
        unseen = intervals(*simulated(rng, 300), fitted)
        covered.append(unseen.select(pl.col("rating").is_between("low", "high").mean()).item())
    assert 0.88 < np.mean(covered) < 0.92, np.mean(covered)


def test_the_width_answers_to_the_tails_and_leaves_the_score_alone() -> None:
    scores, sample = simulated(np.random.default_rng(3), 400)
    fitted = fit_prior(scores, sample)
    counts = np.bincount(sample.source).astype(float)
    frame = pl.DataFrame({"mean": [0.5, 0.5], "scored": [5.0, 500.0]})
    few, many = frame.select(expected(pl.col("mean"), pl.col("scored"), fitted)[1]).to_series().to_list()
    assert fitted.width > 0 and few > many
    shown = intervals(scores, sample, fitted)
    assert shown.select(((pl.col("low") <= pl.col("score")) & (pl.col("score") <= pl.col("high"))).all()).item()
    assert np.corrcoef(shown["score"], sample.ratings)[0, 1] > 0.6 and counts.min() >= 5


@pytest.mark.parametrize("rated", [0, 2])
def test_with_hardly_a_rated_source_the_interval_says_next_to_nothing(rated: int) -> None:
    scores, sample = simulated(np.random.default_rng(4), 12)
    ratings = np.where(np.arange(12) < rated, sample.ratings, np.nan)
    fitted = fit_prior(scores, Sample(**{**vars(sample), "ratings": ratings}))
    shown = intervals(scores, sample, fitted)
    assert shown["score"].n_unique() == 1 and ((shown["high"] - shown["low"]) > 0.7).all()
