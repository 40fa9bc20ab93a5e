"""One article, by lookups of its id that scan no table: for a page that many read at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability import records
from reliability.store import texts
from reliability.store.reading import Reader
from reliability.store.session import Rows
from reliability.store.sql import query

Row = Mapping[str, Any]

WORST_FIRST = {name: -rank for rank, name in enumerate(records.SEVERITIES)}


def article(store: Reader, article_id: str, held: Sequence[Row] | None = None) -> dict[str, Any] | None:
    """The current revision of this article, a row of records.ARTICLES; None where there is none.

    Args:
        store: an open store.
        article_id: the article.
        held: the `revisions` of its events, where they are known already.
    """
    held = store.rows(query("review/revisions"), {"article_id": article_id}) if held is None else held
    if len(held) == 1 and held[0]["bytes"] <= texts.PIECE:
        found = store.rows(query("single/article"), {"article_id": article_id})
        return {column.name: found[0].get(column.name) for column in records.ARTICLES.columns}
    whole = next(store.articles([article_id]), None) if held else None
    return None if whole is None else whole.row(0, named=True)


def result(store: Reader, article: Row, scores: Sequence[Row] | None = None) -> dict[str, Any]:
    """The row of `Reader.result_rows` of one article.

    Args:
        store: an open store.
        article: its row of records.ARTICLES.
        scores: the `scores` of its events, where they are known already.
    """
    key, source = article["article_id"], article["domain"] or article["publisher"]
    scores = store.rows_of("scores", key) if scores is None else scores
    score = dict(scores[0]) if scores else dict.fromkeys(column.name for column in records.SCORES.columns)
    grades = store.rows(query("single/grade"), {"source": source})
    return {
        **{name: article[name] for name in ("article_id", "url", "publisher", "title")},
        **{name: score[name] for name in ("score", "low", "high", "abstained")},
        "source_reliability": (grades[0]["source_reliability"] if grades else None) or "F",
        "information_credibility": score["information_credibility"] or 6,
        **{name: score[name] for name in ("claims", "second_hand")},
        "flags": [{name: row[name] for name in ("code", "severity", "message", "spans")} for row in flags(store, key)],
        "contributions": _contributions(store, key),
        "model": score["model"],
    }


def flags(store: Reader, article_id: str) -> Rows:
    """What was flagged, the worst first: rows of records.FLAGS."""
    raised = store.rows_of("flags", article_id)
    raised.sort(key=lambda row: (WORST_FIRST[row["severity"]], row["code"]))
    return raised


def leads(store: Reader, ids: Sequence[str], characters: int) -> dict[str, str]:
    """How the current texts of these few articles begin: up to so many characters, by article_id."""
    if not ids:
        return {}
    named = {f"id_{number}": key for number, key in enumerate(ids)}
    text = query("single/leads").replace("$ids", ", ".join(f"${name}" for name in named))
    return {row["article_id"]: row["lead"] or "" for row in store.rows(text, {"characters": characters, **named})}


def conflicts(store: Reader, story_id: str) -> Rows:
    """Where the reports of a story contradict each other: see records.STORIES."""
    found = store.rows("SELECT conflicts FROM stories WHERE story_id = $story_id", {"story_id": story_id})
    return (found[0]["conflicts"] or []) if found else []


def _contributions(store: Reader, article_id: str) -> Rows:
    rows = store.rows_of("contributions", article_id)
    rows.sort(key=lambda row: (row["feature"] != "base", -abs(row["points"]), row["feature"]))
    return [{name: row[name] for name in ("feature", "group", "value", "points")} for row in rows]
