"""A publisher over time: its articles, whom it has its claims from, and who has claims from it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from reliability.store.reading import Reader
from reliability.store.sql import query


def months(store: Reader, source: str, limit: int) -> pl.DataFrame:
    """How its articles fared by month, the latest first.

    Returns:
        month (`2026-03`; null for articles without a date, last), articles, scored, score (their mean), flagged_share
        (with a warning or worse), claims, second_hand.
    """
    return store.query(query("publishing/months"), {"source": source, "limit": limit})


def cites(store: Reader, source: str, limit: int) -> pl.DataFrame:
    """The outlets that it has claims through or from: name, claims, articles, article_id (one that does so)."""
    return store.query(query("publishing/cites"), {"source": source, "limit": limit})


def cited_by(store: Reader, source: str, names: Sequence[str], limit: int) -> pl.DataFrame:
    """The publishers that have claims through or from an outlet of these names.

    Returns:
        source, publisher, claims, articles, article_id (one that does so), those with most claims first.
    """
    known = pl.DataFrame({"name": list(dict.fromkeys([source, *names]))}, schema={"name": pl.String})
    return store.query(query("publishing/cited_by"), {"source": source, "limit": limit}, names=known)


def names(store: Reader, source: str) -> list[str]:
    """What it is called in the articles that it published; empty where there are none."""
    found = store.query(query("publishing/names"), {"source": source})["name"]
    return sorted(str(name) for name in found.drop_nulls())


def latest(store: Reader, source: str, limit: int) -> pl.DataFrame:
    """Its articles, the latest first.

    Returns:
        article_id, title, published_at, score, low, high, abstained, information_credibility, verdict (that holds).
    """
    return store.query(query("publishing/articles"), {"source": source, "limit": limit})
