"""What a search among all claims finds."""

from __future__ import annotations

import polars as pl

from reliability.records.table import ARTICLE_ID, SPANS, TIME, VIA, Column, Table
from reliability.records.vocabulary import SOURCE_TYPES

MATCH = pl.Struct(
    {
        "kind": pl.String,
        "similarity": pl.Float64,
        "changes": pl.List(pl.Struct({"asked": pl.String, "told": pl.String})),
        "spans": SPANS,
    }
)
"""How a claim fits what was asked for: the words that differ, and where the others stand in its `content_text`."""

TRACE = Table(
    "trace",
    "An article that tells what `reliability trace` was asked for.",
    ("group", "article_id"),
    (
        Column("group", pl.Int32, "Tellings of one group say the same; 1 fits best what was asked for.", "count"),
        Column("first", pl.Boolean, "The earliest telling of its group; never one without a date that can be."),
        Column("telling", pl.String, "`quoted`, `quoted_in_part`, `indirect`, `relayed` or `copy`."),
        ARTICLE_ID,
        Column("claim_id", pl.String, "The claim of the article that fits best."),
        Column("url", pl.String, "Address of the article."),
        Column("publisher", pl.String, "Name of the publisher, else its domain."),
        Column("title", pl.String, "Headline."),
        Column("published_at", TIME, "Date line.", "UTC"),
        Column("dated", pl.Boolean, "The date can be: it is not after the article was read, nor an unset clock."),
        Column("quotation", pl.String, "`direct`, `indirect` or `mixed`."),
        Column("origin", pl.String, "Who first made the statement, as this article has it."),
        Column("source_type", pl.String, f"Kind of the origin: {', '.join(SOURCE_TYPES)}."),
        Column("source_text", pl.String, "The source's words."),
        Column("via", VIA, "Intermediaries from origin to article."),
        Column("hops", pl.Int32, "Outlets, platforms and persons in between.", "count"),
        Column("second_hand", pl.Boolean, "`hops` > 0."),
        Column("content_text", pl.String, "What is said, in this article's words."),
        Column(
            "match",
            MATCH,
            "How it fits what was asked for: `kind` (`same_words`, `near_words`, `other_words`, `perhaps`: fewer words "
            "in common); `similarity` 0..1, the share of the words asked for that it has in their order, of others by "
            "weight; `changes`, words asked for and what stands in their place; `spans` of the words that fit.",
        ),
        Column("copy_of", pl.String, "The article whose text this one repeats."),
        Column("credit", pl.String, "The agency whose text it says it carries, where that is not its publisher."),
        Column("relay", pl.String, "The feed of somebody else that handed it on."),
        Column("origins", pl.List(pl.String), "The group's origins by name, copies and relays folded."),
        Column("independent_origins", pl.Int32, "How many there are, unnamed ones included.", "count"),
    ),
)
