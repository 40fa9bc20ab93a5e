"""Webhooks added, removed and tried."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from reliability import records, store
from reliability.errors import ReliabilityError
from reliability.notifying import messages
from reliability.notifying.sending import Outcome
from reliability.notifying.signing import new_secret
from reliability.store import Store

LONGEST = 2_000


@dataclass(frozen=True)
class Added:
    """A new webhook: its id, and the secret by which its receiver checks signatures; it is not shown again."""

    webhook_id: str
    secret: str


def add(opened: Store, url: str, events: Sequence[str] = records.HOOK_EVENTS, shape: str = "standard") -> Added:
    """Add a webhook; it is told what happens from now on.

    Args:
        opened: the open store.
        url: where messages are sent, as it stands: also in a private network, since an admin names it.
        events: of records.HOOK_EVENTS.
        shape: of records.HOOK_SHAPES.

    Raises:
        ReliabilityError: no web address, or an unknown event or shape.
    """
    for what, given, known in (("event", events, records.HOOK_EVENTS), ("shape", [shape], records.HOOK_SHAPES)):
        if strange := next((word for word in given if word not in known), None):
            raise ReliabilityError(f"There is no {what} '{strange}'.", f"Use {', '.join(known)}.")
    added = Added(secrets.token_hex(4), new_secret())
    row = {
        "webhook_id": added.webhook_id,
        "url": checked(url),
        "shape": shape,
        "events": list(dict.fromkeys(events or records.HOOK_EVENTS)),
        "secret": added.secret,
        "created_at": datetime.now(UTC),
    }
    store.add_webhook(opened, records.WEBHOOKS.frame([row]))
    return added


def checked(url: str) -> str:
    """The address, if it is one that messages can be sent to.

    Raises:
        ReliabilityError: it is not.
    """
    try:
        parts = urlsplit(url.strip())
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or len(url) > LONGEST or not url.strip().isprintable() or " " in url.strip():
        raise ReliabilityError(f"'{url[:200]}' is no web address.", "Give one such as https://cms.example/hooks.")
    return url.strip()


def remove(opened: Store, webhook_id: str) -> None:
    """Remove a webhook, and what it was not told yet.

    Raises:
        ReliabilityError: there is none of this id.
    """
    if not store.remove_webhook(opened, webhook_id):
        raise _unknown(webhook_id)


def test(opened: Store, webhook_id: str) -> Outcome:
    """Send a webhook a message that says nothing, now, and say what came of it.

    Raises:
        ReliabilityError: there is none of this id, or the package that sends is missing.
    """
    from reliability.notifying.sender import deliver

    hooks = store.webhooks(opened).filter(webhook_id=webhook_id)
    if not hooks.height:
        raise _unknown(webhook_id)
    words = "A test: messages of the reliability desk arrive here."
    now = datetime.now(UTC)
    row = messages.message(hooks.row(0, named=True), {"type": messages.TEST, "data": {"message": words}}, now)
    store.add_delivery(opened, records.DELIVERIES.frame([row]))
    return deliver(opened, only=row["message_id"])[0]


def _unknown(webhook_id: str) -> ReliabilityError:
    return ReliabilityError(f"There is no webhook '{webhook_id}'.", "See `reliability webhooks list`.")
