"""The dictionary that every rendering of the data-quality report is made from: see `docs/quality.md`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

from reliability import __version__, drift, flags, rulebook, scoring
from reliability.config import Config
from reliability.quality import calibration, flagged, publishers, retold, schema, themes
from reliability.quality.judging import findings_of
from reliability.quality.reviewed import reviewed
from reliability.quality.slices import Slice, cut
from reliability.reports.quality import document
from reliability.scoring import catalogue
from reliability.sourcing import stale
from reliability.store import Reader, scored_by
from reliability.store import quality as tables

RUNS = 30  # of a trend
ARTICLES = 200
FLAG = ("code", "severity", "message")  # of a flag of an article
MOVED = 10  # features
LONGEST = 1_000  # characters of any text: names come from outside


def summary(
    store: Reader,
    settings: Config,
    run: str | None = None,
    since: str | None = None,
    source: str | None = None,
    *,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Everything that a report says, as plain values that JSON can hold.

    Args:
        store: an open store.
        settings: the settings in force: suites, silences and the model that may have scored the run.
        run: a run id; the newest run by default.
        since: instead of one run, all articles first seen since a date (`2026-03-01`) or for so long (`36h`, `7d`).
        source: only articles of this publisher.
        now: the moment as of which it is told; now by default.

    Raises:
        ReliabilityError: there is no such run or publisher, the moment is none, or a suite does not fit.
    """
    chosen = cut(store, run, since, source, now)
    suites = rulebook.suites(settings)
    told = {
        "schema": document.SCHEMA,
        "made_at": chosen.now,
        "version": __version__,
        "slice": {"run": chosen.run_id if chosen.since is None else None, "since": chosen.since, "source": source},
        "run": dict(chosen.run),
        **_judged(store, chosen, suites),
        **_counted(store, chosen, settings),
        "scores": _scores(store, chosen, settings),
        "drift": drift.told(store, chosen.run, settings["model"]) if chosen.whole else None,
        "last_run": _last_run(store, chosen) if chosen.whole else None,
        "articles": _articles(store, chosen),
        "review": reviewed(store, chosen.members["article_id"].to_list()),
        "timings": chosen.run["timings"] or [],
        "notes": [said for said in [stale(store, scored_by(store))] if said],
    }
    plain = _plain({name: told[name] for name in schema.PARTS})
    assert isinstance(plain, dict)
    return plain


def _judged(store: Reader, chosen: Slice, suites: flags.Suites) -> dict[str, Any]:
    """Dimensions, flags and findings, and what hangs on how publishers deliver."""
    entries = {entry.code: entry for entry in suites.entries}
    counted = themes.counts(store, chosen.members, suites)
    delivered = tables.source_measures(store, chosen.now)
    found = findings_of(store, chosen, suites, counted, delivered)
    silent = {code for code, entry in entries.items() if entry.column == "silence"}
    behind = found.filter(pl.col("code").is_in(silent))["subject"].n_unique()
    return {
        "freshness": _freshness(chosen, behind),
        "dimensions": themes.dimensions(chosen, suites, counted, found.to_dicts(), _past(store, chosen, "theme")),
        "flags": flagged.by_code(store, chosen, entries, _past(store, chosen, "code")),
        "findings": _named(found, entries),
        "sources": publishers.publishers(store, chosen, delivered),
    }


def _counted(store: Reader, chosen: Slice, settings: Config) -> dict[str, Any]:
    """Totals of what was read and told."""
    # Whose a broken record is, nobody knows.
    rejects = [] if chosen.source else tables.rejected(store, chosen.run_id, chosen.since).to_dicts()
    silenced = _silenced(store, chosen, settings)
    cited, citations = publishers.cited(store, chosen)
    params: dict[str, object] = {"run_id": chosen.run_id, "since": chosen.since}
    counts = tables.totals(store, "counts", chosen.members, params).drop("score_sum").row(0, named=True)
    counts |= tables.totals(store, "story_counts", chosen.members).row(0, named=True)
    both = {"rejected": (rejects, "records"), "silenced": (silenced, "flags")}
    return {
        "intake": counts | {name: sum(row[column] for row in rows) for name, (rows, column) in both.items()},
        "grades": tables.totals(store, "grades", chosen.members).to_dicts(),
        "origins": tables.totals(store, "origins", chosen.members).to_dicts(),
        "cited": cited,
        "citations": citations,
        "stories": retold.stories(store, chosen),
        "rejects": rejects,
        "silenced": silenced,
    }


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


def _freshness(chosen: Slice, behind: int) -> dict[str, Any]:
    newest = chosen.newest
    age = (chosen.now - newest).total_seconds() / 3600 if newest is not None else None
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
    shown = [
        row
        | {
            "title": flagged.headline(row["title"]),
            "flags": [{key: flag[key] for key in FLAG} for flag in row["flags"]],
        }
        for row in rows.select(keys).to_dicts()
    ]
    return {"total": chosen.articles, "rows": shown}


def _silenced(store: Reader, chosen: Slice, settings: Config) -> list[dict[str, Any]]:
    """What silences took, with the reasons that the settings give for them now."""
    reasons = {(silence.code, silence.source): silence.reason for silence in settings.silences}
    taken = tables.silenced(store, chosen.run_id, chosen.since).to_dicts()
    return [row | {"reason": reasons.get((row["code"], row["source"]), "")} for row in taken]


def _plain(value: Any) -> Any:
    """The same with times as ISO 8601 text, without NaN or infinities, and no text longer than LONGEST."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + "…"
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
