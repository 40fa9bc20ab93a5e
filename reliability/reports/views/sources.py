"""Views of sources, what their scores are made of, and models."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from reliability.errors import counted
from reliability.reports.views.view import Row, Shown, View, interval, percent, score_style


def values_held(row: Row) -> str:
    """How its values fared beside independent reports: '11 of 12', empty where none could be checked."""
    return f"{row['values_agreed']} of {row['values_checked']}" if row.get("values_checked") else ""


def _record(row: Row) -> str:
    grade = f"grade {row['source_reliability']}"
    if not row.get("values_checked"):
        return grade
    checked = counted(row["values_checked"], "value")
    return f"{grade}; {checked} checked against independent reports, {row['values_agreed']} agreed"


def beside_articles(row: Row) -> str:
    """What a source's score is made of beside its articles: '1 list, 6 decisions'."""
    parts = row.get("parts") or []
    seen = {kind: sum(part["n"] for part in parts if part["part"] == kind) for kind in ("rating", "decisions")}
    named = {"rating": "list", "decisions": "decision"}
    return ", ".join(counted(number, named[kind]) for kind, number in seen.items() if number)


def _part(row: Row) -> str:
    part = row["part"]
    if part is None:
        return "nothing known"
    names = {"start": "start: any source", "rating": f"list {part['origin']}"}
    return names.get(part["part"], counted(part["n"] or 0, part["part"].removesuffix("s")))


def _of_part(name: str, shown: Callable[[float], str]) -> Callable[[Row], str]:
    return lambda row: "-" if row["part"] is None or row["part"][name] is None else shown(row["part"][name])


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


SOURCES = View(
    "source",
    (
        Shown("Source", lambda row: row["source"], wide=True),
        Shown("Role", lambda row: row["role"], extra=True),
        Shown("Score", interval, "right", score_style),
        Shown("Grade", lambda row: row["source_reliability"]),
        Shown("Articles", lambda row: f"{row['articles']:,}", "right"),
        Shown("Claims", lambda row: f"{row['claims']:,}", "right"),
        Shown("2nd-hand", lambda row: f"{row['second_hand']:,}", "right", extra=True),
        Shown("Values agreed", values_held, extra=True),
        Shown("Beside articles", beside_articles, extra=True),
    ),
    (pl.col("role") == "cited", pl.col("articles") * -1, pl.col("source")),
)


SOURCE_PARTS = View(
    "part",
    (
        Shown(
            "Source",
            lambda row: f"{row['source']} ({row['role']}): {interval(row)}, {_record(row)}",
            heading=True,
        ),
        Shown("Evidence", _part, wide=True),
        Shown("Seen", _of_part("value", percent), "right"),
        Shown("Alone", lambda row: interval(row["part"]) if row["part"] and row["part"]["weight"] else "-", "right"),
        Shown("Weight", _of_part("weight", lambda share: f"{percent(share)} %"), "right"),
        Shown("Moves", _of_part("points", lambda points: f"{points * 100:+.1f}"), "right"),
    ),
    (),
)


DECLARED_TITLE = "Declared by the publisher itself, not checked"


def _declared(row: Row) -> str:
    both = " (the other side says so too)" if row["confirmed"] else ""
    return f"{row['value']}{both}"


DECLARED = View(
    "statement",
    (
        Shown("Statement", lambda row: row["kind"]),
        Shown("Value", _declared, wide=True, wrap=120),
        Shown("Found in", lambda row: row["found_in"]),
        Shown("Seen", lambda row: f"{row['seen_at']:%Y-%m-%d}", extra=True),
    ),
    (),
)


RATING_LISTS = View(
    "list",
    (
        Shown("List", lambda row: row["list"], wide=True),
        Shown("Domains", lambda row: f"{row['domains']:,}", "right"),
        Shown("Sources here", lambda row: f"{row['here']:,}", "right"),
        Shown("Error", lambda row: f"{row['error']:.2f}", "right"),
        Shown("Imported", lambda row: f"{row['imported_at']:%Y-%m-%d %H:%M}"),
    ),
    (),
)


MODELS = View(
    "model",
    (
        Shown("", lambda row: "*" if row["in_use"] else ""),
        Shown("Model", lambda row: row["id"], wide=True, wrap=80, note=lambda row: row["problem"] or ""),
        Shown("Kind", lambda row: row["kind"]),
        Shown("Articles", lambda row: _number(row["articles"], ",d"), "right"),
        Shown("Sources", lambda row: _number(row["sources"], ",d"), "right"),
        Shown("Spearman", lambda row: _number(row["spearman"], ".2f"), "right"),
        Shown("AUC", lambda row: _number(row["auc"], ".2f"), "right"),
        Shown("MAE", lambda row: _number(row["mae"], ".3f"), "right"),
        Shown("Where", lambda row: row["folder"], wide=True, wrap=100, extra=True),
    ),
    (),
)
