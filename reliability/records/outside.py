"""What other programs have to do with a desk: requests that may come twice, and messages that go out."""

from __future__ import annotations

import polars as pl

from reliability.records.table import TIME, Column, Table
from reliability.records.vocabulary import DELIVERY_STATES, HOOK_EVENTS, HOOK_SHAPES

ANSWERS = Table(
    "answers",
    "The answer to a request that named an Idempotency-Key, for 24 hours: sent again, it is answered alike.",
    ("caller", "key"),
    (
        Column("caller", pl.String, "Who sent it."),
        Column("key", pl.String, "The key."),
        Column("request", pl.String, "Digest of address and body: another request must not have the same key."),
        Column("asked_at", TIME, "When.", "UTC"),
        Column("status", pl.Int32, "HTTP status; null while it is worked on, or where the server ended meanwhile."),
        Column("media_type", pl.String, "Type of the answer."),
        Column("body", pl.Binary, "The answer, compressed (zlib, RFC 1950)."),
    ),
)

WEBHOOKS = Table(
    "webhooks",
    "An address that is told what happens at the desk.",
    ("webhook_id",),
    (
        Column("webhook_id", pl.String, "Short id."),
        Column("url", pl.String, "Where messages are sent; with Slack, whoever knows it may post."),
        Column("shape", pl.String, f"How they are written: {', '.join(f'`{shape}`' for shape in HOOK_SHAPES)}."),
        Column("events", pl.List(pl.String), f"What it is told: {', '.join(f'`{event}`' for event in HOOK_EVENTS)}."),
        Column("secret", pl.String, "Key of the signatures. It has to be kept as it is; it is shown once only."),
        Column("created_at", TIME, "When it was added.", "UTC"),
        Column("disabled_at", TIME, "When its receiver said that it is gone; null while messages are sent.", "UTC"),
    ),
)

DELIVERIES = Table(
    "deliveries",
    "One message to one webhook, and what became of it.",
    ("message_id",),
    (
        Column("message_id", pl.String, "Unique id; the header `webhook-id`, the same each time it is sent."),
        Column("webhook_id", pl.String, "The webhook."),
        Column("event", pl.String, "What it tells."),
        Column("body", pl.String, "The message as it is sent."),
        Column("made_at", TIME, "When it was made.", "UTC"),
        Column("state", pl.String, f"{', '.join(f'`{state}`' for state in DELIVERY_STATES)}."),
        Column("attempts", pl.Int32, "How often it was sent.", "count"),
        Column("due_at", TIME, "When it is sent next; null once delivered or given up.", "UTC"),
        Column("last_at", TIME, "When it was sent last.", "UTC"),
        Column("answer", pl.String, "What came of that: the HTTP status, or why there was none."),
    ),
)
