"""What webhooks are told: one message per run, one for the decisions since last time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import polars as pl

from reliability import records
from reliability.notifying import slack
from reliability.store import News

RUN, FLAGS, DECISION = records.HOOK_EVENTS
TEST = "test"
MOST = 100  # flags or decisions that a message spells out

Event = Mapping[str, Any]


def messages(news: News, hooks: pl.DataFrame) -> pl.DataFrame:
    """A message for each webhook and each thing that it wants to know: records.DELIVERIES, due at once.

    A run that a webhook is told of names its new critical flags; a webhook that wants to know only of flags is told of
    a run where it raised some.
    """
    now = datetime.now(UTC)
    runs = [_run(run, news.flags.filter(run_id=run["run_id"])) for run in news.runs.to_dicts()]
    decided = [_decisions(news.decisions)] if news.decisions.height else []
    made = [
        message(hook, event, now)
        for hook in hooks.to_dicts()
        for event in (*filter(None, (_wanted(run, hook["events"]) for run in runs)), *decided)
        if event["type"] in hook["events"]
    ]
    return records.DELIVERIES.frame(made)


def message(hook: Mapping[str, Any], event: Event, now: datetime) -> dict[str, Any]:
    """One message: a row of records.DELIVERIES."""
    content = slack.message(event) if hook["shape"] == "slack" else {**event, "timestamp": now.isoformat()}
    return {
        "message_id": f"msg_{uuid4().hex}",
        "webhook_id": hook["webhook_id"],
        "event": event["type"],
        "body": json.dumps(content, ensure_ascii=False, default=_written),
        "made_at": now,
        "state": "pending",
        "attempts": 0,
        "due_at": now,
    }


def _run(run: Mapping[str, Any], flags: pl.DataFrame) -> Event:
    raised = flags.drop("run_id")
    return {"type": RUN, "data": {"run": dict(run), "critical_flags": _some(raised)}}


def _wanted(run: Event, events: Iterable[str]) -> Event | None:
    """The message on a run under the name that the webhook wants to know it by."""
    if RUN in events:
        return run
    return {**run, "type": FLAGS} if run["data"]["critical_flags"]["count"] else None


def _decisions(made: pl.DataFrame) -> Event:
    return {"type": DECISION, "data": {"decisions": _some(made)}}


def _some(rows: pl.DataFrame) -> dict[str, Any]:
    return {"count": rows.height, "first": rows.head(MOST).to_dicts()}


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
