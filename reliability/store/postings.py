"""The index of the words of claims: what lacks in it, and which claims share words with a question."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from reliability.store.reading import Reader
from reliability.store.session import ids_frame
from reliability.store.sql import query


def unposted(store: Reader, run_id: str | None = None) -> list[str]:
    """The ids of the articles (of a run) whose claims are not in the index yet."""
    return [str(article) for article in store.query(query("unposted"), {"run_id": run_id})["article_id"]]


def claim_contents(store: Reader, article_ids: Sequence[str]) -> pl.DataFrame:
    """What the claims of these articles say: article_id, claim_id, content_text."""
    return store.query(query("claim_contents"), ids=ids_frame(article_ids))


def term_counts(store: Reader, terms: pl.Series) -> pl.DataFrame:
    """In how many claims each of these terms (UInt32) is, the rarest first: term, claims, total (of all claims)."""
    return store.query(query("term_counts"), asked=pl.DataFrame({"term": terms.unique()}))


def rank_claims(store: Reader, asked: pl.DataFrame, limit: int, least: float = 0.0) -> pl.DataFrame:
    """Up to `limit` claims that share most of the terms asked for.

    Args:
        store: an open store.
        asked: term (UInt32), weight (Float64).
        limit: claims, at most.
        least: weight of the terms that a claim must share.

    Returns:
        claim_id, weight (of the terms that it shares), content_text, speaker (origin and source as written), those
        with the largest weight first.
    """
    return store.query(query("rank_claims"), {"limit": limit, "least": least}, asked=asked)


def told_claims(store: Reader, claim_ids: Sequence[str]) -> pl.DataFrame:
    """These claims, in their order, each with its article.

    Returns:
        Columns of records.CLAIMS without spans, url, publisher (its name, else its domain), domain, title,
        published_at, ingested_at of the article's current revision, and copy_group (its own id where it has none).
    """
    return store.query(query("told_claims"), ids=ids_frame(claim_ids))
