"""Claims that are found before their articles are stored count only for articles that are stored as they came in."""

from __future__ import annotations

import polars as pl

from reliability import records
from reliability.claims import Ahead, extract

ARTICLES = records.ARTICLES.frame(
    [
        {"article_id": "a", "text": "“The cranes are old,” said Mara Lind.", "title": "Cranes"},
        {"article_id": "b", "text": "The harbour will reopen, according to the ministry.", "publisher": None},
        {"article_id": "c", "text": ""},
    ]
)


def test_articles_that_are_the_same_are_known_with_their_claims() -> None:
    ahead = Ahead.of(ARTICLES, map(extract, ARTICLES.iter_slices(1)))
    assert ahead.known(ARTICLES) == ["a", "b", "c"]
    assert ahead.claims_of(["a", "b", "c"]).equals(extract(ARTICLES))
    assert ahead.claims_of(["b"])["source_text"].to_list() == ["the ministry"]


def test_an_article_that_differs_in_what_claims_depend_on_is_not() -> None:
    ahead = Ahead.of(ARTICLES, [extract(ARTICLES)])
    changed = ARTICLES.with_columns(
        text=pl.when(pl.col("article_id") == "a").then(pl.lit("The cranes are new.")).otherwise("text"),
        publisher=pl.when(pl.col("article_id") == "b").then(pl.lit("Harbour Post")).otherwise("publisher"),
        title=pl.when(pl.col("article_id") == "c").then(pl.lit("Other")).otherwise("title"),
    )
    assert ahead.known(changed) == []


def test_without_anything_found_ahead_nothing_is_known() -> None:
    assert Ahead().known(ARTICLES) == []
    assert Ahead().claims_of(["a"]).equals(extract(ARTICLES.clear()))
