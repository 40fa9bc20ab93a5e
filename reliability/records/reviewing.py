"""What people do with scored articles: events, to which only more are added."""

from __future__ import annotations

import polars as pl

from reliability.records.table import ARTICLE_ID, TIME, Column, Table
from reliability.records.vocabulary import CLAIM_VERDICT_WORDS, HOLDS, VERDICTS

DECISIONS = Table(
    "decisions",
    "A reviewer's verdict. Append-only: undoing one adds another.",
    ("decision_id",),
    (
        Column("decision_id", pl.String, "Unique id."),
        ARTICLE_ID,
        Column("verdict", pl.String, f"{', '.join(f'`{verdict}`' for verdict in VERDICTS)} or `undone`."),
        Column("reason", pl.String, "Why, in the reviewer's words."),
        Column("reviewer", pl.String, "Who decided."),
        Column("decided_at", TIME, "When; later than every earlier event of the article.", "UTC"),
        Column("model", pl.String, "Id of the model whose score the reviewer saw."),
        Column("score", pl.Float64, "The score that the reviewer saw.", "0..1"),
        Column("revision", pl.Int32, "The revision of the article that the reviewer saw.", "count"),
        Column("undoes", pl.String, "The decision that this one takes back; null unless `undone`."),
    ),
)

CLAIM_VERDICTS = Table(
    "claim_verdicts",
    "A reviewer's verdict on one claim, given with a decision on its article; it falls with that decision.",
    ("decision_id", "claim_id"),
    (
        Column("decision_id", pl.String, "The decision that it belongs to."),
        ARTICLE_ID,
        Column("claim_id", pl.String, "The claim."),
        Column("verdict", pl.String, f"{', '.join(f'`{verdict}`' for verdict in CLAIM_VERDICT_WORDS)}."),
        Column("reason", pl.String, "Why, in the reviewer's words; null where none was given."),
        Column("content_text", pl.String, "What the claim said: other words under its id are another claim."),
        Column("reviewer", pl.String, "Who decided."),
        Column("decided_at", TIME, "When.", "UTC"),
    ),
)

ASSIGNMENTS = Table(
    "assignments",
    "An article taken for review or given back. The last event of an article counts, until it runs out or a decision.",
    ("assignment_id",),
    (
        Column("assignment_id", pl.String, "Unique id."),
        ARTICLE_ID,
        Column("event", pl.String, f"{', '.join(f'`{event}`' for event in HOLDS)}."),
        Column("reviewer", pl.String, "Who took it or gave it back."),
        Column("taken_at", TIME, "When that was; later than every earlier event of the article.", "UTC"),
        Column("until", TIME, "When it goes back to the queue by itself; null for `released`.", "UTC"),
        Column("reason", pl.String, "Why, where it was another reviewer's; else null."),
    ),
)

REPLIES = Table(
    "replies",
    "What a publisher says to its score or to that of an article. It is shown, and changes no score.",
    ("reply_id",),
    (
        Column("reply_id", pl.String, "Unique id."),
        Column("article_id", pl.String, "The article that it is about; null where it is about the source."),
        Column("source", pl.String, "The publisher that it is about; null where it is about one article."),
        Column("who", pl.String, "Who replied."),
        Column("text", pl.String, "What they said."),
        Column("url", pl.String, "Where it was published; null where it was not."),
        Column("received_at", TIME, "When it came in.", "UTC"),
        Column("recorded_by", pl.String, "Who wrote it down."),
        Column("recorded_at", TIME, "When.", "UTC"),
    ),
)
