"""Figures of held-out scores, resampled over sources once, so that any two methods compare pair by pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from reliability.scoring import metrics
from reliability.scoring.heldout import FEWEST_SOURCES, UNRELIABLE, Figures, HeldOut, ranking
from reliability.scoring.inputs import Matrix
from reliability.scoring.sample import Codes, Sample
from reliability.scoring.shrinkage import FEWEST_ARTICLES

MEASURES = ("spearman", "auc", "mae", "partial_spearman", "article_auc")


@dataclass(frozen=True)
class Outcome:
    """A method's held-out scores and figures: each value, and the same over samples of sources with replacement."""

    held: HeldOut
    values: Mapping[str, float]
    draws: Mapping[str, Matrix]

    def told(self) -> Figures:
        """Measure -> value with its 95 % bootstrap interval over sources."""
        return {name: interval(value, self.draws[name]) for name, value in self.values.items()}

    def less(self, other: Outcome) -> Figures:
        """Measure -> this method's value less the other's, with the interval of the paired bootstrap."""
        return {
            name: interval(value - other.values[name], self.draws[name] - other.draws[name])
            for name, value in self.values.items()
        }


def outcome(sample: Sample, held: HeldOut, *, draws: int, seed: int) -> Outcome:
    """Measure held-out scores; the same seed draws the same sources for every method.

    `spearman`, `auc` (rating below its 30th percentile), `mae` and `partial_spearman` (within the lean) are over
    sources with five or more articles, `article_auc` over articles.
    """
    measures = _measures(sample, held)
    size = len(sample.sources)
    rng = np.random.default_rng(seed)
    rows = [rng.integers(size, size=size) for _ in range(draws)]
    return Outcome(
        held,
        {name: measure(np.arange(size)) for name, measure in measures.items()},
        {name: np.array([measure(drawn) for drawn in rows]) for name, measure in measures.items()},
    )


def interval(value: float, draws: Matrix) -> dict[str, float | None]:
    """A value with the 95 % interval of its bootstrap draws; None for what is not defined."""
    finite = draws[np.isfinite(draws)]
    if not np.isfinite(value) or not len(finite):
        return {"value": None, "low": None, "high": None}
    low, high = np.quantile(finite, [0.025, 0.975])
    return {"value": float(value), "low": float(low), "high": float(high)}


def pooled(sample: Sample, held: HeldOut) -> HeldOut:
    """The same with a source's score as the plain mean of its articles', whichever rounds they were tested in."""
    tested = np.isfinite(held.score)
    mean = sample.take(tested).means(held.score[tested])
    return replace(held, source_mean=mean, source_score=mean)


def weighted_auc(places: Codes, positive: Matrix, weights: Matrix) -> float:
    """Chance that a positive article has the higher score than a negative one, by weight; ties count half.

    Args:
        places: the scores as dense ranks from 0.
        positive: 0 or 1.
        weights: of the articles.
    """
    good = np.bincount(places, weights * positive)
    bad = np.bincount(places, weights * (1 - positive))
    if not good.sum() or not bad.sum():
        return float("nan")
    return float((good * (bad.cumsum() - bad / 2)).sum() / (good.sum() * bad.sum()))


def _measures(sample: Sample, held: HeldOut) -> dict[str, Callable[[Codes], float]]:
    big = (sample.counts >= FEWEST_ARTICLES) & np.isfinite(held.source_mean) & np.isfinite(sample.ratings)
    rating, mean, score = sample.ratings, held.source_mean, held.source_score
    rank = ranking(mean, held.score)
    bad = np.zeros(len(rating))
    if big.any():
        bad = (rating < np.quantile(rating[big], UNRELIABLE)).astype(np.float64)
    leans = np.array(sample.leans, dtype=object)
    places = np.unique(ranking(held.score, held.score), return_inverse=True)[1]

    def measured(measure: Callable[[Codes], float]) -> Callable[[Codes], float]:
        def over(drawn: Codes) -> float:
            chosen = drawn[big[drawn]]
            return measure(chosen) if len(chosen) >= FEWEST_SOURCES else float("nan")

        return over

    def article_auc(drawn: Codes) -> float:
        return weighted_auc(places, sample.reliable, sample.weights * sample.times(drawn))

    return {
        "spearman": measured(lambda i: metrics.spearman(rank[i], rating[i])),
        "auc": measured(lambda i: metrics.auc(-rank[i], bad[i])),
        "mae": measured(lambda i: float(np.mean(np.abs(score[i] - rating[i])))),
        "partial_spearman": measured(lambda i: metrics.partial_spearman(rank[i], rating[i], list(leans[i]))),
        "article_auc": article_auc,
    }
