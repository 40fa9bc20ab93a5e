"""The dictionary that every rendering of the data-quality report is made from: see `docs/quality.md`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

from reliability import __version__, drift, flags, rulebook, scoring
from reliability.config import Config
from reliability.quality import calibration, flagged, publishers, themes
from reliability.quality.judging import findings_of
from reliability.quality.slices import Slice, cut
from reliability.scoring import catalogue
from reliability.store import Reader
from reliability.store import quality as tables

SCHEMA = 1
RUNS = 30  # of a trend
ARTICLES = 200
MOVED = 10  # features


def summary(
    store: Reader, settings: Config, run: str | None = None, since: str | None = None, source: str | None = None
) -> dict[str, Any]:
    """Everything that a report says, as plain values that JSON can hold.

    Args:
        store: an open store.
        settings: the settings in force: suites, silences and the model that may have scored the run.
        run: a run id; the newest run by default.
        since: instead of one run, all articles first seen since a date (`2026-03-01`) or for so long (`36h`, `7d`).
        source: only articles of this publisher.

    Raises:
        ReliabilityError: there is no such run or publisher, the moment is none, or a suite does not fit.
    """
    chosen = cut(store, run, since, source)
    suites = rulebook.suites(settings)
    entries = {entry.code: entry for entry in suites.entries}
    counted = themes.counts(store, chosen.members, suites)
    delivered = tables.source_measures(store, chosen.now)
    found = findings_of(store, chosen, suites, counted, delivered)
    named = _named(found, entries)
    behind = {row["subject"] for row in named if entries[row["code"]].column == "silence"} if named else set()
    cited, citations = publishers.cited(store, chosen)
    rejects = tables.rejected(store, chosen.run_id, chosen.since) if chosen.source is None else None
    past = {about: _past(store, chosen, about) for about in ("theme", "code")}
    told = {
        "schema": SCHEMA,
        "made_at": chosen.now,
        "version": __version__,
        "slice": {"run": chosen.run_id if chosen.since is None else None, "since": chosen.since, "source": source},
        "run": dict(chosen.run),
        "intake": _intake(store, chosen, rejects),
        "freshness": _freshness(chosen, len(behind)),
        "dimensions": themes.dimensions(chosen, suites, counted, found.to_dicts(), past["theme"]),
        "flags": flagged.by_code(store, chosen, entries, past["code"]),
        "findings": named,
        "scores": _scores(store, chosen, settings),
        "grades": tables.totals(store, "grades", chosen.members).to_dicts(),
        "origins": tables.totals(store, "origins", chosen.members).to_dicts(),
        "sources": publishers.publishers(store, chosen, delivered),
        "cited": cited,
        "citations": citations,
        "drift": drift.told(store, chosen.run, settings["model"]) if chosen.whole else None,
        "last_run": _last_run(store, chosen) if chosen.whole else None,
        "articles": _articles(store, chosen),
        "rejects": [] if rejects is None else rejects.to_dicts(),
        "silenced": _silenced(store, chosen, settings),
        "timings": chosen.run["timings"] or [],
    }
    plain = _plain(told)
    assert isinstance(plain, dict)
    return plain


def _named(found: pl.DataFrame, entries: Mapping[str, flags.Entry]) -> list[dict[str, Any]]:
    """The findings with what their expectations say of themselves, worst first."""
    rows = []
    for row in found.to_dicts():
        entry = entries.get(row["code"])
        words = {"name": entry.name, "why": entry.why, "action": entry.action} if entry else {}
        rows.append({"code": row["code"], "name": row["code"], "why": "", "action": ""} | row | words)
    keys = ("code", "name", "severity", "about", "subject", "message", "why", "action")
    order = themes.SEVERITIES.index
    return [{key: row[key] for key in keys} for row in sorted(rows, key=lambda row: order(row["severity"]))]


def _intake(store: Reader, chosen: Slice, rejects: pl.DataFrame | None) -> dict[str, Any]:
    params: dict[str, object] = {"run_id": chosen.run_id, "since": chosen.since}
    counts = tables.totals(store, "counts", chosen.members, params).row(0, named=True)
    silenced = tables.recorded(store, "quality_measures", chosen.run_id).filter(pl.col("about") == "silence")
    rejected = 0 if rejects is None else int(rejects["records"].sum())
    return {**counts, "rejected": rejected, "silenced": int(silenced["value"].sum())}


def _freshness(chosen: Slice, behind: int) -> dict[str, Any]:
    past = chosen.members.filter(pl.col("published_at") <= chosen.now)["published_at"]
    newest = past.max()
    age = (chosen.now - newest).total_seconds() / 3600 if isinstance(newest, datetime) else None
    return {"newest": newest, "age_hours": age, "sources_behind": behind}


def _scores(store: Reader, chosen: Slice, settings: Config) -> dict[str, Any]:
    name = chosen.run["model"]
    rows, of = calibration.curve(store, _model(name, settings), name)
    return {
        "bins": tables.totals(store, "score_bins", chosen.members).to_dicts(),
        "abstentions": tables.totals(store, "abstentions", chosen.members).to_dicts(),
        "calibration": rows,
        "calibration_of": of,
    }


def _model(name: str | None, settings: Config) -> scoring.Model | None:
    return None if name is None else catalogue.by_id(name, settings["model"])


def _past(store: Reader, chosen: Slice, about: str) -> pl.DataFrame:
    """Past runs are of all publishers: nothing that one publisher could be held against."""
    past = tables.history(store, chosen.run_id, about, RUNS)
    return past if chosen.source is None else past.clear()


def _last_run(store: Reader, chosen: Slice) -> dict[str, Any] | None:
    last = tables.last_run(store, chosen.run_id)
    if not last.height:
        return None
    here = tables.recorded(store, "quality_measures", chosen.run_id).filter(pl.col("about") == "feature")
    values = [
        here.filter(pl.col("measure") == name).select(pl.col("subject").alias("feature"), pl.col("value").alias(name))
        for name in ("psi", "psi_beyond")
    ]
    moved = values[0].join(values[1], on="feature").sort("psi_beyond", "psi", "feature", descending=[True, True, False])
    return {**last.row(0, named=True), "features": moved.head(MOVED).to_dicts()}


def _articles(store: Reader, chosen: Slice) -> dict[str, Any]:
    ids = tables.totals(store, "articles", chosen.members, {"most": ARTICLES})["article_id"].to_list()
    of = chosen.members.select("article_id", "source", "published_at")
    rows = store.result_rows(ids).join(of, on="article_id", how="left", maintain_order="left")
    keys = ("article_id", "url", "title", "source", "published_at", "score", "low", "high", "abstained", "flags")
    return {"total": chosen.members.height, "rows": rows.select(keys).to_dicts()}


def _silenced(store: Reader, chosen: Slice, settings: Config) -> list[dict[str, Any]]:
    """What silences took in the run, with the reasons that the settings give for them now."""
    reasons = {(silence.code, silence.source): silence.reason for silence in settings.silences}
    taken = tables.recorded(store, "quality_measures", chosen.run_id).filter(pl.col("about") == "silence")
    return [
        {
            "code": row["measure"],
            "source": row["subject"],
            "reason": reasons.get((row["measure"], row["subject"]), ""),
            "flags": int(row["value"]),
        }
        for row in taken.to_dicts()
    ]


def _plain(value: Any) -> Any:
    """The same with times as ISO 8601 text and without NaN or infinities."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
