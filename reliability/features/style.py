"""Sentences, words and figures of the whole text, part of the theme language."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature, per_1000, share
from reliability.features.patterns import CAPITALS, count, listed

WORDS = pl.col("word_count")
LETTERS = pl.col("word_list").list.eval(pl.element().str.len_chars()).list.sum()
LONG_WORDS = pl.col("word_list").list.eval(pl.element().str.len_chars() > 3).list.sum()
SENTENCES = pl.max_horizontal("sentence_count", 1)
VARIETY_WINDOW = 150
NUMBER = r"\b\d[\d,.]*"
SCARE_QUOTES = r"[“\"][a-z][a-z'’-]*(?: [a-z'’-]+){0,2}[”\"]"
NAME = r"[a-z,] [A-Z][a-z]+"


def _text_rate(name: str, column: str, pattern: str, help: str) -> Feature:
    """Occurrences per 1,000 words of the whole text."""
    flag = "(?i)" if column == "lower" else ""
    return Feature(name, per_1000(count(column, pattern), WORDS), "per 1,000 words", help, spans=flag + pattern)


def _reading_ease() -> pl.Expr:
    # A silent e at the end and after a vowel run is no syllable: the usual cheap count, good to a few per cent.
    syllables = pl.max_horizontal(
        count("lower", "[aeiouy]+") - count("lower", r"[a-z]{2}[^aeiouyl]e\b").cast(pl.Int64), WORDS
    )
    ease = 206.835 - 1.015 * WORDS / SENTENCES - 84.6 * syllables / WORDS
    return pl.when(WORDS > 0).then(ease.clip(-100, 121.22))


STYLE = (
    _text_rate(
        "numbers_per_1000",
        "lower",
        NUMBER,
        "Numbers in digits. Why: figures can be checked. Example: 10.0 for 5 of them in 500 words.",
    ),
    _text_rate(
        "times_per_1000",
        "lower",
        listed("times"),
        "Weekdays, months and words such as 'yesterday'. Why: report says when things happened. "
        "Example: 6.0 for 3 of them in 500 words.",
    ),
    _text_rate(
        "names_per_1000",
        "text",
        NAME,
        "Words with a capital inside a sentence: names of people, places and bodies. Why: concrete work names what it "
        "tells of. Example: 60.0 for 30 of them in 500 words.",
    ),
    _text_rate(
        "scare_quotes_per_1000",
        "text",
        SCARE_QUOTES,
        "One to three words without a capital in quotation marks. Why: they often distance or mock, and cannot be "
        "checked as a quotation. Example: 4.0 for two such as the 'experts' in 500 words.",
    ),
    Feature(
        "capitals_share",
        share(count("text", CAPITALS), LONG_WORDS).clip(0, 1),
        "share of words of four letters or more",
        "Words of four letters or more that are all capitals; short ones are mostly acronyms. Why: capitals shout. "
        "Example: 0.1 where one long word in ten is like 'NEVER'.",
        high=1,
        spans=CAPITALS,
    ),
    Feature(
        "long_words_share",
        share(pl.col("word_list").list.eval(pl.element().str.len_chars() > 6).list.sum(), WORDS),
        "share of words",
        "Words of seven letters or more. Why: a plain measure of how demanding the text is. "
        "Example: 0.3 where three words in ten are like 'bridges'.",
        high=1,
    ),
    Feature(
        "mean_sentence_words",
        pl.when(WORDS > 0).then(WORDS / SENTENCES),
        "words",
        "Mean number of words of a sentence. Why: very short or very long sentences are rare in edited news. "
        "Example: 20.0 for 100 words in five sentences.",
    ),
    Feature(
        "mean_word_characters",
        share(LETTERS, WORDS),
        "characters",
        "Mean length of a word. Why: a plain measure of vocabulary. Example: 4.0 for 'this text says what'.",
    ),
    Feature(
        "reading_ease",
        _reading_ease(),
        "points",
        "Flesch (1948): 206.8 - 1.015 words per sentence - 84.6 syllables per word, kept within -100 and 121.22. Why: "
        "what is easy to read is not always better, but extremes stand out. Example: about 50 for broadsheet news.",
        low=-100,
        high=121.22,
    ),
    Feature(
        "lexical_variety",
        pl.when(WORDS >= VARIETY_WINDOW).then(
            pl.col("word_list").list.head(VARIETY_WINDOW).list.n_unique() / VARIETY_WINDOW
        ),
        "share of words",
        "Different words among the first 150, so that length plays no part. Why: spun and padded text repeats itself. "
        "Example: 0.7 where 105 of the 150 are different; null for shorter texts.",
        high=1,
    ),
)
