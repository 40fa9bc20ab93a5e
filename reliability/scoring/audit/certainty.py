"""Whether a score means what it says: calibration, and what is gained by judging only what the model is sure of."""

from __future__ import annotations

from typing import Any

import numpy as np

from reliability.scoring import metrics
from reliability.scoring.audit.figures import interval, weighted_auc
from reliability.scoring.audit.material import Material
from reliability.scoring.heldout import HeldOut

COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
MIDDLE = 0.5


def calibration(material: Material, held: HeldOut) -> list[dict[str, float]]:
    """The table of a reliability diagram; with the mean 90 % interval where the method gives one."""
    has = np.isfinite(held.low).all()
    extra = {"low": held.low, "high": held.high} if has else {}
    return metrics.calibration(held.score, material.sample.reliable, material.sample.weights, extra)


def abstaining(material: Material, held: HeldOut) -> list[dict[str, Any]]:
    """A row per share of articles judged, the least certain left out first (El-Yaniv & Wiener 2010).

    Least certain is the score nearest to 0.5; of two, the one with the wider interval. `accuracy` is the share whose
    score lies on the publisher's side of 0.5, `auc` that of articles.
    """
    sample = material.sample
    width = np.where(np.isfinite(held.high - held.low), held.high - held.low, 0.0)
    order = np.lexsort((width, -np.abs(held.score - MIDDLE)))
    right = ((held.score >= MIDDLE) == (sample.reliable >= MIDDLE)).astype(np.float64)
    rng = np.random.default_rng(material.seed)
    count = len(sample.sources)
    drawn = [np.bincount(rng.integers(count, size=count), minlength=count) for _ in range(material.plan.draws)]
    rows = []
    for coverage in COVERAGES:
        kept = order[: max(1, round(coverage * len(order)))]
        places = np.unique(held.score[kept], return_inverse=True)[1]
        source, weights, good = sample.source[kept], sample.weights[kept], sample.reliable[kept]

        def accuracy(times: Any, kept: Any = kept, source: Any = source, weights: Any = weights) -> float:
            each = weights * times[source]
            return float(np.average(right[kept], weights=each)) if each.sum() else float("nan")

        def auc(
            times: Any, places: Any = places, source: Any = source, weights: Any = weights, good: Any = good
        ) -> Any:
            return weighted_auc(places, good, weights * times[source])

        everyone = np.ones(count)
        rows.append(
            {
                "coverage": coverage,
                "articles": len(kept),
                "accuracy": interval(accuracy(everyone), np.array([accuracy(times) for times in drawn])),
                "auc": interval(auc(everyone), np.array([auc(times) for times in drawn])),
            }
        )
    return rows
