"""Decides which incoming articles are new, changed or unchanged. Frames only; no database."""

from __future__ import annotations

import polars as pl


def judge(incoming: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """Give each incoming article its state and revision.

    Several rows of one article count in order: each differs, or does not, from the row before it.

    Args:
        incoming: article_id, text_hash, in reading order.
        stored: article_id, revision, text_hash of the current revision of those that are stored already.

    Returns:
        One row per incoming row, in order: article_id, state (`new`, `changed`, `unchanged`), revision (Int32).
    """
    known = stored.select("article_id", pl.col("revision").alias("_stored"), pl.col("text_hash").alias("_stored_hash"))
    before = pl.col("text_hash").shift(1).over("article_id")
    first = pl.col("article_id").is_first_distinct()
    judged = incoming.select("article_id", "text_hash").join(known, on="article_id", how="left", maintain_order="left")
    return (
        judged.with_columns(pl.when(first).then("_stored_hash").otherwise(before).alias("_before"))
        .with_columns(pl.col("text_hash").ne_missing(pl.col("_before")).alias("_differs"))
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
