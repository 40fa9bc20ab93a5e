"""The order in which articles need a human."""

from __future__ import annotations

import polars as pl

from reliability.review.decisions import state

RISK, DOUBT, FLAGS = "low score", "wide interval", "flags"
NO_SCORE = "cannot be judged"
LOW = 0.5
WEIGHTS = {RISK: 0.5, DOUBT: 0.2, FLAGS: 0.3}
SEVERITY_POINTS = {"critical": 1.0, "warning": 0.35, "info": 0.1}


def order(results: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Order scored articles by their need for a human, decided ones left out.

    Need is 0.5 x risk (1 - score) + 0.2 x doubt (width of the interval) + 0.3 x flags (critical 1, warning 0.35,
    info 0.1, at most 1). An article without a score counts as wholly doubtful and of middling risk.

    Args:
        results: one row per scored article with article_id, score, low, high and flags (each with a severity).
        decisions: records.DECISIONS.

    Returns:
        The rows with `need` (0..1), `reason` (the part that adds most, in words) and `state`, neediest first.
    """
    parts = {
        RISK: (1 - pl.col("score")).fill_null(0.5),
        DOUBT: (pl.col("high") - pl.col("low")).fill_null(1.0),
        FLAGS: _flag_points().clip(upper_bound=1.0),
    }
    weighted = [(part * WEIGHTS[name]).alias(name) for name, part in parts.items()]
    risk = pl.when(pl.col("score") < LOW).then(pl.col(RISK)).otherwise(0.0)  # a high score is no reason to read
    largest = pl.concat_list(risk, DOUBT, FLAGS).list.arg_max()
    named = largest.replace_strict(dict(enumerate(WEIGHTS)), return_dtype=pl.String)
    reason = pl.when(pl.col("score").is_null()).then(pl.lit(NO_SCORE)).otherwise(named)
    return (
        results.join(state(decisions).select("article_id", "state"), on="article_id", how="left")
        .with_columns(pl.col("state").fill_null("new"))
        .filter(pl.col("state") == "new")
        .with_columns(weighted)
        .with_columns(pl.sum_horizontal(*WEIGHTS).alias("need"), reason.alias("reason"))
        .drop(*WEIGHTS)
        .sort("need", "article_id", descending=[True, False])
    )


def _flag_points() -> pl.Expr:
    points = pl.element().struct.field("severity").replace_strict(SEVERITY_POINTS, default=0.0, return_dtype=pl.Float64)
    return pl.col("flags").list.eval(points).list.sum().fill_null(0.0)
