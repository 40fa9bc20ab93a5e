"""The claims table of a few articles written for this test."""

from __future__ import annotations

import polars as pl

from reliability.claims import extract
from reliability.records import CLAIMS

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "text": [
            "“The cranes are old,” said Mara Lind. She told the council that nobody had listened.",
            None,
            "",
            "The harbour will reopen, according to the ministry.",
        ],
        "title": ["Cranes", None, None, None],
    }
)


def test_one_row_a_claim_in_reading_order() -> None:
    claims = extract(ARTICLES)
    assert claims["claim_id"].to_list() == ["a#1", "a#2", "d#1"]
    assert claims["quotation"].to_list() == ["direct", "indirect", "indirect"]
    assert claims["source_text"].to_list() == ["Mara Lind", "She", "the ministry"]
    assert claims["origin"].to_list()[:2] == ["Mara Lind", "Mara Lind"]


def test_the_frame_is_the_claims_table_without_its_run() -> None:
    claims = extract(ARTICLES)
    expected = {name: dtype for name, dtype in CLAIMS.schema.items() if name != "run_id"}
    assert dict(claims.schema) == expected
    assert CLAIMS.conform(claims).height == claims.height


def test_spans_point_into_the_text() -> None:
    texts = dict(ARTICLES.select("article_id", "text").iter_rows())
    for claim in extract(ARTICLES).iter_rows(named=True):
        for role in ("source", "cue", "content"):
            words = " ... ".join(texts[claim["article_id"]][start:end] for start, end in claim[role])
            assert words == claim[f"{role}_text"]


def test_articles_without_the_optional_columns_and_no_articles_at_all() -> None:
    assert extract(ARTICLES.select("article_id", "text")).height == 3
    assert extract(ARTICLES.clear()).height == 0
