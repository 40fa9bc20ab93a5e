"""Long texts in pieces, so that DuckDB never holds 2,048 of them whole at once."""

from __future__ import annotations

import polars as pl

from reliability.records import PREVIOUS

PIECE = 20_000  # characters: about 3,300 words; few news articles are longer


def rests(articles: pl.DataFrame) -> pl.DataFrame:
    """What follows the first piece of each long text: article_id, revision, piece (Int32, from 2), text."""
    long = articles.filter(pl.col("text").str.len_chars() > PIECE).select("article_id", "revision", "text")
    rows = [
        (article_id, revision, number, text[start : start + PIECE])
        for article_id, revision, text in long.iter_rows()
        for number, start in enumerate(range(PIECE, len(text), PIECE), 2)
    ]
    schema = {"article_id": pl.String, "revision": pl.Int32, "piece": pl.Int32, "text": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def heads(articles: pl.DataFrame) -> pl.DataFrame:
    """What is stored: with `bytes`, the size of the whole text in UTF-8, and only the first piece of `text`."""
    text = pl.col("text")
    return articles.drop(column.name for column in PREVIOUS).with_columns(
        text.str.len_bytes().fill_null(0).cast(pl.Int64).alias("bytes"),
        pl.when(text.str.len_bytes() > PIECE).then(text.str.slice(0, PIECE)).otherwise(text).alias("text"),
    )


def whole(articles: pl.DataFrame, rest: pl.DataFrame) -> pl.DataFrame:
    """Put the pieces together again; `rest` has article_id, revision, rest."""
    joined = articles.join(rest, on=["article_id", "revision"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("text") + pl.col("rest").fill_null("")).drop("rest")
