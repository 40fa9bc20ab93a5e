"""When an article gets no score at all: a made-up middle would look like a judgement."""

from __future__ import annotations

import polars as pl

FEWEST_WORDS = 80
"""Shorter texts hold too few claims and sentences for their shares to mean anything."""

LEAST_ENGLISH = 0.25
"""Share of English function words among the words; English news has 0.3 to 0.55, other languages below 0.15."""

LEAST_SENTENCES = 0.4
"""Share of lines that are sentences; lists of links, menus and error pages have few."""

NEEDED = ("words", "english_share", "sentence_share")


def abstained() -> pl.Expr:
    """The reason for no score, or null: over a FEATURES frame with the columns `NEEDED`.

    The first that applies of `too_short`, `not_english`, `not_an_article`. A share that could not be computed counts
    against the article only where there are words enough to compute it from.
    """
    return (
        pl.when(pl.col("words").fill_nan(None).fill_null(0.0) < FEWEST_WORDS)
        .then(pl.lit("too_short"))
        .when(pl.col("english_share").fill_nan(None).fill_null(0.0) < LEAST_ENGLISH)
        .then(pl.lit("not_english"))
        .when(pl.col("sentence_share").fill_nan(None).fill_null(0.0) < LEAST_SENTENCES)
        .then(pl.lit("not_an_article"))
    )
