"""What is known of sources."""

from __future__ import annotations

import polars as pl

from reliability import abstentions
from reliability.records.table import RUN_ID, TIME, Column, Table
from reliability.records.vocabulary import EVIDENCE_PARTS

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

SOURCE_CHECKS = Table(
    "source_checks",
    "How often the values that a publisher gives agree with those of independent reports. No part of its score.",
    ("source",),
    (
        Column("source", pl.String, "The publisher: its domain, or its name where no domain is known."),
        RUN_ID,
        Column("checked", pl.Int64, "Things of which it and two or more independent reports give a value.", "count"),
        Column("agreed", pl.Int64, "Those of which it gives the value that these give.", "count"),
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
