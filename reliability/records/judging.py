"""What is made of an article: features, flags, scores and their reasons."""

from __future__ import annotations

import polars as pl

from reliability import abstentions
from reliability.records.table import ARTICLE_ID, RUN_ID, SPANS, Column, Table
from reliability.records.vocabulary import SEVERITIES

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
        Column("told", pl.String, "The run that last told the story from which the score was computed."),
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
        Column("score_points", pl.Float64, "Its part of the score: all rows add up to it.", "score"),
        Column("text", pl.String, "What was seen, in words."),
        Column("features", pl.List(pl.String), "The contributions that it folds."),
        Column("spans", SPANS, "What it points at, the most telling first.", "characters"),
        Column("sentences", SPANS, "The sentences around `spans`.", "characters"),
        Column("hint", pl.String, "What the author could do about it; null where nothing helps."),
        Column("hint_score", pl.Float64, "The score that the article would then have.", "0..1"),
    ),
)
