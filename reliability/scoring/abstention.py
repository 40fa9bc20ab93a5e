"""When an article gets no score at all: a made-up middle would look like a judgement. Each reason is one rule."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reliability.abstentions import meaning

FEWEST_WORDS = 80
"""Shorter texts hold too few claims and sentences for their shares to mean anything."""

BEYOND = "out_of_distribution"
"""The reason for what no rule over features tells: too far from training, see `novelty`."""

NEEDED = ("words", "english_share")
"""Features without which nothing can be judged; a rule over others that a frame lacks does not apply."""


FREE_PART = "The publisher marks the article as not free to read: this is likely only the part before its barrier."
BARRIER, SHORTENED = "behind_barrier", ("too_short", "boilerplate", "not_an_article")


def _known(name: str) -> pl.Expr:
    return pl.col(name).fill_nan(None)


WORDS, ENGLISH = _known("words").fill_null(0), _known("english_share").fill_null(0)
FOREIGN, PROSE, ITEMS = _known("foreign_share"), _known("prose_share"), _known("item_share")
TURNS = _known("turns_per_1000")


@dataclass(frozen=True)
class Rule:
    """One reason for no score.

    Args:
        code: of abstentions.ARTICLES.
        kind: what the text is, short.
        applies: over a FEATURES frame; null does not apply.
        says: the reason for a person, with the article's features as fields.
    """

    code: str
    kind: str
    applies: pl.Expr
    says: str


RULES = (
    Rule(
        "not_an_article",
        "error page",
        _known("error_phrases") * 40 > WORDS,
        "This is an error page: it has {error_phrases:.0f} phrases such as 'page not found' in {words:.0f} words.",
    ),
    Rule(
        "not_english",
        "not english",
        FOREIGN > 1 / 3,
        "The text is not English: {foreign_share:.0%} of it stands in paragraphs of another language.",
    ),
    Rule(
        "too_short",
        "too short",
        WORDS < FEWEST_WORDS,
        f"The text has {{words:.0f}} words; below {FEWEST_WORDS} there is too little to judge.",
    ),
    Rule(
        "boilerplate",
        "boilerplate",
        _known("furniture_share") >= 0.5,
        "This is mostly page furniture: {furniture_share:.0%} of its words are sign-ups, consent or legal notices.",
    ),
    Rule(
        "not_an_article",
        "table",
        _known("numbers_per_1000") > 350,
        "This is a table: it has {numbers_per_1000:.0f} figures for every 1,000 words.",
    ),
    Rule(
        "not_an_article",
        "list",
        ITEMS >= 0.5,
        "This is a list: {item_share:.0%} of its words are short lines with a bullet, a number, a time or a quantity.",
    ),
    Rule(
        "not_an_article",
        "transcript",
        (TURNS >= 5) & (TURNS * WORDS >= 5 * 1000) & (_known("turns_reach") >= 0.7),
        "This is a transcript: {turns_reach:.0%} of it lies between turns of speakers named before a colon.",
    ),
    # A list of names has few function words too, but none of another language.
    Rule(
        "not_english",
        "not english",
        (ENGLISH < 0.12) | ((ENGLISH < 0.2) & (FOREIGN.fill_null(1) > 0.1)),
        "The text is not English: {english_share:.0%} of its words are common English ones, usual are 30 to 55%.",
    ),
    Rule(
        "not_an_article",
        "page of links",
        PROSE < 0.5,
        "This is a page of links, headings or the like: {prose_share:.0%} of its words stand in sentences.",
    ),
)
"""In the order in which they are tried: the first that applies is the reason."""


def abstained(features: pl.DataFrame) -> pl.Series:
    """The code of the first rule that applies to each row of a FEATURES frame, or null."""
    codes = (pl.when(rule.applies).then(pl.lit(rule.code)) for rule in RULES)
    return _complete(features).select(abstained=pl.coalesce(*codes))["abstained"]


def reason(code: str, features: pl.DataFrame) -> str:
    """Why an article has no score, as a sentence; with its numbers, where a rule over features decided it.

    Args:
        code: the article's `abstained`.
        features: its row of FEATURES.
    """
    row = _complete(features)
    for rule in RULES if features.height else ():
        if rule.code == code and row.select(rule.applies).item():
            said = rule.says.format(**row.row(0, named=True)).replace("%", " %")
            return f"{said} {FREE_PART}" if rule.code in SHORTENED and row[BARRIER].item() else said
    return meaning(code)


def _complete(features: pl.DataFrame) -> pl.DataFrame:
    """The columns that rules look at, null where the frame lacks them: such a rule does not apply."""
    names = sorted({BARRIER, *(name for rule in RULES for name in rule.applies.meta.root_names())})
    known = [pl.col(name) if name in features.columns else pl.lit(None).alias(name) for name in names]
    return features.with_columns(known).select(pl.col(names).cast(pl.Float64))
