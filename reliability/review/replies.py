"""What publishers say to their scores: shown beside them, and no part of them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import polars as pl

from reliability import records, store
from reliability.errors import ReliabilityError
from reliability.review.words import name, words
from reliability.store import Store

MAX_REPLY = 10_000  # characters
MAX_URL = 2_000  # characters


def reply(
    opened: Store,
    who: str,
    text: str,
    recorded_by: str,
    *,
    article_id: str | None = None,
    source: str | None = None,
    url: str | None = None,
    received_at: datetime | None = None,
) -> pl.DataFrame:
    """Record what a publisher says to the score of an article, or to its own.

    Args:
        opened: the open store.
        who: who replied.
        text: what they said.
        recorded_by: who writes it down.
        article_id: the article that it is about, or
        source: the publisher that it is about: its domain, or its name where no domain is known.
        url: where the reply was published; http or https.
        received_at: when it came in; None for now.

    Returns:
        records.REPLIES with one row.

    Raises:
        ReliabilityError: both or neither of article and source, an unknown one, no text, or no web address.
    """
    now = datetime.now(UTC)
    if (article_id is None) == (source is None):
        raise ReliabilityError("A reply is about an article or about a publisher.", "Give one of both.")
    if url is not None and (len(url) > MAX_URL or not url.startswith(("https://", "http://"))):
        raise ReliabilityError("A reply's address begins with https:// or http://.", "Leave --url out, or correct it.")
    if received_at is not None and received_at > now:
        raise ReliabilityError("A reply cannot have come in later than now.", "Correct the time.")
    if not store.known(opened, article_id=article_id, source=source):
        raise ReliabilityError(
            f"There is no {'article' if source is None else 'publisher'} '{article_id or source}'.",
            "See `reliability review` for articles, `reliability sources` for publishers.",
        )
    row: dict[str, object] = {
        "reply_id": uuid4().hex,
        "article_id": article_id,
        "source": source,
        "who": name(who, "Who replied"),
        "text": words(text, "A reply", MAX_REPLY),
        "url": url,
        "received_at": received_at or now,
        "recorded_by": name(recorded_by),
        "recorded_at": now,
    }
    replies = records.REPLIES.frame([row])
    store.add_replies(opened, replies)
    return replies
