"""Answers for people at work: pages of scored articles, and which have a verdict or another model's score."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reliability.store.reading import WINDOW, Reader
from reliability.store.sql import query


def result_chunks(store: Reader, ids: list[str], chunk: int = 500) -> Iterator[pl.DataFrame]:
    """Rows of `reliability score` for these articles, in the order of `ids`."""
    for start in range(0, len(ids), WINDOW):
        yield from store.result_rows(ids[start : start + WINDOW]).iter_slices(chunk)


def decided(store: Reader) -> pl.DataFrame:
    """The verdict that holds on each article: article_id, verdict, changed (whether its words have changed since)."""
    return store.query(query("decided"))


def article_ids(store: Reader) -> list[str]:
    """The ids of all articles, in their order."""
    return [str(article) for article in store.query(query("article_ids"))["article_id"]]


def scored_otherwise(store: Reader, model: str) -> pl.DataFrame:
    """The articles whose score is of another model than this one: article_id, model."""
    return store.query(query("scored_otherwise"), {"model": model})


def page(store: Reader, after: str, limit: int) -> pl.DataFrame:
    """Up to `limit` rows of `reliability score` with an article_id above `after`, in the order of article_id."""
    found = store.query(query("scored_after"), {"after": after, "limit": limit})
    return store.result_rows(found["article_id"].to_list())
