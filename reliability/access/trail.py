"""The log of what was done: by whom, from where, to what. Entries are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import polars as pl

from reliability import records
from reliability.errors import printable

NOBODY = "nobody"
"""Who is not known."""
LONGEST = 300  # characters of a subject or detail


@dataclass(frozen=True)
class Actor:
    """Who does something, as the log calls them, and from which network address."""

    name: str
    address: str = ""


def event(actor: Actor, action: str, subject: str = "", detail: str = "") -> pl.DataFrame:
    """One entry: records.AUDIT_LOG. Never give it a password or a token; texts are cut to LONGEST characters."""
    entry = {
        "event_id": uuid4().hex,
        "happened_at": datetime.now(UTC),
        "actor": printable(actor.name),
        "address": printable(actor.address)[:LONGEST],
        "action": action,
        "subject": printable(subject)[:LONGEST],
        "detail": printable(detail)[:LONGEST],
    }
    return records.AUDIT_LOG.frame([entry])
