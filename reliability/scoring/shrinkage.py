"""What a source's articles tell of its rating: the prior over sources, and shrinkage to its mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reliability.scoring.inputs import Matrix

if TYPE_CHECKING:
    from reliability.scoring.sample import Sample

FEWEST_ARTICLES = 5
"""Sources with fewer articles say little of how sources differ: the prior is learnt from the others."""

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


def expected(mean: pl.Expr, scored: pl.Expr, prior: Prior) -> tuple[pl.Expr, pl.Expr]:
    """Expressions for the expected rating, and its variance, of sources with `scored` articles of mean score `mean`.

    Empirical Bayes as the best linear prediction of the rating: the distance of the articles' mean from the mean of
    all sources counts by `link / (between + within / scored)`. With few articles that goes to zero. With many it
    may exceed the distance itself, since a hundred articles tell more of a source than one.
    """
    precision = 1.0 / (prior.between + prior.within / scored)
    # The floor keeps the precision of articles finite where they foretell the rating without error.
    variance = (prior.spread - prior.link**2 * precision).clip(max(1e-4 * prior.spread, 1e-12))
    return prior.rating + prior.link * precision * (mean - prior.mean), variance


def shrink(mean: pl.Expr, scored: pl.Expr, prior: Prior) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Expressions for score, low and high of sources of which nothing but their articles is known.

    The interval is for the rating that experts would give, so it stays wide where articles cannot tell.
    """
    middle, variance = expected(mean, scored, prior)
    score, half = middle.clip(0.0, 1.0), Z90 * variance.sqrt()
    return score, (score - half).clip(0.0, 1.0), (score + half).clip(0.0, 1.0)
