"""The dimensions of quality: one per suite, lit red or amber where an expectation found something wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reliability.flags import Entry, Suites
from reliability.quality.slices import Slice
from reliability.records import THEME_MEASURES
from reliability.store import Reader
from reliability.store import quality as tables

SEVERITIES = ("critical", "warning", "info")
SHOWN = 5  # reasons of one light
LIGHTS = {"critical": "red", "warning": "amber"}
GREEN = "green"
SHARES = tuple(f"{name}_share" for name in (*SEVERITIES, "flagged"))


def named(suites: Suites) -> list[str]:
    """The suites, in order."""
    return list(dict.fromkeys(entry.suite for entry in suites.entries))


def counts(store: Reader, members: pl.DataFrame, suites: Suites) -> pl.DataFrame:
    """For each suite how many of the articles it flags: theme, critical, warning, info, flagged."""
    found = tables.totals(store, "theme_counts", members, themes=codes(suites))
    return (
        pl.DataFrame({"theme": named(suites)}).join(found, on="theme", how="left", maintain_order="left").fill_null(0)
    )


def codes(suites: Suites) -> pl.DataFrame:
    """Which expectation belongs to which suite: code, theme."""
    return pl.DataFrame([(entry.code, entry.suite) for entry in suites.entries], schema=["code", "theme"], orient="row")


def measures(counted: pl.DataFrame, articles: int, last: pl.DataFrame) -> pl.DataFrame:
    """records.THEME_MEASURES.

    Args:
        counted: what `counts` gives.
        articles: in all.
        last: subject, measure, value of the last run; may be empty.
    """
    shares = counted.select(
        "theme",
        pl.lit(articles).alias("articles"),
        *((pl.col(name) / max(articles, 1)).alias(f"{name}_share") for name in (*SEVERITIES, "flagged")),
    )
    for name in SHARES:
        before = last.filter(pl.col("measure") == name).select(
            pl.col("subject").alias("theme"), pl.col("value").alias(f"last_{name}")
        )
        shares = shares.join(before, on="theme", how="left", maintain_order="left")
    rise = (pl.col("flagged_share") - pl.col("last_flagged_share")).alias("flagged_rise")
    return THEME_MEASURES.conform(shares.with_columns(rise))


def dimensions(
    cut: Slice, suites: Suites, counted: pl.DataFrame, findings: Sequence[Mapping[str, Any]], past: pl.DataFrame
) -> list[dict[str, Any]]:
    """The rows `dimensions` of a report: light, numbers, reasons and trend of each suite.

    Args:
        cut: what the report is about.
        suites: the expectations in force.
        counted: what `counts` gives.
        findings: those of the report.
        past: run_id, at, subject, measure, value of themes over the last runs; empty where there is no trend.
    """
    articles = cut.articles
    by_code = {entry.code: entry for entry in suites.entries}
    rows = []
    for row in counted.to_dicts():
        name = row["theme"]
        concerned = [finding for finding in findings if _theme(finding, by_code) == name]
        worst = [finding for finding in concerned if finding["severity"] in LIGHTS]
        light = next((LIGHTS[s] for s in LIGHTS if any(f["severity"] == s for f in worst)), GREEN)
        rows.append(
            {
                "theme": name,
                "about": suites.themes.get(name, ""),
                "light": light,
                "articles": articles,
                **{severity: row[severity] for severity in SEVERITIES},
                "flagged_share": row["flagged"] / max(articles, 1),
                "why": _reasons(worst),
                "trend": trend(past.filter(pl.col("subject") == name), (*SHARES[:2], SHARES[-1])),
            }
        )
    return rows


def trend(past: pl.DataFrame, names: Sequence[str]) -> list[dict[str, Any]]:
    """One row per run with the measures of these names, None where a run lacks one; oldest first."""
    rows: dict[str, dict[str, Any]] = {}
    for run_id, at, measure, value in past.select("run_id", "at", "measure", "value").iter_rows():
        row = rows.setdefault(run_id, {"run_id": run_id, "at": at, **dict.fromkeys(names)})
        if measure in names:
            row[measure] = value
    return list(rows.values())


def _theme(finding: Mapping[str, Any], codes: Mapping[str, Entry]) -> str:
    """The suite that a finding is about; what concerns no suite's articles counts for the suite that found it."""
    if finding["about"] == "theme":
        return str(finding["subject"])
    return codes[finding["code"]].suite if finding["code"] in codes else ""


def _reasons(findings: Sequence[Mapping[str, Any]]) -> list[str]:
    ordered = sorted(findings, key=lambda finding: SEVERITIES.index(finding["severity"]))
    told = [str(finding["message"]) for finding in ordered[:SHOWN]]
    more = len(ordered) - len(told)
    return [*told, f"and {more:,} more"] if more else told
