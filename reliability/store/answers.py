"""Answers to requests that may come twice."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reliability import records
from reliability.store.sql import query
from reliability.store.writing import Store

KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Answer:
    """What is known of a request with this key: `status` is None where it was never answered."""

    request: str
    status: int | None
    media_type: str
    body: bytes


def begin_answer(store: Store, caller: str, key: str, request: str, now: datetime | None = None) -> Answer | None:
    """Note that a request is worked on; what is known of it where it came before. Older keys are forgotten.

    Args:
        store: the open store.
        caller: who sends it.
        key: the Idempotency-Key.
        request: a digest of address and body.
        now: the time, for tests.
    """
    at = now or datetime.now(UTC)
    whose = {"caller": caller, "key": key}
    with store.transaction() as transaction:
        transaction.run("DELETE FROM answers WHERE asked_at < $before", {"before": at - KEPT})
        found = transaction.query(query("answers/known"), whose)
        if found.height:
            row = found.row(0, named=True)
            body = zlib.decompress(row["body"]) if row["body"] is not None else b""
            return Answer(row["request"], row["status"], row["media_type"] or "", body)
        transaction.insert("answers", records.ANSWERS.frame([whose | {"request": request, "asked_at": at}]))
    return None


def keep_answer(store: Store, caller: str, key: str, answer: Answer) -> None:
    """Keep the answer to a request that was begun."""
    params = {"caller": caller, "key": key, "status": answer.status, "media_type": answer.media_type}
    with store.transaction() as transaction:
        transaction.run(query("answers/keep"), params | {"body": zlib.compress(answer.body)})


def drop_answer(store: Store, caller: str, key: str) -> None:
    """Forget a request: it was refused, and may come again otherwise."""
    with store.transaction() as transaction:
        transaction.run(query("answers/drop"), {"caller": caller, "key": key})
