"""How much each term of each article counts, and how alike two articles are by their terms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from reliability.stories.pairs import Real, Whole
from reliability.stories.words import UNSEEN, background

PRIOR = 500.0
STEEPNESS = 0.75
BLOCK = 50_000


@dataclass(frozen=True)
class Terms:
    """Terms of articles as parallel arrays sorted by article, then key; weights of an article have length 1."""

    article: Whole
    key: Whole
    weight: Real
    articles: int
    keys: int

    def similarity(self, left: Whole, right: Whole) -> Real:
        """Cosine of the weights of `left[i]` and `right[i]`, 0..1."""
        place = self.article * self.keys + self.key
        start = np.searchsorted(self.article, np.arange(self.articles + 1))
        result = np.zeros(len(left))
        for begin in range(0, len(left), BLOCK):
            a, b = left[begin : begin + BLOCK], right[begin : begin + BLOCK]
            count = start[a + 1] - start[a]
            pair = np.repeat(np.arange(len(a)), count)
            entry = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(start[a], count)
            wanted = b[pair] * self.keys + self.key[entry]
            found = np.minimum(np.searchsorted(place, wanted), max(len(place) - 1, 0))
            hit = place[found] == wanted
            shared = self.weight[entry[hit]] * self.weight[found[hit]]
            result[begin : begin + BLOCK] = np.bincount(pair[hit], weights=shared, minlength=len(a))
        return result


def weigh(terms: pl.Series, fading: float) -> Terms:
    """Weigh terms by their rank in the article and by their rarity here and in general news.

    Args:
        terms: a list of terms per article, most telling first; `toll:` entries are passed over.
        fading: the number of ranks over which a weight falls to 37 %.
    """
    articles = len(terms)
    ranked = (
        pl.DataFrame({"term": terms})
        .with_row_index("article")
        .explode("term", empty_as_null=False, keep_nulls=False)
        .filter(pl.col("term").str.starts_with("toll:").not_())
        .with_columns(rank=pl.int_range(pl.len()).over("article"))
    )
    known = (
        ranked.group_by("term")
        .len("count")
        .sort("term")
        .with_row_index("key")
        .join(background(), left_on="term", right_on="word", how="left")
    )
    rows = ranked.join(known, on="term").sort("article", "key")
    share = (rows["count"] + PRIOR * rows["share"].fill_null(UNSEEN)) / (articles + PRIOR)
    rarity = -np.log(share.to_numpy())
    weight = np.power(np.maximum(rarity, 0.0), STEEPNESS) * np.exp(-rows["rank"].to_numpy() / fading)
    article = rows["article"].to_numpy().astype(np.int64)
    length = np.sqrt(np.bincount(article, weights=weight * weight, minlength=articles))
    return Terms(
        article,
        rows["key"].to_numpy().astype(np.int64),
        weight / np.maximum(length[article], 1e-12),
        articles,
        len(known),
    )
