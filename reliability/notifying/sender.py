"""Tells what is new and sends what is due: once at the end of a command, or again and again beside a server."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime

from reliability import store
from reliability.notifying.messages import messages
from reliability.notifying.schedule import next_time
from reliability.notifying.sending import SECONDS, Outcome, send
from reliability.store import Store

PAUSE = 2.0
"""Seconds between two looks of a server."""

BATCH = 50

log = logging.getLogger(__name__)


def notify(opened: Store) -> list[Outcome]:
    """Tell webhooks what is new, and send what is due; what does not arrive is sent again by the next one who does so.

    Raises:
        ReliabilityError: the database fails, or the package that sends is missing.
    """
    store.tell(opened, messages)
    return deliver(opened) if store.any_webhook(opened) else []


def deliver(opened: Store, *, seconds: float = SECONDS, only: str | None = None) -> list[Outcome]:
    """Send what is due.

    Args:
        opened: the open store.
        seconds: for each message.
        only: the one message to send.

    Returns:
        What came of each.
    """
    due = store.take_due(opened, datetime.now(UTC), BATCH, only).to_dicts()
    outcomes = send(due, seconds) if due else []
    for row, outcome in zip(due, outcomes, strict=True):
        _record(opened, row["message_id"], row["attempts"], outcome)
        if outcome.gone:
            store.disable_webhook(opened, row["webhook_id"], datetime.now(UTC))
    return outcomes


def _record(opened: Store, message_id: str, attempts: int, outcome: Outcome) -> None:
    again = None if outcome.delivered else next_time(attempts, datetime.now(UTC), outcome.wait)
    state = "delivered" if outcome.delivered else "given_up" if again is None else "pending"
    store.record_delivery(opened, message_id, state, outcome.answer, again)


class Sender:
    """A thread that tells and sends while a server runs. A context manager."""

    def __init__(self, opened: Store, pause: float = PAUSE) -> None:
        self._store = opened
        self._pause = pause
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="webhooks", daemon=True)

    def __enter__(self) -> Sender:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End; a message that is being sent is waited for."""
        self._ended.set()
        self._thread.join(SECONDS + 5)

    def _work(self) -> None:
        while not self._ended.wait(self._pause):
            try:
                notify(self._store)
            except Exception:
                log.exception("Webhooks could not be told; trying again.")
                self._ended.wait(30)
