"""Keeps the index of the words of claims up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from reliability.store import Store, claim_contents, unposted
from reliability.tracing.terms import terms

PORTION = 2_000  # articles whose claims are held at a time


def index(
    store: Store,
    advance: Callable[[int, float], None] = lambda articles, share: None,
    *,
    run_id: str | None = None,
) -> int:
    """Add the claims that lack in the index: those of new and changed articles, or of a database from before it.

    Args:
        store: a store that may be written, by a caller whose turn it is.
        advance: called after each portion with its articles and the share that is done (0..1); others may write then.
        run_id: only articles of this run.

    Returns:
        How many articles were added.
    """
    done = 0
    while ids := unposted(store, run_id):
        portion = ids[:PORTION]
        store.put_terms(_terms_of(claim_contents(store, portion), portion), portion)
        done += len(portion)
        advance(len(portion), done / (done + len(ids) - len(portion)))
    return done


def _terms_of(contents: pl.DataFrame, article_ids: Sequence[str]) -> pl.DataFrame:
    """What `Store.put_terms` takes: article, claim, term."""
    place = dict(zip(article_ids, range(len(article_ids)), strict=True))
    article = contents["article_id"].replace_strict(place, return_dtype=pl.UInt32)
    claim = contents["claim_id"].str.extract(r"#(\d{1,9})$").cast(pl.UInt32)
    found = terms(contents["content_text"])
    return found.select(
        article.gather(found["text"]).alias("article"), claim.gather(found["text"]).alias("claim"), "term"
    )
