"""Decisions of reviewers: append-only; undoing one adds `reopened`."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import polars as pl

from reliability import records
from reliability.errors import ReliabilityError

VERDICTS = ("approved", "needs_sources", "rejected", "escalated", "reopened")
MAX_REASON = 2_000  # characters


def decide(result: pl.DataFrame, verdict: str, reason: str, reviewer: str) -> pl.DataFrame:
    """Make a decision on one article.

    Args:
        result: one row of `reliability score`: the article as the reviewer saw it.
        verdict: one of VERDICTS.
        reason: why, in the reviewer's words.
        reviewer: who decides.

    Returns:
        records.DECISIONS with one row, which names the score and the model that the reviewer saw.

    Raises:
        ReliabilityError: an unknown verdict, or no reason or reviewer.
    """
    if verdict not in VERDICTS:
        raise ReliabilityError(f"There is no verdict '{verdict}'.", f"Use one of {', '.join(VERDICTS)}.")
    if not reason.strip() or len(reason) > MAX_REASON:
        raise ReliabilityError(f"A decision needs a reason of at most {MAX_REASON:,} characters.", "Add --reason.")
    if not reviewer.strip():
        raise ReliabilityError("A decision needs a reviewer.", "Add --reviewer NAME.")
    row = result.row(0, named=True)
    if row["model"] is None:
        raise ReliabilityError(f"{row['article_id']} has not been scored yet.", "Run `reliability score` on it first.")
    return records.DECISIONS.frame(
        [
            {
                "decision_id": uuid4().hex,
                "article_id": row["article_id"],
                "verdict": verdict,
                "reason": reason.strip(),
                "reviewer": reviewer.strip(),
                "decided_at": datetime.now(UTC),
                "model": row["model"],
                "score": row["score"],
            }
        ]
    )


def state(decisions: pl.DataFrame) -> pl.DataFrame:
    """The state of each decided article: article_id, state, decisions.

    The state is the latest verdict, or `new` after `reopened`; articles without a decision are not listed.
    """
    latest = decisions.sort("decided_at", "decision_id").group_by("article_id", maintain_order=True)
    return latest.agg(
        pl.col("verdict").last().replace("reopened", "new").alias("state"), pl.len().cast(pl.Int64).alias("decisions")
    )
