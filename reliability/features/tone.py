"""The writer's tone, part of the theme language. A quoted insult is not the writer's: quotations do not count."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature, per_1000
from reliability.features.patterns import QUOTED, count, listed

OWN_WORDS = pl.col("own_word_count")
FIRST_PERSON = r"\b(?:i|i['’](?:m|d|ve|ll)|me|my|mine|myself|we|we['’](?:re|d|ve|ll)|us|our|ours|ourselves)\b"
SECOND_PERSON = r"\b(?:you|you['’](?:re|d|ve|ll)|your|yours|yourself|yourselves)\b"
CONTRACTION = r"(?:n['’]t|[a-z]['’](?:re|ve|ll|m|d))\b"
NEGATION = r"\b(?:no|not|nor|neither|cannot|without|[a-z]+n['’]t)\b"
ADVERB = r"\b[a-z]{2,}ly\b"
NO_ADVERB = listed("not_adverbs")


def _rate(name: str, pattern: str, help: str) -> Feature:
    """Occurrences per 1,000 words of the writer's own."""
    rate = per_1000(count("own", pattern), OWN_WORDS)
    return Feature(name, rate, "per 1,000 own words", help, spans=f"(?i){pattern}", besides=QUOTED)


TONE = (
    _rate(
        "hedges_per_1000",
        listed("hedges"),
        "Words of doubt such as 'reportedly' or 'may', outside of quotations. Why: careful work marks what is unsure, "
        "and rumour hides behind it. Example: 5.0 for 5 of them in 1,000 words.",
    ),
    _rate(
        "boosters_per_1000",
        listed("boosters"),
        "Words of certainty or degree such as 'clearly' or 'totally', outside of quotations. Why: they replace "
        "evidence by volume. Example: 8.0 for 4 of them in 500 words.",
    ),
    _rate(
        "loaded_per_1000",
        listed("loaded"),
        "Sensational or partisan words such as 'disgraceful', outside of quotations. Why: the writer judges instead "
        "of telling. Example: 10.0 for 3 of them in 300 words.",
    ),
    _rate(
        "sweeping_per_1000",
        listed("sweeping"),
        "Words without exception such as 'everyone' or 'nothing', outside of quotations. Why: such statements are "
        "seldom true as they stand. Example: 4.0 for 2 of them in 500 words.",
    ),
    _rate(
        "ought_per_1000",
        listed("ought"),
        "Words that tell what ought to be, such as 'must' or 'should', outside of quotations. Why: they mark comment. "
        "Example: 6.0 for 3 of them in 500 words.",
    ),
    _rate(
        "reasons_per_1000",
        listed("reasons"),
        "Words that give reasons such as 'because' or 'therefore', outside of quotations. Why: they mark explanation "
        "and argument. Example: 3.0 for 3 of them in 1,000 words.",
    ),
    _rate(
        "casual_per_1000",
        listed("casual"),
        "Slang and spoken forms such as 'gonna' or 'stuff', outside of quotations. Why: edited news avoids them. "
        "Example: 4.0 for 2 of them in 500 words.",
    ),
    _rate(
        "negations_per_1000",
        NEGATION,
        "Words such as 'not' or 'without', outside of quotations. Why: argument denies more often than report. "
        "Example: 9.0 for 9 of them in 1,000 words.",
    ),
    _rate(
        "first_person_per_1000",
        FIRST_PERSON,
        "'I', 'we', 'our' and the like, outside of quotations. Why: a reporter stays out of the story. "
        "Example: 20.0 for 10 of them in 500 words.",
    ),
    _rate(
        "second_person_per_1000",
        SECOND_PERSON,
        "'You', 'your' and the like, outside of quotations. Why: the text talks the reader into something. "
        "Example: 10.0 for 5 of them in 500 words.",
    ),
    _rate(
        "contractions_per_1000",
        CONTRACTION,
        "Short forms such as 'don't' or 'we're', outside of quotations. Why: a spoken style is rare in edited news. "
        "Example: 6.0 for 3 of them in 500 words.",
    ),
    _rate(
        "questions_per_1000",
        r"\?",
        "Question marks outside of quotations. Why: report answers, comment asks. "
        "Example: 4.0 for 2 of them in 500 words.",
    ),
    _rate(
        "exclamations_per_1000",
        "!",
        "Exclamation marks outside of quotations. Why: news does not shout. Example: 2.0 for one in 500 words.",
    ),
    _rate(
        "ellipses_per_1000",
        r"\.\.\.|…",
        "Runs of three dots outside of quotations. Why: something is left out or hinted at. "
        "Example: 2.0 for one in 500 words.",
    ),
    Feature(
        "adverbs_per_1000",
        per_1000((count("own", ADVERB).cast(pl.Int64) - count("own", NO_ADVERB)).clip(0), OWN_WORDS),
        "per 1,000 own words",
        "Words in -ly that are adverbs, outside of quotations. Why: they colour what is told. "
        "Example: 12.0 for 6 of them in 500 words.",
        spans=f"(?i){ADVERB}",
        besides=f"{QUOTED}|(?i){NO_ADVERB}",
    ),
)
