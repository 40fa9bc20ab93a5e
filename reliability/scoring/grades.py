"""The two axes of the Admiralty code: every rule stands here once, and grades, docs and evidence come from it.

A to F say how reliable the source is, 1 to 6 how credible the information is. Each axis reads its own evidence and
nothing of the other: a good source may publish a doubtful report, a bad one a confirmed report. F and 6 mean that it
cannot be judged; they are no bad grades.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from reliability.scoring.abstention import abstained

INDEPENDENT = 2
"""From so many origins, copies and relays folded, a claim counts as confirmed; two are what the word asks for."""

MOSTLY = 0.5

Evidence = Mapping[str, pl.Expr]


@dataclass(frozen=True)
class Rule:
    """One grade: its sign, its name in the code, when it is given in words, and the same as an expression."""

    grade: str
    meaning: str
    words: str
    holds: Callable[[Evidence], pl.Expr]


def _score_from(score: float) -> Callable[[Evidence], pl.Expr]:
    return lambda found: found["score"] >= score


SOURCE_RULES = (
    Rule(
        "F",
        "cannot be judged",
        "There is too little evidence for a score, or the outlet is only cited and in no rating list.",
        lambda found: found["score"].is_null(),
    ),
    Rule(
        "A",
        "reliable",
        "Score 80 or more, and the whole 90 % interval at 50 or above.",
        lambda found: (found["score"] >= 0.8) & (found["low"] >= 0.5),
    ),
    Rule("B", "usually reliable", "Score 65 or more, and not A.", _score_from(0.65)),
    Rule("C", "fairly reliable", "Score 50 to 65.", _score_from(0.5)),
    Rule("D", "not usually reliable", "Score 35 to 50.", _score_from(0.35)),
    Rule("E", "unreliable", "Score below 35.", lambda found: found["score"] < 0.35),
)
"""The first that holds is the grade."""

SOURCE_EVIDENCE = ("score", "low")

INFORMATION_RULES = (
    Rule(
        "6",
        "cannot be judged",
        "The article has no claims, or is no English article: what was found in it are no claims then.",
        lambda found: found["claims"] <= 0,
    ),
    Rule(
        "5",
        "improbable",
        "In conflict with another article of its story, and no named source, or weak sourcing in half of the claims or "
        "more.",
        lambda found: found["conflict"] & ((found["named"] < 1) | found["mostly_weak"]),
    ),
    Rule(
        "1",
        "confirmed by other sources",
        "Two or more independent origins behind its best corroborated claim, no conflict, and sourcing weak in less "
        "than half of the claims.",
        lambda found: ~found["conflict"] & (found["origins"] >= INDEPENDENT) & ~found["mostly_weak"],
    ),
    Rule(
        "2",
        "probably true",
        "Two or more independent origins and no conflict, though sourcing is weak.",
        lambda found: ~found["conflict"] & (found["origins"] >= INDEPENDENT),
    ),
    Rule(
        "3",
        "possibly true",
        "A named source, no conflict, and sourcing weak in less than half of the claims. An article that stands alone "
        "gets no better than this, however well it is sourced.",
        lambda found: ~found["conflict"] & (found["named"] >= 1) & ~found["mostly_weak"],
    ),
    Rule(
        "4",
        "doubtful",
        "Everything else: a conflict between well-sourced accounts, or one account of weak or unnamed sources.",
        lambda found: pl.lit(True),
    ),
)
"""The first that holds is the grade."""

WEAKNESSES = {
    "second_hand_share": "second-hand",
    "anonymous_share": "by unnamed people",
    "unsourced_share": "without a source",
}
"""Shares of the claims that make sourcing weak; the largest counts."""

INFORMATION_EVIDENCE = ("claims", "independent_origins", "conflicts", "named_sources", *WEAKNESSES)


def source_reliability() -> pl.Expr:
    """Grade A to F of a source, over the columns `score` and `low` of a SOURCES frame; see SOURCE_RULES."""
    return _first(SOURCE_RULES, {name: pl.col(name) for name in SOURCE_EVIDENCE})


def information_credibility(columns: Sequence[str]) -> pl.Expr:
    """Grade 1 to 6 of what an article says, over its FEATURES row; see INFORMATION_RULES.

    Args:
        columns: the columns at hand; of these only INFORMATION_EVIDENCE is read, and what is missing counts as 0.
    """
    seen = {name: _value(name, columns) for name in INFORMATION_EVIDENCE}
    found = {
        "claims": seen["claims"],
        "conflict": seen["conflicts"] > 0,
        "origins": seen["independent_origins"],
        "named": seen["named_sources"],
        "mostly_weak": pl.max_horizontal(seen[name] for name in WEAKNESSES) >= MOSTLY,
    }
    return _first(INFORMATION_RULES, found).cast(pl.Int32)


UNREADABLE = ("not_english", "not_an_article", "boilerplate")
"""Of such texts nothing that was found in them can be taken for a claim."""


def information(features: pl.DataFrame) -> pl.Series:
    """Grade 1 to 6 of what each row of a FEATURES frame says; 6 for texts in which claims cannot be read."""
    unreadable = abstained(features).is_in(UNREADABLE).fill_null(False).alias("unreadable")
    read = information_credibility(features.columns)
    found = features.with_columns(unreadable).select(
        grade=pl.when("unreadable").then(pl.lit(6, pl.Int32)).otherwise(read)
    )
    return found["grade"]


def _first(rules: Sequence[Rule], found: Evidence) -> pl.Expr:
    return pl.coalesce(pl.when(rule.holds(found)).then(pl.lit(rule.grade)) for rule in rules)


def _value(name: str, columns: Sequence[str]) -> pl.Expr:
    return pl.col(name).cast(pl.Float64).fill_nan(None).fill_null(0.0) if name in columns else pl.lit(0.0)
