"""Views of stories, of how claims travelled, and of what is true."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from reliability.reports import tellings
from reliability.reports.views.articles import chain
from reliability.reports.views.view import Row, Shown, View, percent


def _cited_path(row: Row) -> str:
    steps = (
        f"{step['outlet']} cites {step['cites']}"
        + (f" ({step['published_at']:%Y-%m-%d})" if step["published_at"] else "")
        for step in row["path"]
    )
    return ", ".join(steps)


def _value(value: object) -> str:
    """Text as it is; of a number no more digits than it has."""
    return "(none)" if value is None else f"{value:,.12g}" if isinstance(value, float) else str(value)


def _sure_style(share: float | None) -> str:
    return "dim" if share is None else "green" if share >= 0.9 else "yellow" if share >= 0.6 else "red"


def _or_else(row: Row) -> str:
    """The next likely value, where it is likely at all."""
    second = (row["alternatives"] or [None])[0]
    if second is None or second["confidence"] < 0.05:
        return ""
    return f"{_value(second['value'])} ({percent(second['confidence'])})"


def _first_told(row: Row) -> str:
    date = f"{row['published_at']:%Y-%m-%d}" if row["published_at"] else "no date"
    return f"{date} {row['publisher'] or 'unknown publisher'}: {row['title'] or '(no title)'}"


def _alarming(name: str) -> Callable[[Row], str]:
    return lambda row: "yellow" if row[name] else "dim"


STORIES = View(
    "story",
    (
        Shown("First article", _first_told, heading=True),
        Shown("Story", lambda row: row["story_id"], wide=True),
        Shown("Articles", lambda row: f"{row['articles']:,}", "right"),
        Shown("Copies", lambda row: f"{row['copies']:,}", "right"),
        Shown("Origins", lambda row: f"{row['independent_origins'] or 0:,}", "right"),
        Shown("Conflicts", lambda row: f"{row['conflicts']:,}", "right", _alarming("conflicts")),
        Shown("Circular", lambda row: f"{row['circular']:,}", "right", _alarming("circular")),
    ),
    (),
)


CIRCULAR = View(
    "claim",
    (
        Shown("Claim", lambda row: f"{row['kind']}: “{row['claim']}”", heading=True),
        Shown("Path", _cited_path, wide=True, wrap=200),
        Shown("Root", lambda row: row["root"] or "", extra=True),
    ),
    (),
)


LEANING = View(
    "outlet pair",
    (
        Shown("Outlet", lambda row: row["outlet"], wide=True),
        Shown("Cites", lambda row: row["cites"], wide=True),
        Shown("Claims", lambda row: f"{row['claims']:,}", "right"),
        Shown("Articles", lambda row: f"{row['articles']:,}", "right"),
        Shown("In return", lambda row: f"{row['back']:,}", "right"),
        Shown("First", lambda row: f"{row['first']:%Y-%m-%d}" if row["first"] else "", extra=True),
        Shown("Last", lambda row: f"{row['last']:%Y-%m-%d}" if row["last"] else "", extra=True),
    ),
    (),
)


TRUTH = View(
    "object",
    (
        Shown("Object", lambda row: row["object"]),
        Shown("Value", lambda row: _value(row["value"]), wide=True, wrap=160),
        Shown("Sure", lambda row: percent(row["confidence"]), "right", lambda row: _sure_style(row["confidence"])),
        Shown("Sources", lambda row: f"{row['sources']}/{row['claims']}", "right"),
        Shown("Or else", _or_else, wide=True, wrap=100, extra=True),
    ),
    (pl.col("confidence").is_null(), pl.col("confidence"), pl.col("object")),
)


TRUST = View(
    "source",
    (
        Shown("Source", lambda row: row["source"], wide=True),
        Shown("Trust", lambda row: percent(row["trust"]), "right", lambda row: _sure_style(row["trust"])),
        Shown("Agreed", lambda row: f"{row['agreed']:,}/{row['claims']:,}", "right"),
        Shown("Shares errors with", lambda row: row["shares_errors_with"] or "", wide=True),
    ),
    (),
)


TRACE = View(
    "telling",
    (
        Shown("Claim", lambda row: str(row["group"]), "right"),
        Shown("When", tellings.day),
        Shown("Outlet", lambda row: row["publisher"] or row["article_id"]),
        Shown("First", lambda row: "first" if row["first"] else ""),
        Shown("How", lambda row: tellings.way(row, {})),
        Shown("Who, through whom", chain),
        Shown("Words", lambda row: row["content_text"] or "", wide=True, wrap=160),
        Shown("Fits", lambda row: tellings.fit(row["match"])),
    ),
    (),
)
