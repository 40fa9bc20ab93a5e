"""What a feature is: one declaration that computes, documents and bounds one number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import polars as pl

from reliability.features.finding import Finder

Over = Literal["articles", "claims", "paragraphs"]


@dataclass(frozen=True)
class Feature:
    """One number about an article.

    Args:
        name: permanent name, the column in the features table.
        expression: over a row of `frames.article_frame`, or an aggregation over an article's rows of
            `frames.claims_frame` or `frames.paragraphs_frame`, as `over` says; or a finder, which runs last.
        unit: what it is counted in.
        help: what it is, `Why:` and `Example:`; the documentation is written from it.
        low: the least value that it can take.
        high: the greatest value that it can take; infinite where there is none.
        over: the frame that the expression runs in. Aggregates run first, so that expressions over articles
            may use them by name.
        empty: the value of an aggregate for an article with no row in that frame; null is "cannot be judged".
        spans: where in the text the value comes from: a filter over the claims or paragraphs frame, or a
            regular expression over the text.
        besides: a regular expression for what is passed over in looking for `spans`, such as quotations.
        title_words: a regular expression for the words of the headline that the value comes from.
        scored: whether a model may learn from it. False for what is made for a flag: it may then read who wrote the
            article, and `scoring.inputs.EXCLUDED` must name it.
        theme: the file that declares it; filled in by `themes.catalogue`.
    """

    name: str
    expression: pl.Expr | Finder
    unit: str
    help: str
    low: float = 0.0
    high: float = math.inf
    over: Over = "articles"
    empty: float | None = None
    spans: pl.Expr | str | None = None
    besides: str | None = None
    title_words: str | None = None
    scored: bool = True
    theme: str = ""


def share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """`part / whole`, or null where `whole` is zero: of nothing there is no share."""
    return pl.when(whole > 0).then(part / whole)


def per_1000(count: pl.Expr, words: pl.Expr) -> pl.Expr:
    """`count` per 1,000 `words`, or null where there is no word."""
    return share(count * 1000.0, words)
