"""The names, numbers and rare words that tell an article's event from others."""

from __future__ import annotations

import numpy as np
import polars as pl

from reliability.stories.words import Words

TERMS = 60
LEAD = 60
COMMON = 0.35
TITLE_GAIN = 1.5
LEAD_GAIN = 0.5
LOWER_CASE = 0.6


def rank(words: Words, articles: int) -> pl.DataFrame:
    """The up to 60 most telling terms of each article, best first: `article`, `word`, `weight`.

    A term's weight is its rarity in general news times how the article uses it: often, in the title, early, and
    as a name (with a capital inside a sentence).

    Args:
        words: words of the titles (articles 0 .. n-1) followed by the bodies (n .. 2n-1).
        articles: n.
    """
    size = len(words.vocabulary)
    title = words.article < articles
    article = words.article - np.where(title, 0, articles)
    keys, first, inverse, counts = np.unique(
        article * size + words.word, return_index=True, return_inverse=True, return_counts=True
    )
    starts = np.searchsorted(words.article, np.arange(2 * articles))
    early = ~title & (np.arange(len(words.article)) - starts[words.article] < LEAD)
    inside = ~title & ~words.opening
    width = len(keys)

    def seen(mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.bincount(inverse[mask], minlength=width)

    in_title, in_lead = seen(title), seen(early)
    named = seen(inside & words.capital) * 2 > seen(inside)
    word = keys % size
    share = words.vocabulary["share"].to_numpy()[word]
    use = np.log1p(counts) + TITLE_GAIN * (in_title > 0) + LEAD_GAIN * (in_lead > 0)
    weight = -np.log(share) * use * np.where(named, 1.0, LOWER_CASE)
    telling = (share < COMMON) & (words.vocabulary["word"].str.len_chars().to_numpy()[word] > 1)
    chosen = np.flatnonzero(telling)
    order = chosen[np.lexsort((first[chosen], -weight[chosen], keys[chosen] // size))]
    owner = keys[order] // size
    place = np.arange(len(order)) - np.searchsorted(owner, owner)
    best = order[place < TERMS]
    return pl.DataFrame(
        {
            "article": keys[best] // size,
            "word": words.vocabulary["word"].gather(word[best]),
            "weight": weight[best],
        }
    )
