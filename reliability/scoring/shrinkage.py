"""What a source's articles tell of its rating: the prior over sources, and shrinkage to its mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reliability.scoring.inputs import Matrix
from reliability.scoring.linear import log_odds, logit, probability

if TYPE_CHECKING:
    from reliability.scoring.sample import Sample

FEWEST_ARTICLES = 5
"""Sources with fewer articles say little of how sources differ: the prior is learnt from the others."""

NARROWEST = 0.25
"""Least width of a prior: where held-out ratings are all but equal, an error of nothing would follow."""

Z90 = 1.6448536269514722
"""Half width of a 90 % interval in standard deviations."""


@dataclass(frozen=True)
class Prior:
    """What is known of a source before its articles are read; learnt from held-out scores.

    Attributes:
        mean: mean over sources of the mean log-odds of article scores.
        between: variance over sources of their long-run mean log-odds.
        within: variance of one article's log-odds around its source's long-run mean.
        rating: mean rating of the sources.
        spread: variance of the ratings.
        link: covariance of rating and long-run mean log-odds.
        width: what the standard errors of a normal distribution are multiplied by, so that 90 % intervals hold 90 %
            of the ratings of sources that were held out (conformal prediction, Vovk et al. 2005; sources are
            exchangeable, articles of one source are not).
    """

    mean: float
    between: float
    within: float
    rating: float
    spread: float
    link: float
    width: float = 1.0


def fit_prior(scores: Matrix, sample: Sample) -> Prior:
    """Estimate the `Prior` by moments from held-out article scores, over sources with enough articles."""
    counts, odds = sample.counts, log_odds(scores)
    rated = np.isfinite(sample.ratings)
    enough = rated & (counts >= FEWEST_ARTICLES)
    if enough.sum() < 3:
        enough = rated & (counts >= 1)
    if enough.sum() < 3:  # single articles were labelled, hardly any source
        return Prior(float(odds.mean()), float(max(odds.var(), 1e-9)), 1e-9, float(scores.mean()), 0.08, 0.0)
    means = sample.means(odds)
    squares = np.bincount(sample.source, (odds - means[sample.source]) ** 2, minlength=len(counts))
    within = float(squares[enough].sum() / max(1, (counts[enough] - 1).sum()))
    observed = float(np.var(means[enough], ddof=1))
    # A floor keeps the shrinkage defined where sources do not differ beyond chance.
    between = max(observed - float(np.mean(within / counts[enough])), 0.05 * observed, 1e-9)
    ratings = sample.ratings[enough]
    spread = float(np.var(ratings, ddof=1))
    link = max(0.0, float(np.cov(means[enough], ratings)[0, 1]))
    prior = Prior(
        mean=float(means[enough].mean()),
        between=between,
        within=within,
        rating=float(ratings.mean()),
        spread=spread,
        link=min(link, float(np.sqrt(spread * between))),
    )
    return replace(prior, width=_width(means[enough], counts[enough], ratings, prior))


def _width(means: Matrix, counts: NDArray[np.int64], ratings: Matrix, prior: Prior) -> float:
    """The conformal quantile of how many standard errors ratings lie from what is expected, over the normal one."""
    frame = pl.DataFrame({"mean": probability(means), "scored": counts.astype(np.float64)})
    columns = expected(pl.col("mean"), pl.col("scored"), prior)
    middle, variance = frame.select(a=columns[0].clip(0.0, 1.0), b=columns[1]).to_numpy().T
    far = np.sort(np.abs(ratings - middle) / np.sqrt(variance))
    place = int(np.ceil((len(far) + 1) * 0.9)) - 1
    return max(float(far[place]) / Z90, NARROWEST) if place < len(far) else 1.0


def expected(mean: pl.Expr, scored: pl.Expr, prior: Prior) -> tuple[pl.Expr, pl.Expr]:
    """Expressions for the expected rating, and its variance, of sources with `scored` articles.

    `mean` is the score 0..1 of the mean log-odds of their scores.

    Empirical Bayes as the best linear prediction of the rating: the distance of the articles' mean from the mean of
    all sources counts by `link / (between + within / scored)`. With few articles that goes to zero. With many it
    may exceed the distance itself, since a hundred articles tell more of a source than one.
    """
    precision = 1.0 / (prior.between + prior.within / scored)
    # The floor keeps the precision of articles finite where they foretell the rating without error.
    variance = (prior.spread - prior.link**2 * precision).clip(max(1e-4 * prior.spread, 1e-12)) * prior.width**2
    return prior.rating + prior.link * precision * (logit(mean) - prior.mean), variance


def shrink(mean: pl.Expr, scored: pl.Expr, prior: Prior) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Expressions for score, low and high of sources of which nothing but their articles is known.

    The interval is for the rating that experts would give, so it stays wide where articles cannot tell.
    """
    middle, variance = expected(mean, scored, prior)
    score, half = middle.clip(0.0, 1.0), Z90 * variance.sqrt()
    return score, (score - half).clip(0.0, 1.0), (score + half).clip(0.0, 1.0)
