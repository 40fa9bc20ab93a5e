"""Pairs of articles that may tell of one event: they share telling terms and appeared within days of each other."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from reliability import records
from reliability.stories.pairs import Pairs, Real, Whole, join, sharing
from reliability.stories.weights import index

EVENT = "event"
FADING = 20.0
WINDOW_DAYS = 3
MOST = 200
LEAST_SHARED = 3  # the name of one town is no event
FLOOR = 0.06
DAILY_LOSS = 0.1
UNDATED_LOSS = 0.5
DIGITS = 6  # so that the last bits do not tell in which company a pair was compared


def event_links(
    signatures: pl.DataFrame, days: tuple[date, date] | None = None, share: tuple[int, int] = (0, 1)
) -> pl.DataFrame:
    """Pairs of kind `event`: the cosine of weighted terms, less for each day between them and for a missing date.

    Args:
        signatures: `records.SIGNATURES` (`article_id`, `published_at`, `day`, `terms`) of all articles of `days` and
            of the `WINDOW_DAYS` days after.
        days: first and last day of the earlier article of a pair; all days without it.
        share: number of the share, and of all shares, of which the earlier article is; days with too many articles for
            one machine are cut into some by their ids.

    Returns:
        `records.STORY_LINKS` without `run_id`. What a pair scores depends on it alone, but a term that more than 200
        later articles of the window have links none of them.
    """
    frame = signatures.sort("day", "published_at", "article_id", nulls_last=True)
    day = frame["day"].to_physical().to_numpy().astype(np.int64)
    undated = frame["published_at"].is_null().to_numpy()
    reach = np.searchsorted(day, day + WINDOW_DAYS, side="right")
    if days is not None:
        first, last = pl.Series(days).to_physical().to_list()
        reach = np.where((day >= first) & (day <= last), reach, np.arange(len(day)) + 1)
    if share[1] > 1:
        mine = (frame["article_id"].hash(seed=0) % share[1] == share[0]).to_numpy()
        reach = np.where(mine, reach, np.arange(len(day)) + 1)
    terms = index(frame["terms"]).weigh(FADING)
    pieces = []
    for block in sharing(terms.key, terms.article, terms.weight, reach, most=MOST, least=LEAST_SHARED):
        loss = DAILY_LOSS * (day[block.right] - day[block.left])
        loss = np.where(undated[block.left] | undated[block.right], UNDATED_LOSS, loss)
        score: Real = np.round(block.score * (1 - loss), DIGITS).astype(np.float64)
        scored = Pairs(block.left, block.right, score)
        pieces.append(scored.where(scored.score >= FLOOR))
    return named(frame["article_id"], join(pieces), EVENT)


def named(ids: pl.Series, pairs: Pairs, kind: str) -> pl.DataFrame:
    """Pairs of places in `ids` as `records.STORY_LINKS` without `run_id`."""
    return pl.DataFrame(
        {
            "left_id": _gathered(ids, pairs.left),
            "right_id": _gathered(ids, pairs.right),
            "kind": pl.repeat(kind, len(pairs.left), dtype=pl.String, eager=True),
            "score": pairs.score,
        },
        schema=records.STORY_LINKS.empty().drop("run_id").schema,
    )


def _gathered(ids: pl.Series, places: Whole) -> pl.Series:
    return ids.gather(places).cast(pl.String)
