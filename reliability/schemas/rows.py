"""What commands print as rows: `--format jsonl`."""

from __future__ import annotations

import polars as pl

from reliability import records
from reliability.quality.fields import Schema, maybe, number, record, share, text
from reliability.records import Column
from reliability.review.histories import HISTORY
from reliability.schemas.columns import listed, of, of_table, pick, row
from reliability.schemas.output import Output

_FLAGS = listed(
    "Its flags, the worst first.",
    pick(records.FLAGS, "code", "severity", "message", "spans"),
    certain=("code", "severity", "message"),
)
_CONTRIBUTIONS = listed(
    "Why the score is what it is: the base, then one row per feature, the largest first.",
    pick(records.CONTRIBUTIONS, "feature", "group", "value", "points"),
    certain=("feature", "group", "points"),
)
HEAD: list[Column] = [
    *pick(records.ARTICLES, "article_id", "url", "publisher", "title"),
    *pick(records.SCORES, "score", "low", "high", "abstained"),
    *pick(records.SOURCES, "source_reliability"),
    *pick(records.SCORES, "information_credibility", "claims", "second_hand"),
]
"""What every result of an article begins with."""

SURE = ("article_id", "source_reliability", "information_credibility")
_MODEL = of(*pick(records.SCORES, "model"))
_RESULT = {"flags": _FLAGS, "contributions": _CONTRIBUTIONS, "model": _MODEL}
_COMBINED = maybe(
    record(
        "With --with-source-prior: the article's score and its publisher's as one; null where there is no score.",
        score=share("The combined score."),
        low=share("Lower end of its 90 % interval."),
        high=share("Upper end of its 90 % interval."),
        article_weight=share("Weight of the article's own score."),
        source_weight=share("Weight of the publisher's."),
    )
)


def _score() -> Schema:
    schema = row("An article with its score, grade, flags and reasons.", HEAD, certain=SURE, **_RESULT)
    return {**schema, "properties": {**schema["properties"], "combined": _COMBINED}}


def _queue() -> Schema:
    columns = [
        Column("need", pl.Float64, "Its need for a human.", "0..1"),
        Column("reason", pl.String, "Why it stands here, in words."),
        Column("state", pl.String, f"Where it stands: {', '.join(records.STATES)}."),
        Column("holder", pl.String, "Who has taken it."),
        Column("until", records.TIME, "Until when.", "UTC"),
        *pick(records.ARTICLES, "published_at"),
        *pick(records.STORY_MEMBERS, "story_id"),
    ]
    beside = {column.name: of(column, certain=column.name in ("need", "reason", "state")) for column in columns}
    help_ = "An article of the review queue as a line of `score`, with its need for a human."
    return row(help_, HEAD, certain=SURE, **_RESULT, **beside)


_HISTORY = {
    "at": "When.",
    "event": "A verdict, `undone`, `taken`, `extended`, `taken_over`, `released` or `reply`.",
    "who": "Who.",
    "reason": "Why; of a reply its text.",
    "score": "The score that a decision saw.",
    "revision": "The revision that a decision saw.",
    "until": "Until when the article was taken.",
    "url": "Where a reply was published.",
    "claims": "Verdicts on claims that were given with a decision.",
    "undone": "Whether the decision was taken back.",
    "event_id": "Unique id.",
    "undoes": "The decision that this one takes back.",
}
_CIRCULAR = [
    Column("kind", pl.String, "`circle`: outlets lead back to each other; `diamond`: all lead to one doubtful root."),
    Column("claim", pl.String, "What is said."),
    Column("root", pl.String, "To whom a diamond leads."),
    Column(
        "path",
        records.STORIES.schema["circular"].inner.fields[-1].dtype,  # type: ignore[attr-defined]
        "Who cites whom, in order of time.",
    ),
]
_PAIRS = [
    Column("outlet", pl.String, "Who publishes."),
    Column("cites", pl.String, "Whom it cites."),
    Column("claims", pl.UInt32, "Claims that it has from there.", "count"),
    Column("articles", pl.UInt32, "Articles with such a claim.", "count"),
    Column("back", pl.UInt32, "Claims the other way round.", "count"),
    Column("first", records.TIME, "Earliest date line of these articles.", "UTC"),
    Column("last", records.TIME, "Latest one.", "UTC"),
]
_TRUST = [
    Column("source", pl.String, "The source."),
    Column("trust", pl.Float64, "How far it is right.", "0..1"),
    Column("claims", pl.Int64, "Objects that it speaks of.", "count"),
    Column("agreed", pl.Int64, "How many of its values are the ones held true.", "count"),
    Column("dependence", pl.Float64, "How likely it copies or is copied; null by methods that cannot tell.", "0..1"),
    Column("shares_errors_with", pl.String, "From which source it is least independent, if from any."),
]
_LISTS = [
    *pick(records.SOURCE_RATINGS, "list"),
    Column("domains", pl.Int64, "Domains that it rates.", "count"),
    Column("here", pl.Int64, "How many of them are sources here.", "count"),
    *pick(records.SOURCE_RATINGS, "error", "imported_at"),
]
_MODELS = [
    Column("id", pl.String, "As results carry it."),
    Column("kind", pl.String, "`scores` or `claims`."),
    Column("date", pl.String, "The date in its name."),
    Column("articles", pl.Int64, "Articles that it learned from.", "count"),
    Column("sources", pl.Int64, "Publishers of these.", "count"),
    Column("spearman", pl.Float64, "Rank correlation with the ratings of publishers that were held out."),
    Column("auc", pl.Float64, "AUC of their worst 30 %.", "0..1"),
    Column("mae", pl.Float64, "Mean absolute error of their scores.", "0..1"),
    Column("folder", pl.String, "Where it lies."),
    Column("in_use", pl.Boolean, "Whether the settings name it."),
    Column("problem", pl.String, "Why it cannot be used; null where nothing is seen."),
]


def _sources() -> Schema:
    checked = (
        Column("values_checked", pl.Int64, "Values of which independent reports give one too.", "count"),
        Column("values_agreed", pl.Int64, "Those of them that agree.", "count"),
    )
    confirmed = (Column("confirmed", pl.Boolean, "The other side of a relation declares it too."),)
    parts = [column for column in records.SOURCE_EVIDENCE.columns if column.name not in ("source", "role", "run_id")]
    return of_table(
        records.SOURCES,
        without=("model",),
        **{column.name: of(column, certain=True) for column in checked},
        parts=listed("What its score is made of.", parts, certain=("part", "origin")),
        declared=listed(
            "What a publisher declares of itself (`sources enrich`). Not checked, and no part of its score.",
            [*pick(records.DECLARATIONS, "kind", "value", "found_in", "url", "seen_at"), *confirmed],
            certain=("kind", "value", "found_in", "seen_at", "confirmed"),
        ),
    )


def _truth() -> Schema:
    either: Schema = {"type": ["string", "number", "null"], "description": "The value: a number with --kind number."}
    return record(
        "An object, and what is held true of it.",
        object=text("What the claims are about."),
        value=either,
        confidence=maybe(share("How likely that is right.")),
        sources={"type": "integer", "minimum": 0, "description": "How many sources claim it."},
        claims={"type": "integer", "minimum": 0, "description": "How many sources speak of the object."},
        alternatives={
            "type": "array",
            "description": "Other values, the likeliest first.",
            "items": record(
                "", value=either, confidence=share("How likely."), sources=number("How many sources claim it.")
            ),
        },
        abstained=maybe(text("Why there is no value.")),
    )


def _webhooks() -> Schema:
    counts = {name: f"Messages that are {words}." for name, words in _FARED.items()}
    columns = [Column(name, pl.Int64, words, "count") for name, words in counts.items()]
    more = {column.name: of(column, certain=True) for column in columns}
    return of_table(records.WEBHOOKS, without=("secret",), **more)


_FARED = {"delivered": "delivered", "pending": "waiting", "given_up": "given up"}

OUTPUTS = (
    Output("score", ("score INPUT --format jsonl", "rescore --format jsonl"), _score()),
    Output("claims", ("claims INPUT --format jsonl",), of_table(records.CLAIMS, unknown=("origin",))),
    Output("sources", ("sources list --format jsonl", "sources list NAME --format jsonl"), _sources()),
    Output(
        "rating-lists",
        ("sources ratings --format jsonl",),
        row("An imported rating list.", _LISTS, certain=[column.name for column in _LISTS]),
    ),
    Output("stories", ("stories --format jsonl",), of_table(records.STORIES, unknown=("independent_origins",))),
    Output(
        "circular",
        ("circular --format jsonl",),
        row("A claim that only seems confirmed.", _CIRCULAR, certain=("kind", "path")),
    ),
    Output(
        "citations",
        ("circular --pairs --format jsonl",),
        row("How often an outlet cites another.", _PAIRS, certain=("outlet", "cites", "claims", "articles", "back")),
    ),
    Output("trace", ("trace WORDS --format jsonl",), of_table(records.TRACE)),
    Output("truth", ("truth CLAIMS --format jsonl",), _truth()),
    Output(
        "trust",
        ("truth CLAIMS --trust FILE",),
        row("A source, and how far it can be trusted.", _TRUST, certain=("source", "claims", "agreed")),
    ),
    Output("queue", ("review queue --format jsonl",), _queue()),
    Output(
        "history",
        ("review history ARTICLE --format jsonl",),
        row(
            "Something that happened to an article at the desk.",
            [Column(name, dtype, _HISTORY[name]) for name, dtype in HISTORY.items()],
            certain=("at", "event", "who", "undone", "event_id"),
        ),
    ),
    Output(
        "users",
        ("users list --format jsonl",),
        of_table(
            records.USERS,
            without=("password_hash",),
            seen_at=of(Column("seen_at", records.TIME, "When the user was last here; null where signed out.", "UTC")),
        ),
    ),
    Output(
        "users-log",
        ("users log --format jsonl",),
        of_table(records.AUDIT_LOG, without=("event_id",)),
    ),
    Output("tokens", ("tokens list --format jsonl",), of_table(records.API_TOKENS, without=("token_hash",))),
    Output("webhooks", ("webhooks list --format jsonl",), _webhooks()),
    Output("deliveries", ("webhooks deliveries --format jsonl",), of_table(records.DELIVERIES, without=("body",))),
    Output(
        "models",
        ("models list --format jsonl",),
        row("A model at hand.", _MODELS, certain=("id", "kind", "folder", "in_use")),
    ),
)
"""Outputs that are rows."""
