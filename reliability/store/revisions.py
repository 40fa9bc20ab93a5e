"""Decides which incoming articles are new, changed or unchanged. Frames only; no database."""

from __future__ import annotations

import polars as pl

ABOUT = ("url", "domain", "publisher", "authors", "published_at", "modified_at", "section", "language")
"""What is known of an article beside its title and text; a change of it makes a new revision too."""


def fingerprint() -> pl.Expr:
    """One string that differs where the text, the title or what is known of the article differs."""
    authors = pl.col("authors").list.join("\x1f")
    about = [authors if name == "authors" else pl.col(name).cast(pl.String) for name in ABOUT]
    return pl.concat_str([pl.col("text_hash"), *(part.fill_null("") for part in about)], separator="\x1e")


def apart(incoming: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Tell articles of two files apart that have one id by accident, such as the row numbers of two exports.

    Within a run, rows of different inputs with one id are two articles where text and address differ: the later one's
    id gets the first digits of its text's digest. Rows of one input are revisions.

    Args:
        incoming: records.ARTICLES rows, in reading order.
        held: article_id, text_hash, input, url of the articles that this run holds already.
    """
    seen = ["article_id", "text_hash", "input", "url"]
    both = pl.concat([held.select(seen), incoming.select(seen)])
    first = both.unique("article_id", keep="first", maintain_order=True)
    joined = incoming.join(first, on="article_id", how="left", suffix="_first", maintain_order="left")
    text, place, url = (pl.col(name).ne_missing(pl.col(f"{name}_first")) for name in ("text_hash", "input", "url"))
    other = pl.concat_str("article_id", pl.lit("~"), pl.col("text_hash").str.head(8))
    named = pl.when(text & place & (url | pl.col("url").is_null())).then(other).otherwise("article_id")
    return joined.with_columns(named.alias("article_id")).select(incoming.columns)


def judge(incoming: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Give each incoming article its state and revision.

    Several rows of one article count in order: each differs, or does not, from the row before it.

    Args:
        incoming: records.ARTICLES rows, in reading order.
        stored: article_id, revision, text_hash and the columns of ABOUT of the current revision of those that are
            stored already.

    Returns:
        One row per incoming row, in order: article_id, state (`new`, `changed`, `unchanged`), revision (Int32).
    """
    known = stored.select("article_id", pl.col("revision").alias("_stored"), fingerprint().alias("_stored_print"))
    printed = incoming.select("article_id", fingerprint().alias("_print"))
    judged = printed.join(known, on="article_id", how="left", maintain_order="left")
    first = pl.col("article_id").is_first_distinct()
    before = pl.col("_print").shift(1).over("article_id")
    return (
        judged.with_columns(pl.when(first).then("_stored_print").otherwise(before).alias("_before"))
        .with_columns(pl.col("_print").ne_missing(pl.col("_before")).alias("_differs"))
        .with_columns(
            (pl.col("_stored").fill_null(0) + pl.col("_differs").cum_sum().over("article_id"))
            .cast(pl.Int32)
            .alias("revision")
        )
        .select(
            "article_id",
            pl.when(~pl.col("_differs"))
            .then(pl.lit("unchanged"))
            .when(pl.col("revision") == 1)
            .then(pl.lit("new"))
            .otherwise(pl.lit("changed"))
            .alias("state"),
            "revision",
        )
    )
