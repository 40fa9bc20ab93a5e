"""Models of what the API answers, made of the records."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, create_model

from reliability import records
from reliability.records import Column
from reliability.review import Standing
from reliability.review.histories import HISTORY as EVENT_COLUMNS
from reliability.review_weights import DEFAULTS
from reliability.web.api import _rows as rows
from reliability.web.api._kinds import ArticleState


def listed(name: str, field: str, row: Any) -> Any:
    """The model of a list that comes whole."""
    return create_model(name, __doc__="A list.", **{field: (rows.many(row), Field(description="The rows, in order."))})  # type: ignore[call-overload]


FLAG = rows.model(
    "RaisedFlag",
    "What an editor should look at.",
    rows.pick(records.FLAGS, "code", "severity", "message", "spans"),
    certain=("code", "severity", "message"),
)
CONTRIBUTION = rows.model(
    "Contribution",
    records.CONTRIBUTIONS.help,
    rows.pick(records.CONTRIBUTIONS, "feature", "group", "value", "points"),
    certain=("feature", "group", "points"),
)
RESULT = rows.model(
    "Result",
    "An article as a line of `reliability score`.",
    [
        *rows.pick(records.ARTICLES, "article_id", "url", "publisher", "title"),
        *rows.pick(records.SCORES, "score", "low", "high", "abstained"),
        *rows.pick(records.SOURCES, "source_reliability"),
        *rows.pick(records.SCORES, "information_credibility", "claims", "second_hand", "model"),
    ],
    certain=("article_id", "source_reliability", "information_credibility"),
    flags=(rows.many(FLAG), "Its flags, the worst first."),
    contributions=(rows.many(CONTRIBUTION), "The base, then one row per feature."),
)
FLAG_ROW = rows.of_table("Flag", records.FLAGS, without=())
DECISION = rows.of_table("Decision", records.DECISIONS, without=(), undone=(bool, "Whether it was taken back."))
_VERDICT = rows.of_table("ClaimVerdict", records.CLAIM_VERDICTS, without=("article_id", "decision_id"))
_DECIDED = rows.of_table(
    "DecisionWithClaims",
    records.DECISIONS,
    without=(),
    undone=(bool, "Whether it was taken back."),
    claims=(rows.many(_VERDICT), "Verdicts on claims that were given with it."),
)
_REVISION = rows.model(
    "Revision",
    records.ARTICLES.help,
    [column for column in records.ARTICLES.columns if column not in records.PREVIOUS and column.name != "text"],
    certain=("article_id", "revision"),
)
_EVENT = rows.model(
    "Event",
    "Something that happened to an article at the desk.",
    [Column(name, dtype, "") for name, dtype in EVENT_COLUMNS.items()],
    certain=("at", "event", "undone"),
)

CLAIMS_OF = listed("ClaimsOfArticle", "claims", rows.of_table("Claim", records.CLAIMS))
FLAGS_OF = listed("FlagsOfArticle", "flags", rows.of_table("FlagOfArticle", records.FLAGS))
CONTRIBUTIONS_OF = listed("ContributionsOfArticle", "contributions", CONTRIBUTION)
DECISIONS_OF = listed("DecisionsOfArticle", "decisions", _DECIDED)
WHOLE = rows.model(
    "Article",
    "An article with its text and its result.",
    [column for column in records.ARTICLES.columns if column.name != "run_id"],
    certain=("article_id", "revision"),
    result=(RESULT, "As in a line of `reliability score`."),
    story_id=(str | None, "The story that it belongs to."),
    state=(ArticleState, "Where it stands."),
)
HISTORY_OF: Any = create_model(
    "History",
    __doc__="What became of an article.",
    revisions=(rows.many(_REVISION), Field(description="Its revisions, the latest first.")),
    events=(rows.many(_EVENT), Field(description="What happened to it at the desk, the earliest first.")),
)


def _dtype(annotation: str) -> Any:
    """The column type of a field of `Standing`."""
    words = {"str": pl.String, "int": pl.Int32, "float": pl.Float64, "bool": pl.Boolean, "datetime": records.TIME}
    return words[annotation.removesuffix(" | None")]


STANDING = rows.model(
    "Standing",
    "Where an article stands at the desk.",
    [Column(field.name, _dtype(str(field.type)), "") for field in fields(Standing) if field.name != "last_at"],
    certain=[field.name for field in fields(Standing) if "None" not in str(field.type)],
    last_at=(datetime | None, "When something last happened to it."),
)
QUEUED = rows.model(
    "Queued",
    "An article of the queue, with its need for a human and what makes it.",
    [
        *rows.pick(records.ARTICLES, "article_id", "title", "publisher"),
        Column("source", pl.String, "Domain of its publisher, or its name where none is known."),
        *rows.pick(records.ARTICLES, "published_at"),
        *rows.pick(records.SCORES, "score", "low", "high", "abstained"),
        *(
            Column(f"source_{name}", pl.Float64, f"The same of its publisher: {name}.", "0..1")
            for name in ("score", "low", "high")
        ),
        *rows.pick(records.STORY_MEMBERS, "story_id"),
        Column("copied_by", pl.Int32, "Other outlets that repeat its text.", "count"),
        Column("told_by", pl.Int32, "Other outlets that tell its story.", "count"),
        Column("volume", pl.Int32, "Articles of its source.", "count"),
        Column("codes", pl.List(pl.String), "Codes of its flags."),
        *(Column(name, pl.Int32, f"Flags of severity {name}.", "count") for name in records.SEVERITIES),
        *rows.pick(records.DECISIONS, "verdict"),
        Column("decided_by", pl.String, "Whose verdict that is."),
        *rows.pick(records.DECISIONS, "decided_at"),
        Column("outdated", pl.Boolean, "The words of the article have changed since."),
        Column("disputed", pl.Boolean, "As many reviewers or more hold otherwise."),
        Column("holder", pl.String, "Who has taken it."),
        Column("until", records.TIME, "Until when.", "UTC"),
        *(Column(part, pl.Float64, "A part of its need.", "0..1") for part in DEFAULTS),
        Column("need", pl.Float64, "Its need for a human.", "0..1"),
        Column("reason", pl.String, "Why it stands here, in words."),
    ],
    certain=("article_id", "need", "reason"),
    state=(ArticleState, "Where it stands."),
)


class Features(BaseModel):
    """The features of an article by name; empty where it was not scored."""

    model_config = ConfigDict(title="FeaturesOfArticle")

    features: dict[str, float | None] = Field(description="See docs/features.md for what each means.")


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = Field(description="Permanent address of the kind of problem.")
    status: int = Field(description="HTTP status.")
    title: str = Field(description="What happened.")
    detail: str = Field(description="What happened here, and what to do.")
    errors: list[dict[str, str]] = Field(
        default=[], description="What exactly is wrong: `detail`, and `pointer` into the body, `parameter` or `header`."
    )
