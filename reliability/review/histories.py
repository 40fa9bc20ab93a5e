"""All that happened to an article at the desk, in order."""

from __future__ import annotations

import polars as pl

from reliability import records, store
from reliability.store import Reader

_CLAIMS = pl.List(pl.Struct(dict.fromkeys(("claim_id", "verdict", "reason", "content_text"), pl.String)))

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "at": records.TIME,
    "event": pl.String,
    "who": pl.String,
    "reason": pl.String,
    "score": pl.Float64,
    "revision": pl.Int32,
    "until": records.TIME,
    "url": pl.String,
    "claims": _CLAIMS,
    "undone": pl.Boolean,
    "event_id": pl.String,
    "undoes": pl.String,
}

HISTORY = pl.Schema(_COLUMNS)
"""Columns of `history`."""


def history(opened: Reader, article_id: str) -> pl.DataFrame:
    """The events of an article, the earliest first.

    Returns:
        at, event (a verdict, `undone`, `taken`, `extended`, `taken_over`, `released` or `reply`), who, reason (of a
        reply its text), score and revision that a decision saw, until (of what was taken), url (of a reply), claims
        (verdicts on claims, given with a decision), undone (whether a decision was taken back), event_id, undoes.
    """
    decisions = opened.table("decisions", [article_id])
    taken_back = decisions["undoes"].drop_nulls().implode()
    verdicts = opened.table("claim_verdicts", [article_id])
    claims = verdicts.group_by("decision_id", maintain_order=True).agg(
        claims=pl.struct("claim_id", "verdict", "reason", "content_text")
    )
    decided = decisions.join(claims, on="decision_id", how="left").select(
        "reason", "score", "revision", "claims", "undoes",
        at="decided_at", event="verdict", who="reviewer", event_id="decision_id",
        undone=pl.col("decision_id").is_in(taken_back),
    )  # fmt: skip
    taken = opened.table("assignments", [article_id]).select(
        "event", "reason", "until", at="taken_at", who="reviewer", event_id="assignment_id"
    )
    replied = store.replies(opened, article_id).select(
        "who", "url", at="received_at", event=pl.lit("reply"), reason="text", event_id="reply_id"
    )
    parts = [pl.DataFrame(schema=HISTORY), decided, taken, replied]
    found = pl.concat(parts, how="diagonal").with_columns(pl.col("undone").fill_null(False))
    return found.select(HISTORY.names()).sort("at", "event_id")
