"""What is handed to other tools."""

from __future__ import annotations

import polars as pl

from reliability.records.judging import SCORES
from reliability.records.table import ARTICLE_ID, SPANS, TIME, Column, Table
from reliability.records.telling import CLAIMS

_FLAG: dict[str, pl.DataType | type[pl.DataType]] = {
    "code": pl.String,
    "severity": pl.String,
    "message": pl.String,
    "spans": SPANS,
}
_PART: dict[str, pl.DataType | type[pl.DataType]] = {
    "feature": pl.String,
    "group": pl.String,
    "value": pl.Float64,
    "points": pl.Float64,
}
SAID = pl.Struct({name: dtype for name, dtype in CLAIMS.schema.items() if name not in ("article_id", "run_id")})
"""A claim of the article that it stands in."""

JUDGED = pl.Struct(
    {
        "claim_id": pl.String,
        "verdict": pl.String,
        "reason": pl.String,
        "reviewer": pl.String,
        "decided_at": TIME,
    }
)
"""A reviewer's verdict on a claim of the article that it stands in."""

EXPORTED = Table(
    "exported",
    "One scored article with all that exports say of it. Not stored.",
    ("article_id",),
    (
        ARTICLE_ID,
        Column("url", pl.String, "Where the article was published."),
        Column("domain", pl.String, "Registrable domain of the publisher."),
        Column("publisher", pl.String, "Name of the publisher."),
        Column("title", pl.String, "Headline."),
        Column("authors", pl.List(pl.String), "Names of the authors, in order."),
        Column("published_at", TIME, "When it was first published.", "UTC"),
        Column("language", pl.String, "Language: a lower-case ISO 639-1 code."),
        Column("text", pl.String, "Body text as stored; spans are offsets into it."),
        *(Column(name, SCORES.schema[name], "As in `scores`.") for name in ("score", "low", "high", "abstained")),
        Column("source_reliability", pl.String, "Admiralty A to F of its publisher."),
        Column("information_credibility", pl.Int32, "Admiralty 1 to 6.", "1..6"),
        Column("claims", pl.Int32, "Claims in the article.", "count"),
        Column("second_hand", pl.Int32, "Claims that reached it through others.", "count"),
        Column("flags", pl.List(pl.Struct(_FLAG)), "Its flags, the worst first."),
        Column("contributions", pl.List(pl.Struct(_PART)), "The base, then what moves the score most first."),
        Column("model", pl.String, "Id of the model."),
        Column("version", pl.String, "Version of the program that scored it."),
        Column("first_seen", TIME, "When the store first saw it.", "UTC"),
        Column("scored_at", TIME, "When it was scored; not before it was first seen.", "UTC"),
        Column("verdict", pl.String, "Of the decision that holds; null without one."),
        Column("reason", pl.String, "Why, in the reviewer's words."),
        Column("reviewer", pl.String, "Who decided."),
        Column("decided_at", TIME, "When.", "UTC"),
        Column("outdated", pl.Boolean, "Whether the article's words have changed since."),
        Column("judged", pl.List(JUDGED), "Reviewers' verdicts on its claims that hold, the earliest first."),
        Column("said", pl.List(SAID), "Its claims, in reading order."),
        Column("report", pl.String, "Where its report can be read; null without the setting `public_url`."),
        Column("desk", pl.String, "Name of the desk that publishes the export; null without the setting `desk`."),
    ),
)
