"""Views of webhooks and of their messages."""

from __future__ import annotations

from datetime import datetime

from reliability.reports.views.view import Row, Shown, View


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "-"


def _fares(row: Row) -> str:
    if row["disabled_at"]:
        return f"gone {row['disabled_at']:%Y-%m-%d}"
    waiting = f", {row['pending']:,} waiting" if row["pending"] else ""
    lost = f", {row['given_up']:,} given up" if row["given_up"] else ""
    return f"{row['delivered']:,} delivered{waiting}{lost}"


WEBHOOKS = View(
    "webhook",
    (
        Shown("Id", lambda row: row["webhook_id"]),
        Shown("Address", lambda row: row["url"], wide=True),
        Shown("Told of", lambda row: ", ".join(row["events"]), wide=True),
        Shown("Shape", lambda row: row["shape"], extra=True),
        Shown("Added", lambda row: _minute(row["created_at"]), extra=True),
        Shown("Messages", _fares),
    ),
    (),
)

DELIVERIES = View(
    "message",
    (
        Shown("Made (UTC)", lambda row: f"{row['made_at']:%Y-%m-%d %H:%M:%S}"),
        Shown("Webhook", lambda row: row["webhook_id"]),
        Shown("Event", lambda row: row["event"]),
        Shown("State", lambda row: row["state"].replace("_", " ")),
        Shown("Sent", lambda row: f"{row['attempts']}x"),
        Shown("Answer", lambda row: row["answer"] or "-", wide=True),
        Shown("Next", lambda row: _minute(row["due_at"]), extra=True),
    ),
    (),
)
