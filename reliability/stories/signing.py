"""What is kept of each article in order to find its copies and its story."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from reliability import records
from reliability.stories import beside, credits, fingerprint, marks, revisions, terms, words

UNKNOWN = date(1970, 1, 1)


def signatures(articles: pl.DataFrame) -> pl.DataFrame:
    """One `records.SIGNATURES` row (without `run_id`) per article, in the order of the input.

    `terms` holds up to 60 names, numbers and rare words, most telling first, then tolls such as
    `toll:killed=12-`, which say that at least 12 were killed. An article without a date counts as of the day on which
    it came in; where that is unknown too, as of 1 January 1970.

    Args:
        articles: `records.ARTICLES`; only `article_id` and `text` are required.
    """
    frame = _with_columns(articles)
    count = len(frame)
    read = words.read(pl.concat([frame["title"], frame["text"]]))
    telling = terms.rank(read, count).group_by("article", maintain_order=True).agg(pl.col("word").alias("terms"))
    minhashes = _minhashes(read, count)
    told = marks.find(frame["title"], frame["text"], frame["published_at"])
    rows = (
        frame.with_row_index("article")
        .with_columns(pl.col("article").cast(pl.Int64))
        .join(telling, on="article", how="left", maintain_order="left")
        .select(
            "article_id",
            "published_at",
            "authors",
            day=pl.coalesce("published_at", "ingested_at").dt.date().fill_null(UNKNOWN),
            publisher=pl.coalesce("publisher", "domain"),
            shingles=pl.Series(minhashes[0], dtype=pl.Int32),
            minhash=pl.Series(minhashes[1], dtype=pl.List(pl.UInt32)),
            wording=pl.Series([fingerprint.digest(values) for values in minhashes[1]], dtype=pl.String),
            terms=pl.concat_list(pl.col("terms").fill_null([]), marks.toll_terms(told)),
            marks=told,
            revised=revisions.find(frame["text"], frame["previous_text"], frame["published_at"]),
            credit=pl.coalesce(credits.find(frame["text"], frame["authors"]), beside.credits(frame)),
            address=beside.addresses(frame["url"]),
            refers_to=beside.references(frame),
            embargo=pl.col("came_with").struct.field("embargo"),
        )
    )
    return records.SIGNATURES.conform(rows).drop("run_id")


def _with_columns(articles: pl.DataFrame) -> pl.DataFrame:
    schema = records.ARTICLES.schema
    names = (
        "article_id",
        "published_at",
        "ingested_at",
        "domain",
        "publisher",
        "title",
        "text",
        "authors",
        "previous_text",
        "url",
        "came_with",
    )
    return articles.select(
        (pl.col(name) if name in articles.columns else pl.lit(None)).cast(schema[name]).alias(name) for name in names
    )


def _minhashes(read: words.Words, count: int) -> tuple[list[int], list[np.ndarray[tuple[int], np.dtype[np.uint32]]]]:
    hashes = read.vocabulary["hash"].to_numpy()[read.word]
    edges = np.searchsorted(read.article, np.arange(count, 2 * count + 1))
    sizes, values = [], []
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        shingles = fingerprint.shingle_hashes(hashes[start:end])
        sizes.append(len(shingles))
        values.append(fingerprint.minhash(shingles))
    return sizes, values
