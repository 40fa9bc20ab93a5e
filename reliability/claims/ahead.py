"""Claims that were found before their articles were stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from reliability.claims.extraction import READ
from reliability.records import ARTICLES, CLAIMS


@dataclass(frozen=True)
class Ahead:
    """Articles as they came in, and their claims.

    Args:
        articles: the columns of `extraction.READ`, on which claims depend.
        claims: `records.CLAIMS` without `run_id`.
    """

    articles: pl.DataFrame = field(default_factory=lambda: ARTICLES.empty().select(READ))
    claims: pl.DataFrame = field(default_factory=lambda: CLAIMS.empty().drop("run_id"))

    @classmethod
    def of(cls, articles: pl.DataFrame, found: Iterable[pl.DataFrame]) -> Ahead:
        """What was found in parts of these articles."""
        return cls(articles.select(READ), pl.concat([CLAIMS.empty().drop("run_id"), *found]))

    def known(self, articles: pl.DataFrame) -> Sequence[str]:
        """Ids of those among the articles whose claims are here: who were stored just as they came in."""
        same = articles.select(READ).join(self.articles, on=READ, how="semi", nulls_equal=True)
        return same["article_id"].to_list()

    def claims_of(self, ids: Sequence[str]) -> pl.DataFrame:
        """The claims of these articles."""
        return self.claims.filter(pl.col("article_id").is_in(ids))
