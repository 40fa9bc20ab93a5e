"""Pairs of articles of which one repeats the other's text: wire copy, syndication, rewrites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from reliability.stories.events import DIGITS, named
from reliability.stories.pairs import Pairs, Real, Whole, join, sharing
from reliability.stories.weights import index

COPY, SAME = "copy", "same"
BAND = 32
BITS = 32
MOST = 100
LEAST_SHARED = 3
TEXT_FADING = 60.0
COPIED = 1.1
SHORT = 140  # shingles
SHORT_COPIED = 1.4  # reports of one event share names and turns, which are a large part of a short text
BLOCK = 10_000

Matrix = npt.NDArray[np.uint32]


def firsts(signatures: pl.DataFrame) -> pl.DataFrame:
    """`article_id` and `first`: the earliest article with the same words (itself where there is no other).

    Args:
        signatures: `article_id`, `day`, `published_at`, `wording`.
    """
    ordered = signatures.sort("day", "published_at", "article_id", nulls_last=True)
    first = pl.col("article_id").first().over("wording")
    alone = pl.col("wording").is_null()
    return ordered.select("article_id", first=pl.when(alone).then("article_id").otherwise(first))


def same_links(signatures: pl.DataFrame) -> pl.DataFrame:
    """Pairs of kind `same`: each text and the earliest one of the same words. Takes what `firsts` takes."""
    told = firsts(signatures).filter(pl.col("first") != pl.col("article_id"))
    return told.select(left_id="first", right_id="article_id", kind=pl.lit(SAME), score=pl.lit(1.0))


def look_alike(fresh: pl.DataFrame, others: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Pairs that are worth a look, `left_id` and `right_id`: two or more of some 32 MinHash values agree.

    A value that more than 100 articles have tells nothing.

    Args:
        fresh: `article_id`, `minhash` of articles that were not compared yet, each other wording once.
        others: frames of the same columns of articles that were compared with each other; none is in `fresh`.
    """
    fresh = fresh.filter(pl.col("minhash").list.len() > 0)
    new = encoded(fresh["minhash"])
    values, count = np.unique(new, return_counts=True)
    ids, held, hits = [fresh["article_id"]], [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    known = len(fresh)
    for frame in others:
        old = encoded(frame["minhash"])
        place = np.minimum(np.searchsorted(values, old), max(len(values) - 1, 0))
        met = (values[place] == old) if len(values) else np.zeros(old.shape, np.bool_)
        row, column = np.nonzero(met)
        value = place[row, column]
        count = count + np.bincount(value, minlength=len(count))
        few = count[value] <= MOST
        held.append(row[few] + known)
        hits.append(value[few])
        ids.append(frame["article_id"])
        known += len(frame)
    rare = count <= MOST
    article, value = np.concatenate(held), np.concatenate(hits)
    kept = rare[value]
    pairs = _agreeing(new, values, rare, Hits(article[kept], value[kept], known))
    return named(pl.concat(ids), pairs, COPY).select("left_id", "right_id")


def encoded(minhash: pl.Series) -> npt.NDArray[np.int64]:
    """MinHash values as rows of whole numbers that differ for each permutation."""
    if len(minhash) == 0:
        return np.empty((0, 0), np.int64)
    matrix = _matrix(minhash).astype(np.int64)
    return matrix + (np.arange(matrix.shape[1], dtype=np.int64) << BITS)


@dataclass(frozen=True)
class Hits:
    """Older articles by the values they share with fresh ones: places among `articles`, and places of the values."""

    article: Whole
    value: Whole
    articles: int


def _agreeing(new: Whole, values: Whole, rare: npt.NDArray[np.bool_], older: Hits) -> Pairs:
    """Pairs of articles, the left one among the first `len(new)`, that share two or more rare values of a band."""
    size, pieces = len(new), []
    reach = np.concatenate([np.full(size, older.articles), np.arange(size, older.articles) + 1])
    for first in range(0, new.shape[1], BAND):
        band = new[:, first : first + BAND]
        place = np.searchsorted(values, band)
        kept = rare[place]
        own = np.repeat(np.arange(size), band.shape[1])[kept.ravel()]
        start, end = np.searchsorted(values, [first << BITS, (first + BAND) << BITS])
        inside = (older.value >= start) & (older.value < end)
        key = np.concatenate([place[kept], older.value[inside]])
        owner = np.concatenate([own, older.article[inside]])
        found = sharing(key, owner, np.ones(len(key)), reach, most=MOST)
        pieces += [block.where(block.score >= 2) for block in found]
    return join(pieces)


def copy_links(pairs: pl.DataFrame, signatures: pl.DataFrame) -> pl.DataFrame:
    """Those of `pairs` of which one article repeats the other: `records.STORY_LINKS` of kind `copy` without `run_id`.

    A copy repeats wording (the shared part of the shorter text's shingles) and the incidental names and words as
    well as the leading ones, which all articles about an event share.

    Args:
        pairs: `left_id`, `right_id`; in any order, also twice.
        signatures: `article_id`, `shingles`, `minhash`, `terms` of their articles.
    """
    frame = signatures.unique("article_id", keep="first", maintain_order=True).with_row_index("place")
    place = frame.select("article_id", pl.col("place").cast(pl.Int64))
    told = pairs.join(place, left_on="left_id", right_on="article_id").join(
        place, left_on="right_id", right_on="article_id", suffix="_right"
    )
    one, other = told["place"].to_numpy(), told["place_right"].to_numpy()
    pair = np.unique(np.minimum(one, other) * max(len(frame), 1) + np.maximum(one, other))
    left, right = pair // max(len(frame), 1), pair % max(len(frame), 1)
    minhash, shingles = _matrix(frame["minhash"]), frame["shingles"].fill_null(0).to_numpy().astype(np.int64)
    shared = _agreement(minhash, left, right)
    look = (left != right) & (shared >= LEAST_SHARED) & (shingles[left] > 0) & (shingles[right] > 0)
    left, right, shared = left[look], right[look], shared[look]
    repeated = containment(shared / minhash.shape[1], shingles[left], shingles[right])
    alike = index(frame["terms"]).weigh(TEXT_FADING).similarity(left, right)
    score = np.round(np.sqrt(repeated) + alike, DIGITS)
    short = np.minimum(shingles[left], shingles[right]) < SHORT
    found = Pairs(left, right, score).where(score >= np.where(short, SHORT_COPIED, COPIED))
    return named(frame["article_id"], found, COPY)


def containment(jaccard: Real, left: Whole, right: Whole) -> Real:
    """Share of the shorter text's shingles that the other has, from the Jaccard similarity of the sets.

    Args:
        jaccard: estimated similarity, 0..1.
        left: size of one set.
        right: size of the other.
    """
    common = jaccard * (left + right) / (1 + jaccard)
    share: Real = np.minimum(common / np.minimum(left, right), 1.0)
    return share


def _agreement(minhash: Matrix, left: Whole, right: Whole) -> Whole:
    result = np.zeros(len(left), dtype=np.int64)
    for start in range(0, len(left), BLOCK):
        end = start + BLOCK
        result[start:end] = (minhash[left[start:end]] == minhash[right[start:end]]).sum(axis=1)
    return result


def _matrix(minhash: pl.Series) -> Matrix:
    """MinHash lists as rows; an article without shingles has a row of zeros."""
    lengths = minhash.list.len().fill_null(0).to_numpy()
    width = int(lengths.max()) if len(lengths) and lengths.max() else 1
    matrix = np.zeros((len(minhash), width), dtype=np.uint32)
    full = lengths == width
    flat = minhash.filter(pl.Series(full)).explode(empty_as_null=False, keep_nulls=False)
    matrix[full] = flat.to_numpy().reshape(-1, width)
    return matrix
