"""When an article gets no score at all: a made-up middle would look like a judgement."""

from __future__ import annotations

import polars as pl

FEWEST_WORDS = 80
"""Shorter texts hold too few claims and sentences for their shares to mean anything."""

LEAST_ENGLISH = 0.2
"""Share of English function words among the words; English news has 0.25 to 0.55, other languages below 0.1."""

LEAST_SENTENCES = 0.4
"""Share of paragraphs that end like a sentence; lists of links, menus and error pages have few."""

SHORT_LINES = 15
"""Words per paragraph; a text of longer ones is prose even where its paragraphs do not end like sentences."""

NEEDED = ("words", "english_share", "sentence_share", "paragraphs")


def abstained() -> pl.Expr:
    """The reason for no score, or null: over a FEATURES frame with the columns `NEEDED`.

    The first that applies of `too_short`, `not_english`, `not_an_article` (few sentences, and short lines). A share
    that could not be computed counts against the article, since there were words enough to compute it from.
    """
    words, english, sentences, paragraphs = (pl.col(name).fill_nan(None).fill_null(0.0) for name in NEEDED)
    return (
        pl.when(words < FEWEST_WORDS)
        .then(pl.lit("too_short"))
        .when(english < LEAST_ENGLISH)
        .then(pl.lit("not_english"))
        .when((sentences < LEAST_SENTENCES) & (words < SHORT_LINES * paragraphs))
        .then(pl.lit("not_an_article"))
    )
