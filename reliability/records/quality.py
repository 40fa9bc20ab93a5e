"""What is known of the data of a run: measures, one row per subject, and the findings that expectations make of them.

The five tables of MEASURES are not stored as they are: a run's rows become rows of QUALITY_MEASURES, its history.
"""

from __future__ import annotations

import polars as pl

from reliability.records.table import RUN_ID, TIME, Column, Table
from reliability.records.vocabulary import SEVERITIES

TABLE_MEASURES = Table(
    "table_measures",
    "How whole a table is for the articles of a run.",
    ("table",),
    (
        Column("table", pl.String, "The table."),
        Column("rows", pl.Int64, "Rows of the run's articles.", "count"),
        Column("repeated_keys", pl.Int64, "Rows whose key another row of the run's articles has.", "count"),
        Column("orphans", pl.Int64, "Rows that this run wrote for an article or story that is not there.", "count"),
        Column("lacking", pl.Int64, "Articles of the run without a row here; null where none is needed.", "count"),
    ),
)

FEATURE_MEASURES = Table(
    "feature_measures",
    "How a feature is spread over the articles of a run.",
    ("feature",),
    (
        Column("feature", pl.String, "The feature."),
        Column("articles", pl.Int64, "Articles with a row of features.", "count"),
        Column("null_share", pl.Float64, "Share of them in which it could not be judged.", "0..1"),
        Column("least", pl.Float64, "Its smallest value.", "the feature's"),
        Column("most", pl.Float64, "Its largest value.", "the feature's"),
        Column("outside", pl.Int64, "Values outside its declared range, or not finite.", "count"),
        Column("psi", pl.Float64, "Population stability index against the last run; null where there is none."),
        Column("psi_beyond", pl.Float64, "By how much that is more than chance makes of so many articles."),
        Column(
            "expected", pl.Int64, "1 where it has values unless something broke: it is scored or the last run had some."
        ),
    ),
)

SOURCE_MEASURES = Table(
    "source_measures",
    "How a publisher delivers, over all its articles.",
    ("source",),
    (
        Column("source", pl.String, "Registrable domain, or the name where no domain is known."),
        Column("articles", pl.Int64, "Its articles, of all runs.", "count"),
        Column("newest", TIME, "Date line of its newest article, dates to come left out.", "UTC"),
        Column("silent_hours", pl.Float64, "Time from there to the run.", "hours"),
        Column("usual_gap_hours", pl.Float64, "95th percentile of the gaps between its articles.", "hours"),
        Column("silence", pl.Float64, "`silent_hours` by `usual_gap_hours`; null below 10 dated articles.", "ratio"),
        Column("second_hand_share", pl.Float64, "Share of its claims that are second-hand; null without any.", "0..1"),
        Column("flagged_share", pl.Float64, "Share of its articles with a flag.", "0..1"),
    ),
)

_SHARES = (
    ("critical_share", "with a critical flag"),
    ("warning_share", "with a warning"),
    ("info_share", "with a flag for information"),
    ("flagged_share", "with any flag"),
)

THEME_MEASURES = Table(
    "theme_measures",
    "How many articles of a run the expectations of one suite flag.",
    ("theme",),
    (
        Column("theme", pl.String, "Name of the suite."),
        Column("articles", pl.Int64, "Articles of the run.", "count"),
        *(Column(name, pl.Float64, f"Share of them {words} of this suite.", "0..1") for name, words in _SHARES),
        *(
            Column(f"last_{name}", pl.Float64, f"The same {words} in the last run; null where there is none.", "0..1")
            for name, words in _SHARES
        ),
        Column("flagged_rise", pl.Float64, "`flagged_share` less that of the last run.", "0..1"),
    ),
)

RUN_MEASURES = Table(
    "run_measures",
    "What a run read, and how it differs from the last one.",
    ("run_id",),
    (
        RUN_ID,
        Column("articles", pl.Int64, "Articles of the run.", "count"),
        Column("rejected_share", pl.Float64, "Share of the records read that were set aside.", "0..1"),
        Column("repeated_share", pl.Float64, "Share of the articles read that the run had read before.", "0..1"),
        Column("copied_share", pl.Float64, "Share of the articles that repeat the text of an earlier one.", "0..1"),
        Column("abstained_share", pl.Float64, "Share of the scored articles that got no score.", "0..1"),
        Column("impossible", pl.Int64, "Scores outside 0..1 or their own interval.", "count"),
        Column("dated_share", pl.Float64, "Share of the articles with a date line.", "0..1"),
        Column("mean_score", pl.Float64, "Mean score of the articles that got one.", "0..1"),
        Column("flagged_share", pl.Float64, "Share of the articles with a flag.", "0..1"),
        Column("age_hours", pl.Float64, "Age of the newest date line that is not to come.", "hours"),
        Column("last_articles", pl.Int64, "Articles of the last run of the command; null without one.", "count"),
        Column("articles_against_last", pl.Float64, "Articles by those of the last run of the command.", "ratio"),
    ),
)

FINDINGS = Table(
    "findings",
    "One thing about a table, feature, source, theme or run that an engineer should look at.",
    ("run_id", "code", "subject"),
    (
        RUN_ID,
        Column("about", pl.String, "`table`, `feature`, `source`, `theme`, `run`: what the subject is."),
        Column("subject", pl.String, "Its name."),
        Column("code", pl.String, "Permanent code of the expectation that failed."),
        Column("severity", pl.String, f"{', '.join(SEVERITIES)}."),
        Column("message", pl.String, "What was seen and what to look at."),
        Column("observed", pl.String, "The value that failed."),
    ),
)

QUALITY_MEASURES = Table(
    "quality_measures",
    "What was measured in each run, one value a row: the history that trends are drawn from.",
    ("run_id", "about", "subject", "measure"),
    (
        RUN_ID,
        Column("about", pl.String, "`table`, `feature`, `source`, `theme`, `run`, `code` or `silence`."),
        Column("subject", pl.String, "Name of the table, feature, source, suite, run or code."),
        Column("measure", pl.String, "Name of the measure, as its table calls it."),
        Column("value", pl.Float64, "Its value.", "the measure's"),
    ),
)

MEASURES = (TABLE_MEASURES, FEATURE_MEASURES, SOURCE_MEASURES, THEME_MEASURES, RUN_MEASURES)
