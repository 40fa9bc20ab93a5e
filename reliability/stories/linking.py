"""Which articles are about one event, and which repeat one text."""

from __future__ import annotations

import numpy as np
import polars as pl

from reliability import records
from reliability.stories import copies
from reliability.stories.clusters import average_linkage
from reliability.stories.pairs import Pairs, Whole, join, sharing
from reliability.stories.weights import Terms, index

EVENT_FADING = 20.0
WINDOW_DAYS = 3
MOST = 200
FLOOR = 0.03
SAME_EVENT = 0.15
DAILY_LOSS = 0.1
UNDATED_LOSS = 0.3


def link(signatures: pl.DataFrame) -> pl.DataFrame:
    """Group articles into stories and copy groups: `records.STORY_MEMBERS` without `run_id`.

    Two articles can be of one story when they appeared within three days of each other and share telling terms;
    articles without a date need more in common. Groups grow by average linkage, so they do not chain.
    The result is sorted by `article_id` and does not depend on the order of the input. `independent_origins` is
    null: `corroborate` finds it.

    Args:
        signatures: `records.SIGNATURES`; `run_id` is not needed.
    """
    frame = signatures.unique("article_id", keep="first", maintain_order=True).sort(
        "published_at", "article_id", nulls_last=False
    )
    size = len(frame)
    day = frame["published_at"].dt.epoch("d").to_numpy().astype(np.float64)
    terms = index(frame["terms"])
    pairs = _alike(terms.weigh(EVENT_FADING), day)
    seniority = _seniority(day)
    group = copies.groups(_matrix(frame["minhash"]), _counts(frame["shingles"]), terms, pairs)
    original = _eldest(group, seniority)
    story = _stories(size, pairs, original)
    return _members(frame["article_id"], _eldest(story, seniority), original)


def _alike(terms: Terms, day: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Pairs:
    """Pairs of articles by shared terms: cosine, less for each day between them and for a missing date."""
    dated = ~np.isnan(day)
    reach = np.where(dated, np.searchsorted(np.where(dated, day, -np.inf), day + WINDOW_DAYS, side="right"), len(day))
    pieces = []
    for block in sharing(terms.key, terms.article, terms.weight, reach, most=MOST):
        gap = day[block.right] - day[block.left]
        loss = np.where(np.isnan(gap), UNDATED_LOSS, DAILY_LOSS * gap)
        pieces.append(Pairs(block.left, block.right, block.score * (1 - loss)).where(block.score >= FLOOR))
    return join(pieces)


def _stories(size: int, pairs: Pairs, original: Whole) -> Whole:
    """Cluster the originals; copies follow theirs. The similarity of two copy groups is that of their best pair."""
    low = np.minimum(original[pairs.left], original[pairs.right])
    high = np.maximum(original[pairs.left], original[pairs.right])
    between = low < high
    key = low[between] * size + high[between]
    order = np.lexsort((-pairs.score[between], key))
    distinct, first = np.unique(key[order], return_index=True)
    best = pairs.score[between][order][first]
    return average_linkage(size, Pairs(distinct // size, distinct % size, best), SAME_EVENT)[original]


def _seniority(day: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Whole:
    """Place of each article by date with undated ones last; ties keep the order of ids."""
    place = np.empty(len(day), dtype=np.int64)
    place[np.argsort(np.isnan(day), kind="stable")] = np.arange(len(day))
    return place


def _eldest(group: Whole, seniority: Whole) -> Whole:
    """For each article the eldest of its group."""
    order = np.lexsort((seniority, group))
    distinct, first = np.unique(group[order], return_index=True)
    return order[first][np.searchsorted(distinct, group)]


def _matrix(minhash: pl.Series) -> copies.Matrix:
    """MinHash lists as rows; an article without shingles has a row of zeros."""
    lengths = minhash.list.len().fill_null(0).to_numpy()
    width = int(lengths.max()) if len(lengths) and lengths.max() else 1
    matrix = np.zeros((len(minhash), width), dtype=np.uint32)
    full = lengths == width
    flat = minhash.filter(pl.Series(full)).explode(empty_as_null=False, keep_nulls=False)
    matrix[full] = flat.to_numpy().reshape(-1, width)
    return matrix


def _counts(shingles: pl.Series) -> Whole:
    return shingles.fill_null(0).to_numpy().astype(np.int64)


def _members(ids: pl.Series, story: Whole, original: Whole) -> pl.DataFrame:
    frame = pl.DataFrame(
        {
            "article_id": ids,
            "story_id": ids.gather(story),
            "copy_group": ids.gather(original),
            "is_original": original == np.arange(len(ids)),
        }
    ).with_columns(
        copies=pl.len().over("copy_group") - 1,
        story_articles=pl.len().over("story_id"),
        independent_reports=pl.col("copy_group").n_unique().over("story_id"),
    )
    return records.STORY_MEMBERS.conform(frame).drop("run_id").sort("article_id")
