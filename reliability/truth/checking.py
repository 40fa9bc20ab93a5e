"""A source's record: how many of its values could be checked against independent reports, and how many agreed."""

from __future__ import annotations

import polars as pl

from reliability.truth.arranging import arrange, silent

AGREES = 0.9
"""How near a value must be to the independent one to agree: a month to its day, a rounded number to the whole one."""


def checked(claims: pl.DataFrame, kind: str = "text", *, least: int = 2, tolerance: float = 0.0) -> pl.DataFrame:
    """Check each source's values against what independent reports say of the same things.

    A value is checked where at least `least` other independent reports give one value, and no other value is given by
    as many. It agrees where it is that value, or is near enough to it. The source's own report never checks it, nor
    does one of its group.

    Args:
        claims: text columns `object` (one thing that has one value: the toll of an accident at a time), `source`
            (whose record it is: a publisher) and `value`; a further text column `group` where some rows are one
            report told several times: copies of one wire story and relays of one origin share a group, and count once.
            Without it, or where it is null, each source is a group of its own.
        kind: how values are compared: `text`, `set`, `number` or `date`.
        least: other independent reports that must give one value.
        tolerance: for numbers, the share of the larger up to which two are one value.

    Returns:
        source, checked, agreed: one row per source with a checked value, in order of names. Things, not rows, are
        counted: a source that gives several values of one thing agrees with it where one of them does.
    """
    if claims.is_empty():
        return pl.DataFrame(schema=_RECORD)
    if "group" not in claims.columns:
        claims = claims.with_columns(group=pl.lit(None, pl.String))
    report = pl.when(pl.col("group").is_null()).then("source " + pl.col("source")).otherwise("group " + pl.col("group"))
    told = claims.with_columns(report=report)
    tellers = told.select("source", "report").unique(maintain_order=True).with_row_index("teller")
    told = told.join(tellers, on=["source", "report"], maintain_order="left")
    numbered = told.select("object", pl.col("teller").cast(pl.String).alias("source"), "value")
    arranged = arrange(numbered, kind, tolerance, silent)
    problem = arranged.problem
    teller = arranged.sources.cast(pl.UInt32).gather(problem.claim_source)
    rows = pl.DataFrame({"object": problem.claim_object, "value": problem.claim_value, "teller": teller})
    near = pl.DataFrame({"value": problem.near_from, "held": problem.near_to, "near": problem.near})
    return _record(rows.join(tellers, on="teller"), near.filter(pl.col("near") >= AGREES).drop("near"), least)


_RECORD = pl.Schema({"source": pl.String, "checked": pl.UInt32, "agreed": pl.UInt32})


def _record(rows: pl.DataFrame, near: pl.DataFrame, least: int) -> pl.DataFrame:
    """Count per source: `rows` has object, value, source and report, `near` the pairs of values that agree."""
    told = rows.select("object", "report", "value").unique()
    votes = told.group_by("object", "value").agg(reports=pl.len().cast(pl.Int64))
    held = (
        told.select("object", "report")
        .unique()
        .join(votes, on="object")
        .join(told.with_columns(own=pl.lit(1)), on=["object", "report", "value"], how="left")
        .with_columns(others=pl.col("reports") - pl.col("own").fill_null(0))
        .filter((pl.col("others") >= least) & (pl.col("others") == pl.col("others").max().over("object", "report")))
        .group_by("object", "report")
        .agg(held=pl.col("value").first(), ties=pl.len())
        .filter(pl.col("ties") == 1)
    )
    alike = near.with_columns(near=pl.lit(True))
    return (
        rows.join(held, on=["object", "report"])
        .join(alike, on=["value", "held"], how="left")
        .with_columns(agrees=(pl.col("value") == pl.col("held")) | pl.col("near").fill_null(False))
        .group_by("source", "object")
        .agg(pl.col("agrees").any())
        .group_by("source")
        .agg(checked=pl.len(), agreed=pl.col("agrees").sum())
        .sort("source")
        .cast({"checked": pl.UInt32, "agreed": pl.UInt32})
    )
