"""What was read: runs, articles, and records set aside."""

from __future__ import annotations

import polars as pl

from reliability.records.table import RUN_ID, TIME, Column, Table

CAME_WITH = pl.Struct(
    {
        "format": pl.String,
        "credit": pl.String,
        "dateline": pl.String,
        "urgency": pl.Int32,
        "version": pl.String,
        "terms": pl.String,
        "embargo": TIME,
        "relay": pl.String,
        "links": pl.List(pl.String),
        "based_on": pl.List(pl.String),
        "free": pl.Boolean,
    }
)
"""What may come with an article besides its text."""

WIRE_FORMATS = ("ninjs", "NewsML-G2 or NITF")
"""Formats in which agencies deliver: an article in one of them may not be published yet."""

PREVIOUS = (
    Column("previous_title", pl.String, "Headline of the last revision with another headline or text; by the store."),
    Column("previous_text", pl.String, "Body text of that revision; null for the first."),
)
"""Columns that are not stored: the store fills them in from earlier revisions."""

ARTICLES = Table(
    "articles",
    "One revision of one article as it was read. The highest revision is the current one.",
    ("article_id", "revision"),
    (
        Column("article_id", pl.String, "The `id` of the input, else a digest of the URL, else of the text."),
        Column("revision", pl.Int32, "1 for the first text seen, then 2, 3, ...; given by the store.", "count"),
        RUN_ID,
        Column("url", pl.String, "Where the article was published."),
        Column("domain", pl.String, "Registrable domain of the publisher (from the input, else from the URL)."),
        Column("publisher", pl.String, "Name of the publisher (schema.org `publisher`), else its domain."),
        Column("title", pl.String, "Headline."),
        Column("authors", pl.List(pl.String), "Names of the authors, in order."),
        Column("published_at", TIME, "When it was first published.", "UTC"),
        Column("modified_at", TIME, "When the publisher last changed it.", "UTC"),
        Column("section", pl.String, "Section or topic given by the publisher."),
        Column("language", pl.String, "Language given by the input: a lower-case ISO 639-1 code."),
        Column("text", pl.String, "Body text as stored. All spans are offsets into it."),
        Column("text_hash", pl.String, "Digest of title and text: a new one makes a new revision."),
        Column("input", pl.String, "The file, or `-`, that it was read from."),
        Column("record", pl.Int64, "Line or row number in that file, from 1.", "count"),
        Column("ingested_at", TIME, "When the store first saw this revision.", "UTC"),
        Column(
            "came_with",
            CAME_WITH,
            "What came with the text: `format` it was read from; of an agency its `credit` line, `dateline`, `urgency` "
            "(1 highest to 9), `version`, usage `terms` and `embargo` (UTC); `relay`, the feed of somebody else that "
            "handed it on; `links` out of its paragraphs; `based_on`, what it says it is made from; `free`, whether "
            "everybody may read it.",
        ),
        *PREVIOUS,
    ),
)

REJECTS = Table(
    "rejects",
    "One record that could not be read as an article, with its reason.",
    ("run_id", "input", "record"),
    (
        RUN_ID,
        Column("input", pl.String, "The file, or `-`."),
        Column("record", pl.Int64, "Line or row number in that file, from 1.", "count"),
        Column("reason", pl.String, "Why it was set aside, for a person to read."),
        Column("excerpt", pl.String, "The first 200 characters of the record."),
    ),
)

RUNS = Table(
    "runs",
    "One run of the program over some inputs.",
    ("run_id",),
    (
        RUN_ID,
        Column("command", pl.String, "`score`, `serve`, `watch`, `rescore`, `ingest` or `sources`."),
        Column("started_at", TIME, "Start.", "UTC"),
        Column("finished_at", TIME, "End; null while running or when killed.", "UTC"),
        Column("version", pl.String, "Version of this package."),
        Column("model", pl.String, "Id of the scoring model."),
        Column("suite_hash", pl.String, "Digest of the expectation suites."),
        Column("inputs", pl.List(pl.String), "What was read."),
        Column("articles", pl.Int64, "Articles read.", "count"),
        Column("rejected", pl.Int64, "Records set aside.", "count"),
        Column(
            "timings",
            pl.List(pl.Struct({"stage": pl.String, "seconds": pl.Float64, "articles": pl.Int64})),
            "Wall-clock time of each stage.",
            "seconds",
        ),
    ),
)
