"""Webhooks and their messages: an outbox, so that what is to be told survives the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

from reliability import records
from reliability.store.reading import Reader
from reliability.store.session import Transaction
from reliability.store.sql import query
from reliability.store.writing import Store

LEASE = timedelta(minutes=2)
"""Time that a sender has for what it took; then another one may take it."""

LOOKED_BACK = timedelta(days=7)
"""What is older and was not told yet, since no program ran, is told no more."""

KEPT = timedelta(days=30)
"""How long the record of a message is kept once it is delivered or given up."""


@dataclass(frozen=True)
class News:
    """What happened and was not told yet.

    Attributes:
        runs: run_id, command, started_at, finished_at, version, model, articles, rejected.
        flags: new critical flags of these runs: run_id, article_id, title, url, publisher, code, message.
        decisions: decision_id, article_id, title, url, publisher, verdict, reason, reviewer, decided_at, score, undoes.
    """

    runs: pl.DataFrame
    flags: pl.DataFrame
    decisions: pl.DataFrame


def any_webhook(store: Reader) -> bool:
    """Whether somebody is to be told anything."""
    return bool(store.query("SELECT 1 FROM webhooks WHERE disabled_at IS NULL LIMIT 1").height)


def add_webhook(store: Store, added: pl.DataFrame) -> None:
    """Add one row of records.WEBHOOKS; it is told what happens from now on."""
    with store.transaction() as transaction:
        if not transaction.query("SELECT 1 FROM webhooks LIMIT 1").height:
            now = datetime.now(UTC)
            transaction.run("DELETE FROM webhook_told")
            transaction.run(query("webhooks/tell_all"), {"now": now, "since": now - LOOKED_BACK})
        transaction.insert("webhooks", records.WEBHOOKS.conform(added))


def webhooks(store: Reader) -> pl.DataFrame:
    """Every webhook without its secret: records.WEBHOOKS with `delivered`, `pending` and `given_up` messages."""
    return store.query(query("webhooks/listed"))


def remove_webhook(store: Store, webhook_id: str) -> bool:
    """Remove a webhook and its messages; whether it was there."""
    params = {"id": webhook_id}
    with store.transaction() as transaction:
        if not transaction.query("SELECT 1 FROM webhooks WHERE webhook_id = $id", params).height:
            return False
        transaction.run("DELETE FROM deliveries WHERE webhook_id = $id", params)
        transaction.run("DELETE FROM webhooks WHERE webhook_id = $id", params)
    return True


def disable_webhook(store: Store, webhook_id: str, now: datetime) -> None:
    """Send a webhook nothing more; its waiting messages are given up."""
    with store.transaction() as transaction:
        params = {"id": webhook_id, "now": now}
        transaction.run("UPDATE webhooks SET disabled_at = $now WHERE webhook_id = $id", params)
        transaction.run(
            "UPDATE deliveries SET state = 'given_up', due_at = NULL WHERE webhook_id = $id AND state = 'pending'",
            {"id": webhook_id},
        )


def tell(store: Store, make: Callable[[News, pl.DataFrame], pl.DataFrame]) -> int:
    """Put what happened since last time into the outbox, once, whoever else does so at the same time.

    Args:
        store: the open store.
        make: from the news and the webhooks (records.WEBHOOKS) to records.DELIVERIES rows.

    Returns:
        How many messages were added.
    """
    if not any_webhook(store):
        return 0
    now = datetime.now(UTC)
    with store.transaction() as transaction:
        news = _news(transaction, now - LOOKED_BACK)
        if not news.runs.height and not news.decisions.height:
            return 0
        hooks = transaction.query("SELECT * FROM webhooks WHERE disabled_at IS NULL ORDER BY created_at, webhook_id")
        made = records.DELIVERIES.conform(make(news, hooks))
        transaction.insert("deliveries", made)
        transaction.insert("webhook_told", _told(news).with_columns(told_at=pl.lit(now)))
        transaction.run(query("webhooks/forget"), {"since": now - 2 * LOOKED_BACK})
        transaction.run("DELETE FROM deliveries WHERE state <> 'pending' AND made_at < $before", {"before": now - KEPT})
    return made.height


def add_delivery(store: Store, added: pl.DataFrame) -> None:
    """Put one message into the outbox: records.DELIVERIES."""
    with store.transaction() as transaction:
        transaction.insert("deliveries", records.DELIVERIES.conform(added))


def take_due(store: Store, now: datetime, limit: int, message_id: str | None = None) -> pl.DataFrame:
    """Messages to send now, which nobody else sends meanwhile.

    Returns:
        message_id, body, made_at, attempts (this one included), webhook_id, url, shape, secret.
    """
    params = {"now": now, "limit": limit}
    if not store.query(query("webhooks/due"), params).height:
        return pl.DataFrame()
    with store.transaction() as transaction:
        found = transaction.query(query("webhooks/due"), params)
        if message_id is not None:
            found = found.filter(message_id=message_id)
        if found.height:
            taken = found["message_id"].to_list()
            transaction.run(query("webhooks/lease"), {"until": now + LEASE, "now": now, "taken": taken})
    return found.with_columns(pl.col("attempts") + 1)


def record_delivery(store: Store, message_id: str, state: str, answer: str, due_at: datetime | None) -> None:
    """Record what came of sending a message: its state, and when it is due again."""
    params = {"message_id": message_id, "state": state, "answer": answer, "due_at": due_at}
    with store.transaction() as transaction:
        transaction.run(query("webhooks/record"), params)


def deliveries(store: Reader, webhook_id: str | None = None, limit: int = 100) -> pl.DataFrame:
    """Messages without their bodies, the latest first: records.DELIVERIES."""
    return store.query(query("webhooks/deliveries"), {"webhook_id": webhook_id, "limit": limit})


def _news(transaction: Transaction, since: datetime) -> News:
    runs = transaction.query(query("webhooks/runs"), {"since": since})
    flags = transaction.query(query("webhooks/flags"), ended=runs.select("run_id"))
    return News(runs, flags, transaction.query(query("webhooks/decisions"), {"since": since}))


def _told(news: News) -> pl.DataFrame:
    flag = pl.concat_str("article_id", pl.lit("#"), "code")
    return pl.concat(
        [
            news.runs.select(kind=pl.lit("run"), key="run_id"),
            news.flags.select(kind=pl.lit("flag"), key=flag),
            news.decisions.select(kind=pl.lit("decision"), key="decision_id"),
        ]
    )
