"""The nouns of the project: every table, its columns, types, units and meaning.

Stages meet only as frames declared here. `docs/tables.md` is generated from this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from reliability import abstentions

SPANS = pl.List(pl.List(pl.Int32))
"""Half-open `[start, end]` pairs of Python string offsets into the stored text."""

VIA = pl.List(pl.Struct({"kind": pl.String, "name": pl.String}))
"""Intermediaries in order from the origin to the article."""

TIME = pl.Datetime("us", "UTC")

SEVERITIES = ("info", "warning", "critical")
QUOTATIONS = ("direct", "indirect", "mixed")
SOURCE_TYPES = (
    "person",
    "anonymous",
    "organisation",
    "government",
    "media_outlet",
    "document",
    "group",
    "self",
    "other",
)
VIA_KINDS = ("outlet", "platform", "document", "person")
ROLES = ("publisher", "cited")
EVIDENCE_PARTS = ("start", "articles", "rating", "decisions")


@dataclass(frozen=True)
class Column:
    """One column: name, Polars type, unit ('' for none), meaning."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    help: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table: name, meaning, key columns and columns in order.

    `open` tables may carry further Float64 columns (the features).
    """

    name: str
    help: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    open: bool = False

    @property
    def schema(self) -> pl.Schema:
        """Column names and types, in order."""
        return pl.Schema({column.name: column.dtype for column in self.columns})

    def empty(self) -> pl.DataFrame:
        """A frame of this table with no row."""
        return pl.DataFrame(schema=self.schema)

    def frame(self, rows: Iterable[dict[str, object]]) -> pl.DataFrame:
        """Build a frame from dictionaries; keys that are missing become null."""
        return pl.DataFrame(list(rows), schema=self.schema, orient="row")

    def conform(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return `frame` with exactly this table's columns, cast and in order.

        Missing columns become null; unknown ones are an error unless the table is open.

        Raises:
            ValueError: a column that the table does not declare.
            polars.exceptions.InvalidOperationError: a value that does not cast.
        """
        declared = self.schema
        extra = [name for name in frame.columns if name not in declared]
        if extra and not self.open:
            raise ValueError(f"table {self.name} has no column {', '.join(extra)}")
        wanted = [
            (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
            for name, dtype in declared.items()
        ]
        return frame.select(*wanted, *(pl.col(name).cast(pl.Float64) for name in extra))


RUN_ID = Column("run_id", pl.String, "The run that wrote this row.")
ARTICLE_ID = Column("article_id", pl.String, "The article.")

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
        Column("command", pl.String, "`score`, `rescore`, `ingest` or `sources`."),
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

CLAIMS = Table(
    "claims",
    "One attribution: a content, the cue that reports it, the source it is given to (PARC / PolNeAR terms).",
    ("claim_id",),
    (
        ARTICLE_ID,
        Column("claim_id", pl.String, "`<article_id>#<n>`, n from 1 in reading order."),
        RUN_ID,
        Column("quotation", pl.String, "`direct`, `indirect` or `mixed`."),
        Column("source", SPANS, "Spans of the source; empty where the text names none.", "characters"),
        Column("cue", SPANS, "Spans of the words that report the content.", "characters"),
        Column("content", SPANS, "Spans of what is said.", "characters"),
        Column("source_text", pl.String, "The source's words; pieces joined by ' ... '."),
        Column("cue_text", pl.String, "The cue's words; pieces joined by ' ... '."),
        Column("content_text", pl.String, "The content's words; pieces joined by ' ... '."),
        Column("origin", pl.String, "Who first made the statement, name resolved; null where it cannot be told."),
        Column("source_type", pl.String, f"Kind of the origin: {', '.join(SOURCE_TYPES)}."),
        Column("via", VIA, f"Intermediaries from origin to article; kinds {', '.join(VIA_KINDS)}."),
        Column("hops", pl.Int32, "Outlets, platforms and persons in `via`, plus one for an outlet as origin.", "count"),
        Column("second_hand", pl.Boolean, "`hops` > 0."),
        Column("anonymous", pl.Boolean, "The origin is an unnamed individual or official."),
        Column("hedged", pl.Boolean, "The cue or content marks doubt or denial (`allegedly`, `denied`)."),
    ),
)

SIGNATURES = Table(
    "signatures",
    "What the stories stage keeps of an article in order to find its copies and its story.",
    ("article_id",),
    (
        ARTICLE_ID,
        RUN_ID,
        Column("published_at", TIME, "Date line of the article.", "UTC"),
        Column("publisher", pl.String, "Domain or name of the publisher."),
        Column("shingles", pl.Int32, "Number of distinct word shingles.", "count"),
        Column("minhash", pl.List(pl.UInt32), "MinHash values over word shingles (Broder 1997)."),
        Column(
            "terms",
            pl.List(pl.String),
            "Names and numbers that tell the event, most telling first; tolls as `toll:killed=12`.",
        ),
    ),
)

STORY_MEMBERS = Table(
    "story_members",
    "Which story and which copy group an article belongs to.",
    ("article_id",),
    (
        ARTICLE_ID,
        RUN_ID,
        Column("story_id", pl.String, "The story; an article alone in its story has one too."),
        Column("copy_group", pl.String, "Articles with one `copy_group` repeat one text."),
        Column("is_original", pl.Boolean, "The earliest article of its copy group."),
        Column("copies", pl.Int32, "Other articles in the copy group.", "count"),
        Column("story_articles", pl.Int32, "Articles in the story, this one included.", "count"),
        Column("independent_reports", pl.Int32, "Copy groups in the story, this one included.", "count"),
        Column(
            "independent_origins",
            pl.Int32,
            "Distinct origins behind the best corroborated claim of this article, copies and relays folded.",
            "count",
        ),
        Column("conflicts", pl.Int32, "Conflicts of the story in which this article gives one of the values.", "count"),
    ),
)

STORIES = Table(
    "stories",
    "Articles about one event.",
    ("story_id",),
    (
        Column("story_id", pl.String, "The id of the story's earliest article."),
        RUN_ID,
        Column("articles", pl.List(pl.String), "Ids of its articles, earliest first."),
        Column("copies", pl.List(pl.List(pl.String)), "Groups of two or more articles that repeat one text."),
        Column("independent_origins", pl.Int32, "Distinct origins in the story, copies and relays folded.", "count"),
        Column(
            "claims",
            pl.List(
                pl.Struct(
                    {
                        "content": pl.String,
                        "origins": pl.List(pl.String),
                        "articles": pl.List(pl.String),
                        "independent_origins": pl.Int32,
                    }
                )
            ),
            "Claims that two or more articles of the story make.",
        ),
        Column(
            "conflicts",
            pl.List(
                pl.Struct(
                    {
                        "kind": pl.String,
                        "what": pl.String,
                        "values": pl.List(pl.Struct({"article_id": pl.String, "value": pl.String})),
                    }
                )
            ),
            "Things for which two articles of the story give different values.",
        ),
    ),
)

WORD, SENSE = "word:", "sense:"
"""How names of columns begin that say which words an article uses; they go from features to scores unstored."""

FEATURES = Table(
    "features",
    "One row of numbers per article. The feature columns are declared in `reliability/features/`.",
    ("article_id",),
    (ARTICLE_ID, RUN_ID),
    open=True,
)

FLAGS = Table(
    "flags",
    "One thing about an article that an editor should look at.",
    ("article_id", "code"),
    (
        ARTICLE_ID,
        RUN_ID,
        Column("code", pl.String, "Permanent code of the expectation that failed."),
        Column("severity", pl.String, f"{', '.join(SEVERITIES)}."),
        Column("message", pl.String, "What was seen and what to look at."),
        Column("spans", SPANS, "Where in the text; empty where the flag concerns the whole article.", "characters"),
        Column("observed", pl.String, "The value that failed."),
    ),
)

SCORES = Table(
    "scores",
    "The article's own score, from its own evidence.",
    ("article_id",),
    (
        ARTICLE_ID,
        RUN_ID,
        Column("score", pl.Float64, "Share of articles like this one whose publishers raters find reliable.", "0..1"),
        Column("low", pl.Float64, "Lower end of the 90 % interval.", "0..1"),
        Column("high", pl.Float64, "Upper end of the 90 % interval.", "0..1"),
        Column("abstained", pl.String, f"Reason for no score: {', '.join(abstentions.ARTICLES)}."),
        Column(
            "information_credibility",
            pl.Int32,
            "Admiralty 1 (confirmed) to 5 (improbable); 6 unjudged.",
            "1..6",
        ),
        Column("claims", pl.Int32, "Claims in the article.", "count"),
        Column("second_hand", pl.Int32, "Claims that reached the article through others.", "count"),
        Column("model", pl.String, "Id of the model."),
    ),
)

CONTRIBUTIONS = Table(
    "contributions",
    "Why the score is what it is: a base row, then one row per feature; `points` add up to the score's log-odds.",
    ("article_id", "feature"),
    (
        ARTICLE_ID,
        RUN_ID,
        Column("feature", pl.String, "Name of the feature, or `base`."),
        Column("group", pl.String, "Theme of the feature, or `base`."),
        Column("value", pl.Float64, "The article's value; null for the base.", "the feature's"),
        Column("points", pl.Float64, "Share of ln(score / (1 - score)).", "log-odds"),
    ),
)

REASONS = Table(
    "reasons",
    "What `explain` makes of contributions: the base, then one row per reason, the strongest first. Not stored.",
    ("article_id", "reason"),
    (
        ARTICLE_ID,
        Column("reason", pl.String, "Name of the reason, or `base`."),
        Column("side", pl.String, "`for` or `against` for the three strongest of each; null for the rest."),
        Column("points", pl.Float64, "Sum of its contributions' points.", "log-odds"),
        Column("score_points", pl.Float64, "Its part of the score: all rows add up to it.", "0..1"),
        Column("text", pl.String, "What was seen, in words."),
        Column("features", pl.List(pl.String), "The contributions that it folds."),
        Column("spans", SPANS, "What it points at, the most telling first.", "characters"),
        Column("sentences", SPANS, "The sentences around `spans`.", "characters"),
        Column("hint", pl.String, "What the author could do about it; null where nothing helps."),
        Column("hint_score", pl.Float64, "The score that the article would then have.", "0..1"),
    ),
)

SOURCES = Table(
    "sources",
    "A publisher, over its articles, or an outlet that articles cite.",
    ("source", "role"),
    (
        Column("source", pl.String, "Registrable domain, or the name where no domain is known."),
        Column("role", pl.String, "`publisher` or `cited`."),
        RUN_ID,
        Column("score", pl.Float64, "Rating that its evidence predicts, shrunk to the mean of all sources.", "0..1"),
        Column("low", pl.Float64, "Lower end of the 90 % interval.", "0..1"),
        Column("high", pl.Float64, "Upper end of the 90 % interval.", "0..1"),
        Column("abstained", pl.String, f"Reason for no score: {', '.join(abstentions.SOURCES)}."),
        Column("source_reliability", pl.String, "Admiralty A (reliable) to E (unreliable); F unjudged.", "A..F"),
        Column("articles", pl.Int64, "Articles published, or articles that cite it.", "count"),
        Column("claims", pl.Int64, "Claims in its articles, or claims that came through it.", "count"),
        Column("second_hand", pl.Int64, "Those that are second-hand.", "count"),
        Column("model", pl.String, "Id of the model."),
    ),
)

SOURCE_EVIDENCE = Table(
    "source_evidence",
    "What a source's score is made of. Weights add up to 1; the `start` and all points add up to its score.",
    ("source", "role", "part", "origin"),
    (
        Column("source", pl.String, "The source."),
        Column("role", pl.String, "`publisher` or `cited`."),
        RUN_ID,
        Column("part", pl.String, f"Kind of evidence: {', '.join(EVIDENCE_PARTS)}."),
        Column("origin", pl.String, "Whose: the model, the name of the rating list, or `reviewers`."),
        Column("n", pl.Int64, "Articles or decisions; for a list 1, for the start null.", "count"),
        Column("value", pl.Float64, "What was seen: mean score, rating, or share of approval.", "0..1"),
        Column("score", pl.Float64, "What this part alone would give; null where the source is not judged.", "0..1"),
        Column("low", pl.Float64, "Lower end of its 90 % interval.", "0..1"),
        Column("high", pl.Float64, "Upper end of its 90 % interval.", "0..1"),
        Column("weight", pl.Float64, "Its share in the source's score.", "0..1"),
        Column("points", pl.Float64, "By how much it moves the score from the start.", "score"),
    ),
)

SOURCE_RATINGS = Table(
    "source_ratings",
    "What an imported rating list says of a domain.",
    ("list", "domain"),
    (
        Column("list", pl.String, "Name of the list."),
        Column("domain", pl.String, "Registrable domain."),
        Column("rating", pl.Float64, "Its rating, from worst 0 to best 1.", "0..1"),
        Column("error", pl.Float64, "Standard error with which the list measures the rating.", "0..1"),
        Column("imported_at", TIME, "When.", "UTC"),
    ),
)

DECISIONS = Table(
    "decisions",
    "A reviewer's verdict. Append-only: undoing one adds another.",
    ("decision_id",),
    (
        Column("decision_id", pl.String, "Unique id."),
        ARTICLE_ID,
        Column("verdict", pl.String, "`approved`, `needs_sources`, `rejected`, `escalated` or `reopened`."),
        Column("reason", pl.String, "Why, in the reviewer's words."),
        Column("reviewer", pl.String, "Who decided."),
        Column("decided_at", TIME, "When.", "UTC"),
        Column("model", pl.String, "Id of the model whose score the reviewer saw."),
        Column("score", pl.Float64, "The score that the reviewer saw.", "0..1"),
    ),
)

TABLES = (
    RUNS,
    ARTICLES,
    REJECTS,
    CLAIMS,
    SIGNATURES,
    STORY_MEMBERS,
    STORIES,
    FEATURES,
    FLAGS,
    SCORES,
    CONTRIBUTIONS,
    SOURCES,
    SOURCE_EVIDENCE,
    SOURCE_RATINGS,
    DECISIONS,
)
