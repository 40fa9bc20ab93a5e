"""Views of articles and their claims."""

from __future__ import annotations

import re

import polars as pl

from reliability.reports.views.view import Row, Shown, View, interval, percent, score_style

DETERMINER = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)


def _combined(row: Row) -> str:
    """The score that has the publisher in it, and the publisher's part of it: '66 (54-77), 21 % source'."""
    both = row["combined"]
    return f"{interval(both)}, {percent(both['source_weight'])} % source" if both else "-"


def _top_flag(row: Row) -> str:
    flags = row["flags"] or []
    if not flags:
        return ""
    more = f" (+{len(flags) - 1})" if len(flags) > 1 else ""
    return f"{flags[0]['code']} {flags[0]['message']}{more}"


def _flag_style(row: Row) -> str:
    flags = row["flags"] or []
    return {"critical": "red", "warning": "yellow"}.get(flags[0]["severity"] if flags else "", "dim")


def chain(row: Row) -> str:
    """`Eli Cohen -> press release -> i24 NEWS`: the origin, then each intermediary."""
    steps = [row["origin"] or "unnamed", *(step["name"] or step["kind"] for step in row["via"] or [])]
    return " -> ".join(steps)


def _in_words(row: Row) -> str:
    """The source as the article words it, where that is not the origin's name."""
    words = " ".join((row["source_text"] or "").split())
    return f"“{words}”" if DETERMINER.sub("", words) != DETERMINER.sub("", row["origin"] or "") else ""


def _marks(row: Row) -> str:
    marks = (("second_hand", "2nd-hand"), ("anonymous", "anonymous"), ("hedged", "hedged"))
    return ", ".join(word for name, word in marks if row[name])


def _claim_style(row: Row) -> str:
    return "yellow" if row["second_hand"] else ""


def _origins(row: Row) -> str:
    """How many independent origins corroborate an article; nothing where no other article tells its story."""
    number = row.get("independent_origins")
    return "" if number is None else str(number)


def _origins_style(row: Row) -> str:
    return "green" if (row.get("independent_origins") or 0) > 1 else "dim"


SCORES = View(
    "article",
    (
        Shown("Score", interval, "right", score_style),
        Shown("Grade", lambda row: f"{row['source_reliability'] or 'F'}{row['information_credibility'] or 6}"),
        Shown("2nd-hand", lambda row: f"{row['second_hand']}/{row['claims']}", "right"),
        Shown("Origins", _origins, "right", _origins_style, extra=True),
        Shown("Title", lambda row: row["title"] or "(no title)", wide=True),
        Shown("Top flag", _top_flag, style=_flag_style, wide=True),
    ),
    (pl.col("score").is_null(), pl.col("score"), pl.col("article_id")),
)


COMBINED_SCORES = View(
    SCORES.noun,
    (
        SCORES.columns[0],
        Shown("Combined", _combined, "right", lambda row: score_style(row["combined"] or {"score": None})),
        *SCORES.columns[1:],
    ),
    SCORES.order,
)


def _held(row: Row) -> str:
    return f"taken by {row['holder']}" if row.get("holder") else ""


QUEUE = View(
    "article",
    (
        Shown("Need", lambda row: percent(row["need"]), "right"),
        Shown("Score", interval, "right", score_style, extra=True),
        Shown("Article", lambda row: row["article_id"]),
        Shown("Title", lambda row: row["title"] or "(no title)", wide=True),
        Shown("Because of", lambda row: row["reason"], wide=True, wrap=160, note=_held),
    ),
    (),
)


def _happened(row: Row) -> str:
    return f"{str(row['event']).replace('_', ' ')}{' (undone)' if row['undone'] else ''}"


def _claims_said(row: Row) -> str:
    return "; ".join(f"{claim['claim_id']} {claim['verdict'].replace('_', ' ')}" for claim in row["claims"] or [])


HISTORY = View(
    "event",
    (
        Shown("When (UTC)", lambda row: f"{row['at']:%Y-%m-%d %H:%M}"),
        Shown("What", _happened, style=lambda row: "dim" if row["undone"] else ""),
        Shown("Who", lambda row: row["who"]),
        Shown("Score seen", lambda row: percent(row["score"]) if row["score"] is not None else "", "right", extra=True),
        Shown("Why", lambda row: row["reason"] or "", wide=True, wrap=200, note=_claims_said),
    ),
    (pl.col("at"), pl.col("event_id")),
)


CLAIMS = View(
    "claim",
    (
        Shown("Article", lambda row: row["article_id"], heading=True),
        Shown("Who, through whom", chain, style=_claim_style, wide=True, wrap=100, note=_in_words),
        Shown("Cue", lambda row: row["cue_text"], wrap=60),
        Shown("What is said", lambda row: row["content_text"], wide=True, wrap=160),
        Shown("Kind", lambda row: row["quotation"], style=_claim_style, note=_marks),
    ),
    (),
)
