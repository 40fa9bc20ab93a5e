"""Who cites whom: the claims that came through other outlets, and whose articles they are in."""

from __future__ import annotations

import polars as pl

from reliability import records
from reliability.store.reading import Reader
from reliability.store.session import ids_frame
from reliability.store.sql import query


def citing_claims(store: Reader) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Claims that came from another outlet or through one, in `records.CLAIMS` without spans, and their articles.

    Returns:
        The claims; and `article_id`, `publisher` (its name, else its domain), `published_at` of their articles.
    """
    claims = records.CLAIMS.conform(store.query(query("stories/citing")))
    ids = ids_frame(claims["article_id"].unique(maintain_order=True).to_list())
    articles = store.query(query("stories/publishers_of"), ids=ids)
    return claims, articles.with_columns(pl.col("published_at").cast(records.TIME))
