"""Measures and totals of a run's data, aggregated in the database: the SQL is in `queries/quality/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from reliability import records
from reliability.store.reading import Reader
from reliability.store.sql import chained, query, used

MERGED_AS = {
    "source_rows": "table_measures",
    "story_measures": "table_measures",
    "story_conflicts": "story_circular",
}
"""Measures whose parts are brought together as those of another one are."""


def _merging(name: str) -> str:
    return query(f"quality/merged/{MERGED_AS.get(name, name)}")


def members(store: Reader, run_id: str | None, since: datetime | None, source: str | None) -> pl.DataFrame:
    """The articles of a slice: article_id, source, published_at (their current revision's).

    Args:
        store: an open store.
        run_id: only the articles of this run.
        since: only articles that the store first saw then or later.
        source: only articles of this publisher, whatever the case of its name.
    """
    params = {"run_id": run_id, "since": since, "source": source}
    return store.query(query("quality/members"), params)


def part(
    store: Reader,
    name: str,
    members: pl.DataFrame | None,
    params: Mapping[str, object] | None = None,
    **frames: pl.DataFrame,
) -> pl.DataFrame:
    """The first step alone, `queries/quality/<name>.sql`, over the articles of a part; see `totals`."""
    sql = query(f"quality/{name}")
    if members is not None:
        frames["members"] = members
    return store.query(sql, used(sql, params), **frames)


def together(store: Reader, name: str, parts: pl.DataFrame, params: Mapping[str, object] | None = None) -> pl.DataFrame:
    """Rows of `part` of several parts as those of all, by `queries/quality/merged/<name>.sql`; see MERGED_AS.

    What comes out can be brought together with others again.
    """
    sql = _merging(name)
    return store.query(sql, used(sql, params), parts=parts)


def totals(
    store: Reader,
    name: str,
    slice_: pl.DataFrame | None,
    params: Mapping[str, object] | None = None,
    *,
    of: str | None = None,
    **frames: pl.DataFrame,
) -> pl.DataFrame:
    """Both steps over the articles of a slice (see `members`): a database is one part.

    Args:
        store: an open store.
        name: of the measure.
        slice_: the articles; None for a measure that is not about some.
        params: of both steps.
        of: name of the first step, where it is another.
        frames: more tables.
    """
    sql = chained({"parts": query(f"quality/{of or name}")}, _merging(name))
    if slice_ is not None:
        frames["members"] = slice_
    return store.measured(name, sql, params, **frames)


def heads(store: Reader, ids: Sequence[str]) -> pl.DataFrame:
    """What tells these articles apart for people: article_id, title, publisher, url, published_at."""
    wanted = pl.DataFrame({"article_id": ids}, schema={"article_id": pl.String}).unique()
    return store.query(query("quality/heads"), members=wanted)


def rejected(store: Reader, run_id: str, since: datetime | None) -> pl.DataFrame:
    """Why records were set aside, by this run or by all since: reason, records, example."""
    return totals(store, "rejects", None, {"run_id": run_id, "since": since})


def silenced(store: Reader, run_id: str, since: datetime | None) -> pl.DataFrame:
    """What silences took from this run, or from all since: code, source, flags."""
    return store.query(query("quality/silenced"), {"run_id": run_id, "since": since})


def table_measures(store: Reader, run_id: str, members: pl.DataFrame) -> pl.DataFrame:
    """records.TABLE_MEASURES of a run, whose articles are `members`."""
    params = {"run_id": run_id}
    found = [totals(store, name, members, params) for name in ("table_measures", "story_measures", "source_rows")]
    rows = (
        pl.concat(found)
        .group_by("table")
        .agg(
            pl.col("rows", "keys", "orphans").sum(),
            pl.when(pl.col("lacking").count() > 0).then(pl.col("lacking").sum()),
        )
    )
    return records.TABLE_MEASURES.conform(
        rows.with_columns(repeated_keys=pl.col("rows") - pl.col("keys")).drop("keys").sort("table")
    )


def source_measures(store: Reader, now: datetime) -> pl.DataFrame:
    """records.SOURCE_MEASURES of all publishers, as of `now`."""
    parts = {"parts": query("quality/source_measures"), "dates": query("quality/source_dates")}
    sql = chained({**parts, **_RHYTHM, "rhythm": query("quality/source_rhythm")}, _DELIVERED)
    return records.SOURCE_MEASURES.conform(store.measured("source_measures", sql, {"now": now, "latest": None}))


def gaps(store: Reader) -> pl.DataFrame:
    """Hours between articles of a publisher and month, of the table `dates`: source, gap, times."""
    return store.query(query("quality/source_gaps"))


def months(store: Reader) -> pl.DataFrame:
    """The articles of each publisher and month, of the table `dates`: source, month, earliest, newest, dated."""
    return store.query(query("quality/source_months"))


def delivered(store: Reader, parts: pl.DataFrame, latest: datetime | None) -> pl.DataFrame:
    """records.SOURCE_MEASURES of publishers of which `parts` and the tables `gaps` and `months` hold everything.

    Args:
        store: an open store.
        parts: rows of the measure `source_measures` of all parts.
        latest: the newest date line of any publisher.
    """
    sql = chained({"rhythm": query("quality/source_rhythm")}, _DELIVERED)
    return records.SOURCE_MEASURES.conform(store.query(sql, {"latest": latest}, parts=parts))


_RHYTHM = {"gaps": query("quality/source_gaps"), "months": query("quality/source_months")}
_DELIVERED = query("quality/merged/source_measures")


def source_sums(store: Reader) -> pl.DataFrame:
    """What is known of each publisher and cited outlet among the articles of a part, as sums."""
    return store.query(query("source_totals"), {"model": None})


def source_totals(store: Reader, sums: pl.DataFrame) -> pl.DataFrame:
    """The same as `Reader.source_totals` of the sums of all parts."""
    return store.query(query("source_evidence"), parts=sums)


def last_run(store: Reader, run_id: str) -> pl.DataFrame:
    """The run of the same command before this one: run_id, at; no row where there is none."""
    return store.query(query("quality/last_run"), {"run_id": run_id})


def runs(store: Reader) -> pl.DataFrame:
    """The runs that read articles, newest first: run_id, at, articles."""
    return store.query(query("quality/runs"))


def nothing_measured() -> pl.DataFrame:
    """Measures of a run that there is none of: subject, measure, value."""
    return records.QUALITY_MEASURES.empty().drop("run_id", "about")


def history(store: Reader, run_id: str, about: str, most: int) -> pl.DataFrame:
    """Measures about one kind of subject, of the last runs of the same command up to this one, oldest first.

    Returns:
        run_id, at, subject, measure, value.
    """
    params = {"run_id": run_id, "about": about, "most": most}
    return store.query(query("quality/history"), params)


def recorded(store: Reader, name: str, run_id: str) -> pl.DataFrame:
    """The rows of `findings` or `quality_measures` that a run stored.

    Raises:
        KeyError: another table.
    """
    table = {table.name: table for table in (records.FINDINGS, records.QUALITY_MEASURES)}[name]
    return store.query(f"SELECT * FROM {table.name} WHERE run_id = $run_id ORDER BY rowid", {"run_id": run_id})


def near_publishers(store: Reader, name: str) -> list[str]:
    """Three publishers whose names are most like this one, the same one first."""
    return [str(source) for source in store.query(query("quality/near_publishers"), {"name": name})["source"]]


def articles_of(store: Reader, name: str) -> int:
    """How many revisions of articles are of the publisher with this domain or name, upper and lower case alike."""
    return int(store.query(query("quality/articles_of"), {"name": name}).item())


def decided_scores(store: Reader, model: str) -> pl.DataFrame:
    """What reviewers last decided on articles scored by this model: score, low, high, approved."""
    return store.query(query("quality/decided_scores"), {"model": model})


def sample(store: Reader, run_id: str, most: int) -> pl.DataFrame:
    """records.FEATURES of some of a run's articles, the same ones each time: all, or `most` where there are more."""
    found = totals(store, "sampled", None, {"run_id": run_id, "most": most})
    return store.table("features", found["article_id"].to_list())
