"""How the headline is written, part of the theme language."""

from __future__ import annotations

from math import inf

import polars as pl

from reliability.features.declaration import Feature, share
from reliability.features.patterns import CAPITALS, count, holds, listed
from reliability.features.tone import FIRST_PERSON, SECOND_PERSON

TITLE_WORDS = pl.col("title_word_list").list.len()
LONG_WORD = r"[A-Za-z]{4,}"


def _title(
    name: str, expression: pl.Expr, unit: str, help: str, high: float = inf, *, words: str | None = None
) -> Feature:
    return Feature(name, expression, unit, help, high=high, title_words=words)


HEADLINE = (
    _title(
        "title_words",
        TITLE_WORDS,
        "words",
        "Words of the headline. Why: very long headlines argue or advertise. "
        "Example: 4 for 'Council votes for bridge'.",
    ),
    _title(
        "title_capitals_share",
        share(count("title", CAPITALS), count("title", LONG_WORD)),
        "share of words of four letters or more",
        "Words of the headline in capitals, of four letters or more. Why: capitals shout. "
        "Example: 0.5 for 'SHOCK vote'; null without such a word.",
        1,
        words=CAPITALS,
    ),
    _title(
        "title_exclamations",
        pl.col("title").str.count_matches("!", literal=True),
        "marks",
        "Exclamation marks in the headline. Why: news does not shout. Example: 1 for 'It is back!'",
    ),
    _title(
        "title_question",
        pl.col("title").str.contains("?", literal=True).cast(pl.Int8),
        "yes or no",
        "1 where the headline asks. Why: a question lets a headline say what the text cannot show. "
        "Example: 1 for 'Did the mayor know?'",
        1,
    ),
    _title(
        "title_loaded",
        count("title_lower", listed("loaded")),
        "words",
        "Sensational or partisan words of the headline. Why: it judges before it tells. "
        "Example: 1 for 'Disgraceful vote in council'.",
        words=f"(?i){listed('loaded')}",
    ),
    _title(
        "title_lures",
        count("title_lower", listed("lures")),
        "phrases",
        "Phrases of the headline that promise instead of telling. Why: they are written for clicks. "
        "Example: 1 for 'You won't believe this vote'.",
        words=f"(?i){listed('lures')}",
    ),
    _title(
        "title_boosters",
        count("title_lower", listed("boosters")),
        "words",
        "Words of certainty or degree in the headline. Why: they sell instead of telling. "
        "Example: 1 for 'Council totally fails'.",
        words=f"(?i){listed('boosters')}",
    ),
    _title(
        "title_person",
        (holds("title_lower", FIRST_PERSON) | holds("title_lower", SECOND_PERSON)).cast(pl.Int8),
        "yes or no",
        "1 where the headline speaks of 'you', 'we' or 'me'. Why: it talks to the reader and tells of no event. "
        "Example: 1 for 'What your mayor hides'.",
        1,
    ),
    _title(
        "title_variety",
        share(pl.col("title_word_list").list.n_unique(), TITLE_WORDS),
        "share of words",
        "Different words of the headline. Why: repeated words hint at keywords for search engines. "
        "Example: 0.5 for 'bridge bridge'; null without a headline.",
        1,
    ),
)
