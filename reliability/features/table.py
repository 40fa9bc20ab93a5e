"""Computes the features table: one row of numbers per article."""

from __future__ import annotations

import polars as pl

from reliability.features import finding
from reliability.features.declaration import Feature, Over
from reliability.features.frames import article_frame, attributed_characters, claims_frame, paragraphs_frame
from reliability.features.lines import described
from reliability.features.themes import catalogue


def compute(articles: pl.DataFrame, claims: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Every feature of every article.

    Args:
        articles: records.ARTICLES; columns may be missing or null.
        claims: records.CLAIMS of these articles; may be empty.
        members: records.STORY_MEMBERS of these articles; may be empty: then each stands alone.

    Returns:
        records.FEATURES without `run_id`: `article_id` and each feature of `catalogue` as Float64, in the
        order of `articles`; null where the article gives nothing to judge by.
    """
    declared = catalogue()
    frame = article_frame(articles, members)
    told = claims_frame(frame, claims)
    frame = frame.join(attributed_characters(told), on="row", how="left", maintain_order="left")
    frame = _aggregate(frame, told, declared, "claims")
    frame = _aggregate(frame, described(paragraphs_frame(frame)), declared, "paragraphs")
    frame = finding.count(frame, told, declared)
    return frame.select("article_id", *(_column(feature) for feature in declared))


def _aggregate(frame: pl.DataFrame, rows: pl.DataFrame, declared: list[Feature], over: Over) -> pl.DataFrame:
    """Add the features over `rows` to the article frame."""
    chosen = [feature for feature in declared if feature.over == over]
    sums = rows.group_by("row").agg(f.expression.alias(f.name) for f in chosen if isinstance(f.expression, pl.Expr))
    filled = [pl.col(feature.name).fill_null(feature.empty) for feature in chosen if feature.empty is not None]
    return frame.join(sums, on="row", how="left", maintain_order="left").with_columns(filled)


def _column(feature: Feature) -> pl.Expr:
    expression = feature.expression
    if isinstance(expression, finding.Finder) or feature.over != "articles":
        expression = pl.col(feature.name)
    return expression.cast(pl.Float64).alias(feature.name)
