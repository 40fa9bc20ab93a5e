"""Who cites whom: the claims that came through other outlets, and whose articles they are in."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reliability import records
from reliability.store.reading import Reader
from reliability.store.session import ids_frame
from reliability.store.sql import query

PORTION = 200_000
"""Claims that are compared at a time, however many there are; half of them were compared with those before."""


def citing_claims(store: Reader) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Claims that came from another outlet or through one, in `records.CLAIMS` without spans and words.

    Returns:
        The claims; and `article_id`, `publisher` (its name, else its domain), `published_at` of their articles.
    """
    return _with_articles(store, _cited(store, texts=False))


def citing_portions(store: Reader, size: int = PORTION) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """The same with their words, in order of time: portions, each of which begins in the middle of the one before."""
    start = 0
    while True:
        claims = _cited(store, texts=True, most=size, start=start)
        yield _with_articles(store, claims)
        if claims.height < size:
            return
        start += max(size // 2, 1)


def _cited(store: Reader, **params: object) -> pl.DataFrame:
    return records.CLAIMS.conform(store.query(query("stories/citing"), {"most": None, "start": 0} | params))


def _with_articles(store: Reader, claims: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    ids = ids_frame(claims["article_id"].unique(maintain_order=True).to_list())
    articles = store.query(query("stories/publishers_of"), ids=ids)
    return claims, articles.with_columns(pl.col("published_at").cast(records.TIME))
