"""Measures of a run's data: a row per table, feature, publisher and theme, and one about the run. Nothing is judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from reliability import features, records
from reliability.flags import Suites
from reliability.quality import themes
from reliability.scoring import drift
from reliability.store import Reader
from reliability.store import quality as tables

SAMPLE = 20_000  # articles of a run that are held against the last one: chance then makes an index of 0.003
PUBLISHERS = 1_000  # of which a run keeps history


def measure(store: Reader, run_id: str, read: int, suites: Suites, now: datetime) -> dict[str, pl.DataFrame]:
    """All measures of a run by the name of their table, as records.MEASURES declares them.

    Aggregated in the database: memory does not grow with the run.

    Args:
        store: an open store, the run's articles, features, flags, scores and sources in it.
        run_id: the run.
        read: records that it read as articles, repeated ones counted each.
        suites: the expectations in force.
        now: when that is; later date lines are left out.
    """
    members = tables.members(store, run_id, None, None)
    last = _last(store, run_id)
    run = _run(store, run_id, members, last, read=read, now=now)
    articles = int(run["articles"].item())
    measured = (
        (records.TABLE_MEASURES, tables.table_measures(store, run_id, members)),
        (records.FEATURE_MEASURES, _features(store, run_id, members, last)),
        (records.SOURCE_MEASURES, tables.source_measures(store, now)),
        (records.THEME_MEASURES, _themes(store, members, articles, suites, last)),
        (records.RUN_MEASURES, run),
    )
    return {table.name: frame for table, frame in measured}


def kept(store: Reader, run_id: str, measured: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What of the measures becomes history: about, subject, measure, value, as in records.QUALITY_MEASURES.

    Left out are measures of the last run, and publishers that are not among the run's PUBLISHERS with most articles.
    """
    members = tables.members(store, run_id, None, None)
    largest = tables.totals(store, "largest", members, {"most": PUBLISHERS})
    sources = measured["source_measures"].join(largest, on="source", how="semi", maintain_order="left")
    rows = [
        _long("table", measured["table_measures"], "table"),
        _long("feature", measured["feature_measures"].drop("articles", "least", "most", "expected"), "feature"),
        _long("source", sources.drop("newest", "silent_hours", "usual_gap_hours"), "source"),
        _long("theme", measured["theme_measures"].select("theme", "articles", *themes.SHARES), "theme"),
        _long("run", measured["run_measures"].drop("last_articles"), "run_id"),
        _codes(store, members, int(measured["run_measures"]["articles"].item())),
    ]
    return pl.concat(rows)


def _long(about: str, frame: pl.DataFrame, key: str) -> pl.DataFrame:
    return (
        frame.with_columns(pl.exclude(key).cast(pl.Float64))
        .unpivot(index=key, variable_name="measure", value_name="value")
        .filter(pl.col("value").is_not_null())
        .select(pl.lit(about).alias("about"), pl.col(key).alias("subject"), "measure", "value")
    )


def _codes(store: Reader, members: pl.DataFrame, articles: int) -> pl.DataFrame:
    found = tables.totals(store, "flag_counts", members)
    shares = found.select("code", "articles", (pl.col("articles") / max(articles, 1)).alias("share"))
    return _long("code", shares, "code")


def _last(store: Reader, run_id: str) -> str | None:
    found = tables.last_run(store, run_id)
    return found["run_id"].item() if found.height else None


def _features(store: Reader, run_id: str, members: pl.DataFrame, last: str | None) -> pl.DataFrame:
    spread = tables.totals(store, "feature_measures", members, ranges=ranges()).drop("nulls")
    expected = {feature.name for feature in features.catalogue() if feature.scored} | _had(store, last)
    spread = spread.with_columns(pl.col("feature").is_in(expected).cast(pl.Int64).alias("expected"))
    if last is None:
        return records.FEATURE_MEASURES.conform(spread)
    samples = [tables.sample(store, run, SAMPLE) for run in (run_id, last)]
    moved = drift.moved(samples[0], samples[1], spread["feature"])
    return records.FEATURE_MEASURES.conform(spread.join(moved, on="feature", how="left", maintain_order="left"))


def ranges() -> pl.DataFrame:
    """What each feature can be: feature, low, high."""
    return pl.DataFrame(
        [(feature.name, feature.low, feature.high) for feature in features.catalogue()],
        schema={"feature": pl.String, "low": pl.Float64, "high": pl.Float64},
        orient="row",
    )


def _had(store: Reader, last: str | None) -> set[str]:
    """Features that had values in the last run; others may need an earlier revision or a field that few inputs have."""
    if last is None:
        return set()
    measured = tables.recorded(store, "quality_measures", last)
    nulls = pl.col("about").eq("feature") & pl.col("measure").eq("null_share") & (pl.col("value") < 1)
    return set(measured.filter(nulls)["subject"])


def _themes(store: Reader, members: pl.DataFrame, articles: int, suites: Suites, last: str | None) -> pl.DataFrame:
    counted = themes.counts(store, members, suites)
    before = tables.nothing_measured() if last is None else tables.recorded(store, "quality_measures", last)
    if last is not None:
        before = before.filter(pl.col("about") == "theme")
    return themes.measures(counted, articles, before)


def _run(
    store: Reader, run_id: str, members: pl.DataFrame, last: str | None, *, read: int, now: datetime
) -> pl.DataFrame:
    rejected = int(tables.rejected(store, run_id, None)["records"].sum())
    params: dict[str, object] = {"run_id": run_id, "read": read, "rejected": rejected, "now": now}
    found = tables.totals(store, "run_measures", members, params)
    before = tables.members(store, last, None, None).height if last is not None else None
    against = pl.lit(found["articles"].item() / before if before else None, dtype=pl.Float64)
    known = pl.lit(before, dtype=pl.Int64).alias("last_articles")
    found = found.with_columns(known, against.alias("articles_against_last"))
    return records.RUN_MEASURES.conform(found.select(records.RUN_MEASURES.schema.names()))
