"""How much reading an order of the queue saves: articles read until a share of the bad ones is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

SHARES = (0.5, 0.8, 0.9)
"""Of the bad articles, as they are found."""

DRAWS = 1000

_Numbers = NDArray[np.int64]


def saving(
    ranked: pl.DataFrame, *, shares: Sequence[float] = SHARES, draws: int = DRAWS, seed: int = 0
) -> list[dict[str, Any]]:
    """Compare three orders with reading at random.

    Args:
        ranked: one row per article in the order of the queue: article_id, source, score (0..1 or null), bad (whether
            a reviewer should find it).
        shares: of the bad articles that are to be found.
        draws: bootstrap samples of publishers, since articles of one are alike.
        seed: of the samples.

    Returns:
        One dictionary per share: `share`, `bad` (how many that is), `random` (articles read at random until then: the
        expected value), `queue`, `score` (lowest first, those without one in the middle) and `perfect` (articles read
        in that order), and for the first two of these `queue_saving` and `score_saving`: `value`, `low`, `high`, by
        what factor fewer than at random, with the 95 % interval.
    """
    frame = ranked.with_row_index("place")
    by_score = frame.with_columns(pl.col("score").fill_null(0.5)).sort("score", "article_id")["place"].to_numpy()
    bad = frame["bad"].cast(pl.Int64).to_numpy()
    sources = np.unique(frame["source"].fill_null("").to_numpy(), return_inverse=True)[1]
    orders = {"queue": np.arange(frame.height), "score": by_score}
    rng = np.random.default_rng(seed)
    count = int(sources.max()) + 1 if len(sources) else 0
    samples = [np.bincount(rng.integers(count, size=count), minlength=count)[sources] for _ in range(draws)]
    whole = np.ones(frame.height, dtype=np.int64)
    found = []
    for share in shares:
        wanted = _wanted(int(bad.sum()), share)
        entry: dict[str, Any] = {
            "share": share,
            "bad": wanted,
            "random": at_random(frame.height, int(bad.sum()), wanted),
        }
        for name, order in orders.items():
            entry[name] = _read(bad[order], whole, share)
            ratios = np.array([_ratio(bad[order], times[order], share) for times in samples])
            ratios = ratios[np.isfinite(ratios)]
            low, high = map(float, np.quantile(ratios, [0.025, 0.975])) if len(ratios) else (None, None)
            entry[f"{name}_saving"] = {"value": _ratio(bad[order], whole, share), "low": low, "high": high}
        found.append(entry | {"perfect": wanted})
    return found


def at_random(articles: int, bad: int, wanted: int) -> float:
    """How many of `articles` one reads on average, in random order, until `wanted` of the `bad` are found.

    The mean of the place of the k-th of m marked among n in random order, k (n + 1) / (m + 1).

    >>> at_random(99, 9, 5)
    50.0
    """
    return wanted * (articles + 1) / (bad + 1)


def _wanted(bad: int, share: float) -> int:
    return max(int(np.ceil(share * bad - 1e-9)), 1)


def _read(bad: _Numbers, times: _Numbers, share: float) -> int:
    """Articles read in this order until the share is found; an article that was drawn n times counts n times."""
    seen = np.cumsum(bad * times)
    wanted = _wanted(int(seen[-1]), share)
    at = int(np.searchsorted(seen, wanted))
    before = int(times[:at].sum())
    return before + wanted - (int(seen[at - 1]) if at else 0)


def _ratio(bad: _Numbers, times: _Numbers, share: float) -> float:
    total = int((bad * times).sum())
    if not total:
        return float("nan")
    wanted = _wanted(total, share)
    return at_random(int(times.sum()), total, wanted) / _read(bad, times, share)
