"""The stage at the end of a run: measures its data, judges the measures, and stores both."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from reliability import flags
from reliability.config import Silence
from reliability.quality.measures import kept, measure
from reliability.records import QUALITY_MEASURES
from reliability.store import Store


def record(
    store: Store,
    checker: flags.Checker,
    suites: flags.Suites,
    run_id: str,
    *,
    read: int,
    silences: tuple[Silence, ...],
    silenced: pl.DataFrame,
    now: datetime,
) -> pl.DataFrame:
    """Store records.FINDINGS and records.QUALITY_MEASURES of a run, and return what silences took in all.

    Args:
        store: an open store, all other stages of the run behind it.
        checker: judges the measures.
        suites: the expectations in force.
        run_id: the run.
        read: records that it read as articles.
        silences: what the user has silenced.
        silenced: what silences took of the run's flags: code, source, reason, flags.
        now: when that is.

    Raises:
        ReliabilityError: an expectation cannot be judged.
    """
    measured = measure(store, run_id, read, suites, now)
    found, taken = flags.silence_findings(checker.findings(measured), silences, now.date())
    every = flags.add_silenced(silenced, taken)
    counts = every.group_by("source", "code", maintain_order=True).agg(pl.col("flags").sum().cast(pl.Float64))
    quiet = counts.select(
        pl.lit("silence").alias("about"),
        pl.col("source").alias("subject"),
        pl.col("code").alias("measure"),
        pl.col("flags").alias("value"),
    )
    rows = pl.concat([kept(store, run_id, measured), quiet])
    store.put_quality(found, QUALITY_MEASURES.conform(rows), run_id)
    return every
