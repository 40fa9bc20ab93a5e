"""All that happened to an article at the desk, in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import polars as pl

from reliability import records, store
from reliability.store import Reader

Row = Mapping[str, Any]

CLAIMS = ("claim_id", "verdict", "reason", "content_text")
"""What a decision says of a claim."""

_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "at": records.TIME,
    "event": pl.String,
    "who": pl.String,
    "reason": pl.String,
    "score": pl.Float64,
    "revision": pl.Int32,
    "until": records.TIME,
    "url": pl.String,
    "claims": pl.List(pl.Struct(dict.fromkeys(CLAIMS, pl.String))),
    "undone": pl.Boolean,
    "event_id": pl.String,
    "undoes": pl.String,
}

HISTORY = pl.Schema(_COLUMNS)
"""Columns of `history`."""

_EMPTY: dict[str, Any] = dict.fromkeys(_COLUMNS) | {"undone": False}


def history(opened: Reader, article_id: str) -> pl.DataFrame:
    """The events of an article, the earliest first.

    Returns:
        at, event (a verdict, `undone`, `taken`, `extended`, `taken_over`, `released` or `reply`), who, reason (of a
        reply its text), score and revision that a decision saw, until (of what was taken), url (of a reply), claims
        (verdicts on claims, given with a decision), undone (whether a decision was taken back), event_id, undoes.
    """
    return pl.DataFrame(rows(opened, article_id, store.events(opened, article_id)), schema=HISTORY)


def rows(opened: Reader, article_id: str, events: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    """The rows of `history`, for who has the `store.events` of the article already."""
    publishers = {row[name] for row in events["revisions"] for name in ("domain", "publisher") if row[name]}
    decisions = events["decisions"]
    taken_back = {row["undoes"] for row in decisions if row["undoes"]}
    claims: dict[str, list[dict[str, Any]]] = {}
    for row in opened.rows_of("claim_verdicts", article_id) if decisions else ():
        claims.setdefault(row["decision_id"], []).append({name: row[name] for name in CLAIMS})
    found = [
        *(_decided(row, claims.get(row["decision_id"]), taken_back) for row in decisions),
        *(_taken(row) for row in events["assignments"]),
        *(_replied(row) for row in store.replies(opened, article_id, publishers)),
    ]
    found.sort(key=lambda row: (row["at"], row["event_id"]))
    return [_EMPTY | row for row in found]


def _decided(row: Row, claims: list[dict[str, Any]] | None, taken_back: Collection[str]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("reason", "score", "revision", "undoes")}
    named = {"at": row["decided_at"], "event": row["verdict"], "who": row["reviewer"], "event_id": row["decision_id"]}
    return kept | named | {"claims": claims, "undone": row["decision_id"] in taken_back}


def _taken(row: Row) -> dict[str, Any]:
    kept = {name: row[name] for name in ("event", "reason", "until")}
    return kept | {"at": row["taken_at"], "who": row["reviewer"], "event_id": row["assignment_id"]}


def _replied(row: Row) -> dict[str, Any]:
    named = {"at": row["received_at"], "event": "reply", "reason": row["text"], "event_id": row["reply_id"]}
    return {"who": row["who"], "url": row["url"]} | named
