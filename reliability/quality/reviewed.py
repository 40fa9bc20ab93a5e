"""What reviewers made of scores: how often they overrule them, how far they agree, how long they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from reliability import agreement, records
from reliability.agreement import Agreement
from reliability.store import Reader
from reliability.store import reviewing as tables

LOW, HIGH = 0.4, 0.6
"""A score below the first speaks against an article, one from the second on for it; between them it says little."""

EVEN = 0.5
"""For kappa a score from here on stands for approval: it takes a word for every article."""

HELD = ("approved", "needs_sources", "rejected")
"""Verdicts that say what a reviewer holds; `escalated` leaves that to another."""

FEWEST = 10
"""Opinions, or articles that two decided on, from which on kappa is told."""

PAIRS = 20
"""Pairs of reviewers that are told apart."""


def reviewed(store: Reader, ids: Sequence[str] | None = None) -> dict[str, Any] | None:
    """What was decided on these articles, or on all: the `review` of a report; None where nothing was.

    Args:
        store: an open store.
        ids: the articles.
    """
    done = tables.work(store, ids)
    if not done.height:
        return None
    opinions = tables.opinions(store, ids)
    standing = tables.verdicts(store, ids)
    counts = {name: int((standing["verdict"] == name).sum()) for name in records.VERDICTS}
    return {
        "decisions": done.height,
        "undone": int(done["undone"].sum()),
        "articles": standing.height - counts.pop("reopened"),
        **counts,
        "outdated": int(standing["outdated"].sum()),
        "disputed": int(standing["disputed"].sum()),
        "minutes": done["minutes"].median(),
        "timed": done["minutes"].len() - done["minutes"].null_count(),
        "overrides": overrides(opinions),
        "model": _told(with_model(opinions)),
        "among": _among(opinions.filter(~pl.col("outdated"))),
        "reviewers": by_reviewer(done, opinions),
    }


def overrides(opinions: pl.DataFrame) -> dict[str, Any]:
    """How often reviewers went against the score that they saw.

    Args:
        opinions: verdict and score; those with a score and approved or rejected count.

    Returns:
        decisions (that count), approved_low (approved below LOW), rejected_high (rejected from HIGH on), share (of both
        together; None where nothing counts), low and high (the two bounds).
    """
    counted = _counted(opinions)
    against = counted.select(_approved_low(), _rejected_high()).sum()
    low, high = (int(against[name].item() or 0) for name in ("approved_low", "rejected_high"))
    share = (low + high) / counted.height if counted.height else None
    bounds = {"low": LOW, "high": HIGH}
    return {"decisions": counted.height, "approved_low": low, "rejected_high": high, "share": share} | bounds


def with_model(opinions: pl.DataFrame) -> Agreement:
    """How reviewers agree with the model: approval against a score of EVEN or more.

    Args:
        opinions: verdict and score; those with a score and a verdict of HELD count.
    """
    held = opinions.filter(pl.col("verdict").is_in(HELD) & pl.col("score").is_not_null())
    said = held.select(
        reviewer=pl.when(pl.col("verdict") == "approved").then(pl.lit("yes")).otherwise(pl.lit("no")),
        model=pl.when(pl.col("score") >= EVEN).then(pl.lit("yes")).otherwise(pl.lit("no")),
    )
    return agreement.between(said["reviewer"].to_list(), said["model"].to_list())


def by_reviewer(done: pl.DataFrame, opinions: pl.DataFrame) -> list[dict[str, Any]]:
    """What each reviewer did, the busiest first.

    Returns:
        reviewer, decisions (those taken back among them), the number of each verdict, undone, minutes (median), and
        overrides (of their opinions).
    """
    verdicts = [pl.col("verdict").eq(name).sum().cast(pl.Int64).alias(name) for name in records.VERDICTS]
    counts = done.group_by("reviewer").agg(
        pl.len().cast(pl.Int64).alias("decisions"),
        *verdicts,
        pl.col("undone").sum().cast(pl.Int64),
        minutes=pl.col("minutes").median(),
    )
    against = _counted(opinions).group_by("reviewer").agg(overrides=(_approved_low() | _rejected_high()).sum())
    joined = counts.join(against, on="reviewer", how="left").with_columns(pl.col("overrides").fill_null(0))
    return joined.sort("decisions", "reviewer", descending=[True, False]).to_dicts()


def _among(opinions: pl.DataFrame) -> dict[str, Any]:
    held = opinions.filter(pl.col("verdict").is_in(HELD))
    everyone, pairs = agreement.among(held.select(thing="article_id", rater="reviewer", word="verdict"))
    rows = [{"first": first, "second": second} | _told(of) for first, second, of in pairs[:PAIRS]]
    return _told(everyone) | {"pairs": rows}


def _told(found: Agreement) -> dict[str, Any]:
    """The agreement; of fewer than FEWEST kappa says nothing."""
    unknown = dict.fromkeys(("kappa", "low", "high")) if found.n < FEWEST else {}
    return found._asdict() | unknown


def _counted(opinions: pl.DataFrame) -> pl.DataFrame:
    return opinions.filter(pl.col("verdict").is_in(["approved", "rejected"]) & pl.col("score").is_not_null())


def _approved_low() -> pl.Expr:
    return ((pl.col("verdict") == "approved") & (pl.col("score") < LOW)).alias("approved_low")


def _rejected_high() -> pl.Expr:
    return ((pl.col("verdict") == "rejected") & (pl.col("score") >= HIGH)).alias("rejected_high")
