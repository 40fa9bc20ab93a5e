"""Does the article agree with itself: headline and body, quotation marks, speakers, dates."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature, share
from reliability.features.patterns import ascii_bounds, count

SMALL = "two three four five six seven eight nine ten eleven twelve"
TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
VALUES = {
    "one": "1",
    "first": "1",
    **{word: str(value) for value, word in enumerate(SMALL.split(), 2)},
    **{word: str(value) for value, word in enumerate(TEENS.split(), 13)},
    **{word: str(value) for value, word in zip(range(20, 100, 10), TENS.split(), strict=True)},
    **{word: str(value) for value, word in enumerate(ORDINALS.split(), 2)},
}
DIGITS = r"\d(?:[\d,.]*\d)?"
TITLE_NUMBER = rf"\b(?:{SMALL.replace(' ', '|')})\b|{DIGITS}"
BODY_NUMBER = rf"\b(?:{'|'.join(VALUES)})\b|{DIGITS}"
YEAR = r"^(?:19|20)\d\d$"
NO_FIGURE = r"https?://\S+|[a-z]+(?:-[a-z\d]+)+"  # 'covid-19', 'fifty-four'
# '7 things to know' counts the article's own parts.
LISTICLE = (
    rf"^(?:the |here are |top )*(?:{TITLE_NUMBER}) (?:[a-z'’-]+ ){{0,3}}(?:thing|way|reason|takeaway|fact|question|"
    r"moment|time|lesson|tip|photo|quote|sign|step|idea|story|stories|point|issue|key|trend|chart|map|plan|bombshell|highlight|example|big|best|most)s?\b"
)
STEM = 6  # letters: 'elect' and 'elections' meet
STEM_FROM = 4  # letters: shorter words are mostly function words
INCHES = r"\d['’] ?\d{1,2}\"|\d\" (?:tall|wide|long|deep|thick|high|screen|pipe|x|by)\b"
WEEKDAY_DATE = (
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December) \d{1,2},? (?:19|20)\d\d\b"
)
TITLE_QUOTATION = r"[“\"]([^“”\"\n]{8,200})[”\"]|(?:^|\s)[‘']([^‘’'\n]{12,200})[’'](?:$|[\s,.:;!?])"
WORD = r"\p{L}[\p{L}\p{M}'’-]*"

PARAGRAPH = pl.col("paragraph")
CURLY_GAP = PARAGRAPH.str.count_matches("“", literal=True).cast(pl.Int32) - PARAGRAPH.str.count_matches(
    "”", literal=True
)
STRAIGHT = PARAGRAPH.str.count_matches('"', literal=True).cast(pl.Int32) - count("paragraph", INCHES)
REOPENED = pl.col("next").str.contains(r"^\s*[“\"‘'«]").fill_null(False)
UNCLOSED = (CURLY_GAP >= 0) & ((CURLY_GAP > 0) != (STRAIGHT % 2 == 1)) & ~REOPENED
OPEN_BRACKETS = PARAGRAPH.str.count_matches("(", literal=True) > PARAGRAPH.str.count_matches(")", literal=True)
SHARED = pl.col("rivals") > 1


def _numbers(text: pl.Expr, pattern: str) -> pl.Expr:
    """The different numbers of a text, as digits without commas."""
    found = pl.element().str.replace_all(",", "", literal=True).replace(VALUES)
    return text.str.extract_all(ascii_bounds(pattern)).list.eval(found)


def _stems(words: str) -> pl.Expr:
    stem = pl.element().str.slice(0, STEM).str.strip_suffix("'s").str.strip_suffix("’s").str.strip_chars_end("'’")
    return pl.col(words).list.eval(stem.filter(pl.element().str.len_chars() >= STEM_FROM))


PLAIN_TITLE = pl.col("title_lower").str.replace_all(NO_FIGURE, " ").str.replace(ascii_bounds(LISTICLE), "")
TITLE_NUMBERS = _numbers(PLAIN_TITLE, TITLE_NUMBER)
FIGURES = TITLE_NUMBERS.list.eval(pl.element().filter(~pl.element().str.contains(YEAR)))
TITLE_STEMS = _stems("title_word_list").list.unique()
QUOTED_TITLE = pl.coalesce(
    pl.col("title").str.extract(TITLE_QUOTATION, 1), pl.col("title").str.extract(TITLE_QUOTATION, 2)
)
QUOTED_WORDS = QUOTED_TITLE.str.to_lowercase().str.extract_all(WORD).list.join(" ")

FEATURES = (
    Feature(
        "title_words_in_body",
        share(TITLE_STEMS.list.set_intersection(_stems("word_list")).list.len(), TITLE_STEMS.list.len()),
        "share of the headline's words",
        "Words of the headline of four letters or more that the text has too, compared by their first six letters. "
        "Why: a headline that its text does not bear out misleads. Example: 0.5 for 'Bridge closed' above a text that "
        "never says 'closed'; null without such a word.",
        high=1,
    ),
    Feature(
        "title_numbers_missing",
        FIGURES.list.set_difference(_numbers(pl.col("lower"), BODY_NUMBER)).list.len(),
        "numbers",
        "Numbers of the headline, in digits or as two to twelve, that the text does not have; years and '7 things' do "
        "not count. Why: the figure is made up or changed. Example: 1 for 'Nine hurt' above a text that says seven.",
    ),
    Feature(
        "title_quotation_missing",
        ((QUOTED_WORDS.str.len_chars() > 0) & ~pl.col("word_text").str.contains(QUOTED_WORDS, literal=True))
        .fill_null(False)
        .cast(pl.Int8),
        "yes or no",
        "1 where the headline's first quotation does not stand in the text word for word. Why: a quotation was "
        "sharpened for the headline. Example: 1 for 'Mayor: \"We are finished here\"' above a text without it.",
        high=1,
        title_words=TITLE_QUOTATION,
    ),
    Feature(
        "title_is_body",
        (
            (pl.col("title_text").str.len_chars() > 0)
            & pl.col("word_text").str.starts_with(pl.col("title_text"))
            & (pl.col("word_count") <= pl.col("title_word_list").list.len() + 5)
        ).cast(pl.Int8),
        "yes or no",
        "1 where the text is the headline again, with at most five words more. Why: there is no article. "
        "Example: 1 for the headline 'Bridge closed' above the text 'Bridge closed.'",
        high=1,
    ),
    Feature(
        "unclosed_quotations",
        UNCLOSED.sum(),
        "paragraphs",
        "Paragraphs that open a quotation and do not close it, where the next one does not go on with it. Why: it "
        "cannot be told where the speaker ends and the writer begins. Example: 1 for 'She said: \"We will stay.'",
        over="paragraphs",
        empty=0,
        spans=UNCLOSED,
    ),
    Feature(
        "unclosed_brackets",
        OPEN_BRACKETS.sum(),
        "paragraphs",
        "Paragraphs with more opening than closing brackets. Why: something was cut off. "
        "Example: 1 for 'The firm (based in Vale closed.'",
        over="paragraphs",
        empty=0,
        spans=OPEN_BRACKETS,
    ),
    Feature(
        "self_quotations",
        pl.col("self_named").sum(),
        "claims",
        "Direct quotations that tell of their own speaker by name, as the subject of a clause, and never say 'I'. Why: "
        "people do not speak so; the words are the writer's or another's. Example: 1 for '\"Cohen will run again,\" "
        "Eli Cohen said.'",
        over="claims",
        empty=0,
        spans=pl.col("self_named"),
    ),
    Feature(
        "shared_quotations",
        pl.col("quote").filter(SHARED).n_unique(),
        "quotations",
        "Direct quotations of five words or more that stand twice in the article, given to origins with different last "
        "names. Why: one of them did not say it. "
        "Example: 1 where both the mayor and the judge say 'we will not close the bridge'.",
        over="claims",
        empty=0,
        spans=SHARED,
    ),
    Feature(
        "impossible_dates",
        pl.col("text")
        .str.extract_all(ascii_bounds(WEEKDAY_DATE))
        .list.eval(
            pl.element().str.replace_all(",", "", literal=True).str.to_date("%A %B %d %Y", strict=False).is_null()
        )
        .list.sum(),
        "dates",
        "Full dates whose weekday is not that of the calendar, or whose day does not exist. Why: one part of the date "
        "is wrong. Example: 1 for 'Monday, March 3, 2020', which was a Tuesday.",
        spans=WEEKDAY_DATE,
    ),
)
