"""Copies by MinHash values as LSH buckets: values meet, then pairs, then the texts' signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from reliability import records
from reliability.corpus.pieces import gather, scatter
from reliability.corpus.work import WORK, Job, Work
from reliability.engines import Piece
from reliability.parts.markers import Receipt
from reliability.stories import copies
from reliability.stories.pairs import sharing

HITS, PAIRS = f"{WORK}/hits", f"{WORK}/pairs"
MIXED = 0x9E3779B97F4A7C15  # the golden ratio: neighbouring values go to different buckets
TEXT = ("article_id", "place", "day", "published_at", "shingles", "minhash", "terms")
LEAST = 2  # values that agree in a band

VALUES = pl.DataFrame(schema={"value": pl.Int64, "place": pl.Int64})
HIT = pl.DataFrame(schema={"left": pl.Int64, "right": pl.Int64, "band": pl.UInt8, "shared": pl.UInt16})


def copies_by_values(work: Work, worded: str, found: str) -> None:
    """Link articles two or more of whose MinHash values agree, as `copies.look_alike` has it; to the table `found`.

    Args:
        work: the run.
        worded: table of the articles: the columns TEXT, and `first`.
        found: table for links of kind `copy`, with the places of both articles.
    """
    parts = range(work.job.parts)
    work.exchange("values", _Values(worded), parts, _meet, parts)
    work.exchange("pairs", _emit_hits, parts, _Left(worded), parts)
    work.exchange("copies", _emit_pairs, parts, _Right(worded, found), parts)


@dataclass(frozen=True)
class _Values:
    worded: str

    def __call__(self, job: Job, bucket: int) -> Iterator[Piece]:
        texts = job.folder.read(self.worded, bucket, ("place", "minhash", "first"))
        texts = texts.filter(pl.col("first") & (pl.col("minhash").list.len() > 0))
        values = copies.encoded(texts["minhash"])
        if not values.size:
            return
        rows = pl.DataFrame({"value": values.ravel(), "place": np.repeat(texts["place"].to_numpy(), values.shape[1])})
        mixed = pl.col("value").cast(pl.UInt64).hash(seed=MIXED) % job.parts
        yield from scatter(rows, mixed, "values", bucket)


def _meet(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    """All articles that have a value are here: pairs of those that share one which few have."""
    rows = gather(pieces, "values", VALUES)
    telling = rows.join(_telling(rows), on="value", how="semi", maintain_order="left")
    held = telling.with_columns(band=(pl.col("value") // (copies.BAND << copies.BITS)).cast(pl.UInt8))
    found = [HIT]
    for part in held.partition_by("band", maintain_order=True):
        place, article = np.unique(part["place"].to_numpy(), return_inverse=True)
        reach = np.full(len(place), len(place))
        ones = np.ones(part.height)
        for pairs in sharing(part["value"].to_numpy(), article, ones, reach, most=copies.MOST):
            hits = {"left": place[pairs.left], "right": place[pairs.right], "shared": pairs.score.astype(np.uint16)}
            found.append(pl.DataFrame(hits).with_columns(band=pl.lit(part["band"][0], pl.UInt8)).select(HIT.columns))
    hits_here = pl.concat(found)
    job.folder.write(HITS, number, hits_here)
    return {"hits": hits_here.height}


def _telling(rows: pl.DataFrame) -> pl.DataFrame:
    """The values that several articles have, but not too many."""
    return rows.group_by("value").len().filter(pl.col("len").is_between(2, copies.MOST))


def _emit_hits(job: Job, number: int) -> Iterator[Piece]:
    yield from scatter(job.folder.read(HITS, number), pl.col("left") // (1 << 32), "hits", number)


@dataclass(frozen=True)
class _Left:
    """All hits of a pair are here, and the text of its left article."""

    worded: str

    def __call__(self, job: Job, number: int, pieces: list[Piece]) -> Receipt:
        hits = gather(pieces, "hits", HIT)
        shared = hits.group_by("left", "right", "band").agg(pl.col("shared").sum())
        pairs = shared.filter(pl.col("shared") >= LEAST).select("left", "right").unique().sort("left", "right")
        texts = job.folder.read(self.worded, number, TEXT)
        known = pairs.join(texts, left_on="left", right_on="place", how="left", maintain_order="left")
        job.folder.write(PAIRS, number, known)
        return {"pairs": pairs.height}


def _emit_pairs(job: Job, number: int) -> Iterator[Piece]:
    yield from scatter(job.folder.read(PAIRS, number), pl.col("right") // (1 << 32), "pairs", number)


@dataclass(frozen=True)
class _Right:
    """The text of the right article is here too: hold both against each other."""

    worded: str
    found: str

    def __call__(self, job: Job, number: int, pieces: list[Piece]) -> Receipt:
        texts = job.folder.read(self.worded, number, TEXT)
        empty = texts.clear().rename({"place": "left"}).with_columns(right=pl.lit(None, pl.Int64))
        pairs = gather(pieces, "pairs", empty)
        here = texts.join(pairs.select(place="right"), on="place", how="semi")
        others = pairs.rename({"left": "place"}).select(TEXT)
        both = pl.concat([here, others]).unique("place").sort("day", "published_at", "article_id", nulls_last=True)
        named = both.select("article_id", "place")
        asked = pairs.select("left", "right", left_id="article_id").join(
            named.rename({"article_id": "right_id"}), left_on="right", right_on="place"
        )
        links = copies.copy_links(asked.select("left_id", "right_id"), both.drop("place")) if asked.height else _NONE
        for side in ("left", "right"):
            there = named.rename({"article_id": f"{side}_id", "place": f"{side}_place"})
            links = links.join(there, on=f"{side}_id", how="left", maintain_order="left")
        job.folder.write(self.found, number, links)
        return {"links": links.height}


_NONE = records.STORY_LINKS.empty().drop("run_id")
