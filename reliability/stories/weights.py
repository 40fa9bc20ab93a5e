"""How much each term of each article counts, and how alike two articles are by their terms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from reliability.stories.pairs import Real, Whole
from reliability.stories.words import UNSEEN, background

STEEPNESS = 0.75
BLOCK = 10_000


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


@dataclass(frozen=True)
class TermIndex:
    """Terms of articles as parallel arrays sorted by article, then rank (0 is the most telling)."""

    article: Whole
    key: Whole
    rank: Whole
    rarity: Real
    articles: int

    def weigh(self, fading: float) -> Terms:
        """Weigh terms by rarity and by rank.

        Args:
            fading: the number of ranks over which a weight falls to 37 %.
        """
        order = np.lexsort((self.key, self.article))
        article, key = self.article[order], self.key[order]
        weight = np.power(self.rarity[key], STEEPNESS) * np.exp(-self.rank[order] / fading)
        length = np.sqrt(np.bincount(article, weights=weight * weight, minlength=self.articles))
        return Terms(article, key, weight / np.maximum(length[article], 1e-12), self.articles, len(self.rarity))


def index(terms: pl.Series) -> TermIndex:
    """Number the terms of articles and find how rare each is in general news.

    How rare a term is among these articles does not count, so that what two articles have in common is the same
    whatever others there are.

    Args:
        terms: a list of terms per article, most telling first; `toll:` entries are passed over.
    """
    articles = len(terms)
    telling = terms.fill_null([]).list.eval(pl.element().filter(pl.element().str.starts_with("toll:").not_()))
    counts = telling.list.len().to_numpy().astype(np.int64)
    flat = telling.explode(empty_as_null=False, keep_nulls=False)
    _, first, key = np.unique(flat.hash(seed=0).to_numpy(), return_index=True, return_inverse=True)
    share = (
        pl.DataFrame({"word": flat.gather(first)})
        .join(background(), on="word", how="left", maintain_order="left")["share"]
        .fill_null(UNSEEN)
        .to_numpy()
    )
    return TermIndex(
        np.repeat(np.arange(articles), counts),
        key.astype(np.int64),
        np.arange(len(flat)) - np.repeat(np.cumsum(counts) - counts, counts),
        -np.log(share),
        articles,
    )
