"""How the article is written. Tone is measured outside of quotation marks: a quoted insult is not the writer's."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature, per_1000, share
from reliability.features.patterns import count, holds, listed

WORDS = pl.col("word_count")
OWN_WORDS = pl.col("own_word_count")
TITLE_WORDS = pl.col("title_word_list").list.len()
LETTERS = pl.col("word_list").list.eval(pl.element().str.len_chars()).list.sum()
LONG_WORDS = pl.col("word_list").list.eval(pl.element().str.len_chars() > 3).list.sum()
SENTENCES = pl.max_horizontal("sentence_count", 1)
VARIETY_WINDOW = 150

FIRST_PERSON = r"\b(?:i|i['’](?:m|d|ve|ll)|me|my|mine|myself|we|we['’](?:re|d|ve|ll)|us|our|ours|ourselves)\b"
SECOND_PERSON = r"\b(?:you|you['’](?:re|d|ve|ll)|your|yours|yourself|yourselves)\b"
CONTRACTION = r"(?:n['’]t|[a-z]['’](?:re|ve|ll|m|d))\b"
NUMBER = r"\b\d[\d,.]*"
ADVERB = r"\b[a-z]{2,}ly\b"
NO_ADVERB = listed("not_adverbs")
SCARE_QUOTES = r"[“\"][a-z][a-z'’-]*(?: [a-z'’-]+){0,2}[”\"]"
NEGATION = r"\b(?:no|not|nor|neither|cannot|without|[a-z]+n['’]t)\b"
CAPITALS = r"\b[A-Z]{4,}\b"
LONG_WORD = r"[A-Za-z]{4,}"
NAME = r"[a-z,] [A-Z][a-z]+"


def _rate(name: str, pattern: str, help: str) -> Feature:
    """Occurrences per 1,000 words of the writer's own."""
    rate = per_1000(count("own", pattern), OWN_WORDS)
    return Feature(name, rate, "per 1,000 own words", help, spans=f"(?i){pattern}", own_words=True)


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
        spans=rf"(?i)(?!{NO_ADVERB}){ADVERB}",
        own_words=True,
    ),
)

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


def _title(name: str, expression: pl.Expr, unit: str, help: str, high: float = float("inf")) -> Feature:
    return Feature(name, expression, unit, help, high=high)


TITLE = (
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
    ),
    _title(
        "title_lures",
        count("title_lower", listed("lures")),
        "phrases",
        "Phrases of the headline that promise instead of telling. Why: they are written for clicks. "
        "Example: 1 for 'You won't believe this vote'.",
    ),
    _title(
        "title_boosters",
        count("title_lower", listed("boosters")),
        "words",
        "Words of certainty or degree in the headline. Why: they sell instead of telling. "
        "Example: 1 for 'Council totally fails'.",
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

FEATURES = (*TONE, *STYLE, *TITLE)
