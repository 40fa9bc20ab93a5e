"""A source's score from its articles' scores: shrunk to the mean of all sources, the more so the fewer they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reliability.records import SOURCES
from reliability.scoring import grades
from reliability.scoring.inputs import Matrix

if TYPE_CHECKING:
    from reliability.scoring.sample import Sample
    from reliability.scoring.storage import Model

FEWEST_ARTICLES = 5
"""Below this number of scored articles a publisher is not judged."""

Z90 = 1.6448536269514722
"""Half width of a 90 % interval in standard deviations."""


@dataclass(frozen=True)
class Prior:
    """What is known of a source before its articles are read; learnt from held-out scores.

    Attributes:
        mean: mean over sources of the mean article score.
        between: variance over sources of their long-run mean article score.
        within: variance of one article's score around its source's long-run mean.
        rating: mean rating of the sources.
        spread: variance of the ratings.
        link: covariance of rating and long-run mean article score.
    """

    mean: float
    between: float
    within: float
    rating: float
    spread: float
    link: float


def fit_prior(scores: Matrix, sample: Sample) -> Prior:
    """Estimate the `Prior` by moments from held-out article scores, over sources with enough articles."""
    counts = np.bincount(sample.source, minlength=len(sample.sources))
    enough = counts >= FEWEST_ARTICLES
    if enough.sum() < 3:
        enough = counts >= 1
    means = np.bincount(sample.source, scores, minlength=len(counts)) / np.maximum(counts, 1)
    squares = np.bincount(sample.source, (scores - means[sample.source]) ** 2, minlength=len(counts))
    within = float(squares[enough].sum() / max(1, (counts[enough] - 1).sum()))
    observed = float(np.var(means[enough], ddof=1))
    # A floor keeps the shrinkage defined where sources do not differ beyond chance.
    between = max(observed - float(np.mean(within / counts[enough])), 0.05 * observed, 1e-9)
    ratings = sample.ratings[enough]
    spread = float(np.var(ratings, ddof=1))
    link = max(0.0, float(np.cov(means[enough], ratings)[0, 1]))
    return Prior(
        mean=float(means[enough].mean()),
        between=between,
        within=within,
        rating=float(ratings.mean()),
        spread=spread,
        link=min(link, float(np.sqrt(spread * between))),
    )


def shrink(mean: pl.Expr, scored: pl.Expr, prior: Prior) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Expressions for score, low and high of sources with `scored` articles of mean score `mean`.

    Empirical Bayes as the best linear prediction of the rating: the distance of the articles' mean from the mean of
    all sources counts by `link / (between + within / scored)`. With few articles that goes to zero. With many it
    may exceed the distance itself, since a hundred articles tell more of a source than one.
    The interval is for the rating that experts would give, so it stays wide where articles cannot tell.
    """
    precision = 1.0 / (prior.between + prior.within / scored)
    score = (prior.rating + prior.link * precision * (mean - prior.mean)).clip(0.0, 1.0)
    half = Z90 * (prior.spread - prior.link**2 * precision).clip(0.0).sqrt()
    return score, (score - half).clip(0.0, 1.0), (score + half).clip(0.0, 1.0)


def score_sources(totals: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Score publishers over their articles; outlets that are only cited get no score.

    Args:
        totals: one row per source and role with `source`, `role`, `articles`, `scored` (articles that have a score),
            `mean` of their scores, `claims`, `second_hand`; further columns such as `variance` are not used, because
            the variance within a source is estimated over all training sources.
        model: a loaded model.

    Returns:
        A SOURCES frame without run_id, rows in the order of `totals`.
    """
    publisher = pl.col("role") == "publisher"
    enough = publisher & (pl.col("scored").fill_null(0) >= FEWEST_ARTICLES) & pl.col("mean").is_not_null()
    score, low, high = shrink(pl.col("mean"), pl.col("scored").cast(pl.Float64), model.prior)
    reason = pl.when(~publisher).then(pl.lit("not_published_here")).when(~enough).then(pl.lit("too_few_articles"))
    judged = totals.with_columns(
        score=pl.when(enough).then(score),
        low=pl.when(enough).then(low),
        high=pl.when(enough).then(high),
        abstained=reason,
        model=pl.lit(model.id),
    ).with_columns(source_reliability=grades.source_reliability())
    return SOURCES.conform(judged.select(name for name in SOURCES.schema if name in judged.columns)).drop("run_id")
