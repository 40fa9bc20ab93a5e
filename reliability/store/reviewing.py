"""The review desk's part of the store: rows of the queue, where an article stands, and events."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from reliability import records
from reliability.errors import ReliabilityError
from reliability.store.reading import Reader
from reliability.store.session import Transaction
from reliability.store.sql import query
from reliability.store.writing import Store

EVENTS = {
    table.name: table for table in (records.DECISIONS, records.CLAIM_VERDICTS, records.ASSIGNMENTS, records.REPLIES)
}
"""The tables to which only rows are added."""


def queue_rows(store: Reader) -> pl.DataFrame:
    """What the review queue needs of every scored article.

    Returns:
        By article_id: article_id, title, publisher, source, published_at, score, low, high, abstained, story_id,
        copied_by and told_by (other outlets that repeat its text, that tell its story), volume (articles of its
        source), codes (of its flags), critical, warning and info (how many flags), verdict (that holds, or null),
        decided_by, decided_at, outdated, disputed, holder and until (who took it last, and till when).
    """
    return store.query(query("queue_rows"))


def standing(store: Reader, article_id: str) -> pl.DataFrame:
    """Where an article stands: one row, or none where there is no such article.

    Returns:
        article_id, revision, model, score, decision_id, verdict, decided_by and decided_at of the decision that
        holds (null without one), outdated, disputed, holder, taken_at, until, last_at (the time of its last event).
    """
    return store.query(query("review/standing"), {"article_id": article_id})


def append(store: Store, article_id: str, make: Callable[[pl.DataFrame], Mapping[str, pl.DataFrame]]) -> pl.DataFrame:
    """Add to the events of an article, in one transaction with the look at where it stands.

    Of two callers at once, the second one sees what the first one did.

    Args:
        store: the open store.
        article_id: the article.
        make: from its `standing` to new rows by the name of their table (see EVENTS); it may refuse by an error.

    Returns:
        Where the article stands then.

    Raises:
        ReliabilityError: there is no such article, or `make` raises it.
    """
    with store.transaction() as transaction:
        before = _standing(transaction, article_id)
        if not before.height:
            raise ReliabilityError(f"There is no article '{article_id}'.", "See the ids by `reliability review`.")
        for name, rows in make(before).items():
            transaction.insert(name, EVENTS[name].conform(rows))
        return _standing(transaction, article_id)


def add_replies(store: Store, replies: pl.DataFrame) -> None:
    """Append records.REPLIES rows."""
    with store.transaction() as transaction:
        transaction.insert("replies", records.REPLIES.conform(replies))


def known(store: Reader, *, article_id: str | None = None, source: str | None = None) -> bool:
    """Whether there is an article of this id, or of this publisher (its domain, or its name)."""
    return bool(store.query(query("review/known"), {"article_id": article_id, "source": source}).height)


def replies(store: Reader, article_id: str) -> pl.DataFrame:
    """What publishers said to this article, or to its publisher as a whole: records.REPLIES, the latest first."""
    return store.query(query("review/replies"), {"article_id": article_id})


def _standing(transaction: Transaction, article_id: str) -> pl.DataFrame:
    return transaction.query(query("review/standing"), {"article_id": article_id})
