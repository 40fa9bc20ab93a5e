"""Why an article stands where it does in the queue, in words."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from reliability import abstentions

LOW = 0.5
"""A score below this is a reason to read an article."""

WIDE = 0.4
"""An interval of this width or more is one."""

RECENT = 72
"""Hours for which the age of an article is worth saying."""


def reason(now: datetime) -> pl.Expr:
    """`low score (12) and 2 critical flags; published 3 h ago; copied by 4 outlets`.

    For rows of `review.order`. What came back from earlier work stands first, then what the score and the flags say,
    then how new it is and how far it went. Where nothing stands out, it says so.
    """
    first = pl.concat_list(_returned(), _score(), _interval(), _publisher(), _flags()).list.drop_nulls()
    rest = pl.concat_list(_age(now), _copied(), _told()).list.drop_nulls()
    nothing = pl.format("nothing stands out (score {})", _hundred("score"))
    last = pl.when(first.list.len() > 1).then(pl.format(" and {}", first.list.last())).otherwise(first.list.last())
    head = pl.concat_str(first.list.slice(0, first.list.len() - 1).list.join(", "), last)
    led = pl.when(first.list.len() > 0).then(head).when(rest.list.len() > 0).then(None).otherwise(nothing)
    return pl.concat_list(led, rest).list.drop_nulls().list.join("; ")


def _returned() -> pl.Expr:
    said = pl.col("verdict").replace({"needs_sources": "found to need sources"})
    return (
        pl.when("outdated")
        .then(pl.format("changed since it was {} by {}", said, pl.col("decided_by")))
        .when(pl.col("state") == "escalated")
        .then(pl.format("escalated by {}", pl.col("decided_by")))
        .when("disputed")
        .then(pl.lit("reviewers disagree"))
        .when(pl.col("verdict") == "reopened")
        .then(pl.format("reopened by {}", pl.col("decided_by")))
    )


def _score() -> pl.Expr:
    why = pl.col("abstained").replace({code: abstentions.short(code) for code in abstentions.ARTICLES})
    return (
        pl.when(pl.col("score") < LOW)
        .then(pl.format("low score ({})", _hundred("score")))
        .when(pl.col("score").is_null())
        .then(pl.concat_str(pl.lit("no score"), pl.format(" ({})", why).fill_null("")))
    )


def _interval() -> pl.Expr:
    wide = pl.col("high") - pl.col("low") >= WIDE
    return pl.when(wide).then(pl.format("a wide interval ({}-{})", _hundred("low"), _hundred("high")))


def _publisher() -> pl.Expr:
    low = pl.col("source_score") < LOW
    return pl.when(low).then(pl.format("a publisher of low score ({})", _hundred("source_score")))


def _flags() -> pl.Expr:
    return (
        pl.when(pl.col("critical") > 0)
        .then(_many("critical", "critical flag"))
        .when(pl.col("warning") > 0)
        .then(_many("warning", "warning"))
    )


def _age(now: datetime) -> pl.Expr:
    minutes = (pl.lit(now) - pl.col("published_at")).dt.total_minutes()
    hours = minutes // 60
    return (
        pl.when(minutes < 0)
        .then(pl.lit("dated ahead"))
        .when(minutes < 60)
        .then(pl.format("published {} min ago", minutes))
        .when(hours < 48)
        .then(pl.format("published {} h ago", hours))
        .when(hours < RECENT)
        .then(pl.format("published {} days ago", hours // 24))
    )


def _copied() -> pl.Expr:
    return pl.when(pl.col("copied_by") > 0).then(pl.format("copied by {}", _many("copied_by", "outlet")))


def _told() -> pl.Expr:
    more = pl.col("told_by") > pl.col("copied_by")
    return pl.when(more).then(pl.format("its story told by {}", _many("told_by", "other outlet")))


def _many(column: str, noun: str) -> pl.Expr:
    one = pl.col(column) == 1
    return pl.concat_str(pl.col(column), pl.lit(f" {noun}"), pl.when(one).then(pl.lit("")).otherwise(pl.lit("s")))


def _hundred(column: str) -> pl.Expr:
    return (pl.col(column) * 100).round().cast(pl.Int64)
