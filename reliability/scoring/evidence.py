"""Everything that is known of each source, side by side; and the same with one article left out."""

from __future__ import annotations

import polars as pl

from reliability.scoring.linear import logit

WORTH = {"approved": 1.0, "needs_sources": 0.5, "rejected": 0.0}
"""What a verdict says of an article; other verdicts say nothing."""

_LIST = pl.Struct({"list": pl.String, "rating": pl.Float64, "error": pl.Float64})


def gather(totals: pl.DataFrame, decisions: pl.DataFrame, ratings: pl.DataFrame) -> pl.DataFrame:
    """One row per source with all its evidence.

    Args:
        totals: one row per source and role with `source`, `role`, `articles`, `scored` (articles that have a score),
            `mean` of their scores, `claims`, `second_hand`.
        decisions: source, verdict, articles with this verdict as their latest.
        ratings: records.SOURCE_RATINGS; a domain meets the source of the same name, be it publisher or cited.

    Returns:
        `totals` in its order with `decided` and `worth` (number and worth of the decisions; of publishers only) and
        `lists` (structs of list, rating, error).
    """
    valued = decisions.with_columns(worth=_worth()).drop_nulls("worth")
    decided = valued.group_by("source").agg(
        decided=pl.col("articles").sum().cast(pl.Int64), worth=(pl.col("worth") * pl.col("articles")).sum()
    )
    entry = pl.struct(pl.col(name).cast(dtype) for name, dtype in _LIST.to_schema().items())
    lists = ratings.sort("list").group_by("domain").agg(lists=entry)
    publisher = pl.col("role") == "publisher"
    return (
        totals.join(decided, on="source", how="left", maintain_order="left")
        .with_columns(pl.when(publisher).then(pl.col(name)).fill_null(0).alias(name) for name in ("decided", "worth"))
        .join(lists, left_on="source", right_on="domain", how="left", maintain_order="left")
        .with_columns(pl.col("lists").fill_null([]))
    )


def without_itself(articles: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """The evidence on each article's publisher less what comes from the article: its score and the decision on it.

    Args:
        articles: article_id, source, verdict (the latest on it, or null), score (or null).
        evidence: of `gather`.

    Returns:
        article_id, scored, mean, decided, worth, lists; rows in the order of `articles`. A publisher of which
        nothing is known has no evidence.
    """
    publishers = evidence.filter(pl.col("role") == "publisher").drop("role")
    joined = articles.select("article_id", "source", "verdict", "score").join(
        publishers, on="source", how="left", maintain_order="left"
    )
    scored = pl.col("scored").fill_null(0) - pl.col("score").is_not_null()
    all_of_them = logit(pl.col("mean")).fill_null(0.0) * pl.col("scored").fill_null(0)
    rest = (all_of_them - logit(pl.col("score")).fill_null(0.0)) / scored
    return joined.select(
        "article_id",
        scored=scored,
        mean=pl.when(scored > 0).then(1.0 / (1.0 + (-rest).exp())),
        decided=pl.col("decided").fill_null(0) - _worth().is_not_null(),
        worth=pl.col("worth").fill_null(0.0) - _worth().fill_null(0.0),
        lists=pl.col("lists").fill_null([]),
    )


def _worth() -> pl.Expr:
    return pl.col("verdict").replace_strict(WORTH, default=None, return_dtype=pl.Float64)
