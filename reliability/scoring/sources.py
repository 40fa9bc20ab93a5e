"""A source's score and grade, from its articles, rating lists and reviewers' decisions; each part stays visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from reliability.records import SOURCE_EVIDENCE, SOURCES
from reliability.scoring import grades
from reliability.scoring.combination import breakdown, combine, measure

if TYPE_CHECKING:
    from reliability.scoring.storage import Model

ON = ("source", "role")


def score_sources(evidence: pl.DataFrame, model: Model) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Score every source of which enough is known; see `combination` for the rule.

    Args:
        evidence: of `evidence.gather`: one row per source and role.
        model: the model that scored the articles.

    Returns:
        A SOURCES frame, rows in the order of `evidence`, and a SOURCE_EVIDENCE frame; both without run_id. A publisher
        with too little evidence has no score, `abstained` is `too_few_articles`, and its parts say only what was seen.
        An outlet that is only cited is judged where a list rates it.
    """
    parts = measure(evidence, ON, model.prior, model.id)
    judged = combine(parts, ON, model.prior)
    reason = (
        pl.when(pl.col("role") == "publisher").then(pl.lit("too_few_articles")).otherwise(pl.lit("not_published_here"))
    )
    scored = (
        evidence.join(judged, on=ON, how="left", maintain_order="left")
        .with_columns(abstained=pl.when(pl.col("score").is_null()).then(reason), model=pl.lit(model.id))
        .with_columns(source_reliability=grades.source_reliability())
    )
    sources = SOURCES.conform(scored.select(name for name in SOURCES.schema if name in scored.columns))
    return sources.drop("run_id"), SOURCE_EVIDENCE.conform(breakdown(parts, judged, ON, model.prior, model.id)).drop(
        "run_id"
    )
