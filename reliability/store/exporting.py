"""What exports need beside results: which articles, when each was scored, and what people decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from reliability.store.reading import Reader
from reliability.store.session import ids_frame
from reliability.store.sql import query


def scored_articles(store: Reader, *, source: str | None = None, since: datetime | None = None) -> list[str]:
    """The ids of scored articles, in their order.

    Args:
        store: an open store.
        source: only those of this publisher: its domain or its name, whatever its case.
        since: only those that the store first saw then or later.
    """
    found = store.query(query("exports/selected"), {"source": source, "since": since})
    return [str(article) for article in found["article_id"]]


def export_facts(store: Reader, ids: Sequence[str]) -> pl.DataFrame:
    """One row for each of these articles, in their order.

    Returns:
        article_id, first_seen, scored_at (never before it), version (of the program that scored it), verdict, reason,
        reviewer, decided_at and outdated of the decision that holds (null without one, and once it was reopened).
    """
    return store.query(query("exports/facts"), ids=ids_frame(ids))


def claim_verdicts(store: Reader, ids: Sequence[str]) -> pl.DataFrame:
    """The verdict that holds on each claim of these articles.

    A verdict falls with its decision, where the article is reopened, and where the claim no longer says the same.

    Returns:
        article_id, claim_id, verdict, reason, reviewer, decided_at.
    """
    return store.query(query("exports/judged"), ids=ids_frame(ids))
