"""The review desk's part of the store: rows of the queue, where an article stands, and events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import polars as pl

from reliability import records
from reliability.store.reading import Reader
from reliability.store.session import Rows, Transaction, ids_frame
from reliability.store.sql import query
from reliability.store.writing import Store

EVENTS = {
    table.name: table for table in (records.DECISIONS, records.CLAIM_VERDICTS, records.ASSIGNMENTS, records.REPLIES)
}
"""The tables to which only rows are added."""


def queue_rows(store: Reader) -> pl.DataFrame:
    """What the review queue needs of every scored article.

    Returns:
        By article_id: article_id, title, publisher, source, published_at, score, low, high, abstained,
        source_score, source_low and source_high (of its publisher), story_id, copied_by and told_by (other outlets that
        repeat its text, that tell its story), volume (articles of its source), codes (of its flags), critical, warning
        and info (how many flags), verdict (that holds, or null), decided_by, decided_at, outdated, disputed, holder and
        until (who took it last, and till when).
    """
    return store.lasting(query("queue_rows"))


def events(store: Reader, article_id: str) -> dict[str, Rows]:
    """All that says where an article stands.

    Returns:
        Rows by name: `revisions` (revision, text_hash, ingested_at, bytes, domain, publisher; none where there is no
        such article), `scores`, `decisions` and `assignments` (as records has them), each in the order of time.
    """
    return _events(store, article_id)


def append(
    store: Store, article_id: str, make: Callable[[Mapping[str, Rows]], Mapping[str, pl.DataFrame]]
) -> dict[str, Rows]:
    """Add to the events of an article, in one transaction with the look at those that there are.

    Of two callers at once, the second one sees what the first one did.

    Args:
        store: the open store.
        article_id: the article.
        make: from its `events` to new rows by the name of their table (see EVENTS); it may refuse by an error.

    Returns:
        Its events then.

    Raises:
        ReliabilityError: whatever `make` raises.
    """
    with store.transaction() as transaction:
        for name, rows in make(_events(transaction, article_id)).items():
            transaction.insert(name, EVENTS[name].conform(rows))
        return _events(transaction, article_id)


def add_replies(store: Store, replies: pl.DataFrame) -> None:
    """Append records.REPLIES rows."""
    with store.transaction() as transaction:
        transaction.insert("replies", records.REPLIES.conform(replies))


def opinions(store: Reader, ids: Sequence[str] | None = None) -> pl.DataFrame:
    """What each reviewer holds of each article, of these or of all: their latest decision that nobody took back.

    Returns:
        article_id, reviewer, verdict, score (that they saw), outdated.
    """
    return _of(store, "opinions", ids)


def verdicts(store: Reader, ids: Sequence[str] | None = None) -> pl.DataFrame:
    """The decision that holds on each of these, or of all: article_id, verdict, reviewer, outdated, disputed."""
    return _of(store, "verdicts", ids)


def work(store: Reader, ids: Sequence[str] | None = None) -> pl.DataFrame:
    """Every decision on these articles, or on all, in the order of time.

    Returns:
        reviewer, verdict, undone (whether it was taken back), minutes (since the reviewer took the article; null where
        they had not).
    """
    return _of(store, "work", ids)


def known(store: Reader, *, article_id: str | None = None, source: str | None = None) -> bool:
    """Whether there is an article of this id, or of this publisher (its domain, or its name)."""
    if source is None:
        return bool(store.rows("SELECT 1 FROM article_rows WHERE article_id = $key LIMIT 1", {"key": article_id}))
    return bool(store.query(query("review/known"), {"article_id": article_id, "source": source}).height)


def replies(store: Reader, article_id: str, publishers: Collection[str]) -> Rows:
    """What publishers said to this article, or to its publisher as a whole: records.REPLIES, the latest first.

    Args:
        store: an open store.
        article_id: the article.
        publishers: the domains and names under which it was published.
    """
    return store.rows(query("review/replies"), {"article_id": article_id, "publishers": list(publishers)})


def _of(store: Reader, name: str, ids: Sequence[str] | None) -> pl.DataFrame:
    return store.query(query(f"review/{name}"), {"all": ids is None}, ids=ids_frame(ids or []))


def _events(place: Reader | Transaction, article_id: str) -> dict[str, Rows]:
    names = ("revisions", "scores", "decisions", "assignments")
    return {name: place.rows(query(f"review/{name}"), {"article_id": article_id}) for name in names}
