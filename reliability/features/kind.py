"""What kind of text it is: an article in English prose, or a list, a transcript, a page of links, a notice."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature, per_1000, share
from reliability.features.patterns import count, listed

WORDS = pl.col("word_count")
LINE_WORDS = pl.col("paragraph_words")
# A speaker's label: Q, A, initials or a name in capitals, with a role after it; or a name in a line of its own.
CAPITALS_NAME = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}(?: ?\([^)\n]{1,40}\)|, [^:\n]{1,60})?"
LINE_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}(?: ?\([^)\n]{1,40}\))?"
TURN = rf"(?:\n|^|[.!?…)\]”\"—-] )\s*(?:[QA]|{CAPITALS_NAME}):\s|(?:\n|^)\s*{LINE_NAME}:\s+[^\s\d]"
LABEL = rf"({CAPITALS_NAME}|{LINE_NAME}|[QA]):\s+\S?$"
NO_SPEAKER = (
    r"(?i)^(?:advertisement|photo|photos|photographer|picture|image|video|watch|read|read more|related|source|sources"
    r"|credit|note|update|updated|tip|step|day|date|time|when|where|who|what|why|how|name|type|stage|phase|company"
    r"|product|background|location|target|attacker|verdict|(?:the )?claims?|(?:the )?facts?|facts first|fact.check"
    r"|reality check|myth|rating|price|pros|cons|need|avoid|upside|downside|then|now|et|question|.*\d.*)$"
)

MARK = "\x02"
ERROR = listed("error_pages")


def _part(name: str, kind: str, help: str) -> Feature:
    """The share of the words that stand in lines of a kind."""
    words = share(LINE_WORDS.filter(pl.col(kind)).sum(), LINE_WORDS.sum())
    return Feature(name, words, "share of words", help, high=1, over="paragraphs")


def _speakers() -> pl.Expr:
    """Who speaks, turn by turn."""
    labels = pl.element().str.extract(LABEL)
    return pl.col("text").str.extract_all(TURN).list.eval(labels.filter(~labels.str.contains(NO_SPEAKER)))


def _turns() -> pl.Expr:
    """Turns beyond the first of each speaker: in a list of keys and values most keys come once."""
    return _speakers().list.eval(~pl.element().is_first_distinct()).list.sum()


def _between_turns() -> pl.Expr:
    """Share of the characters that lie between the first and the last turn."""
    pieces = pl.col("text").str.replace_all(TURN, MARK).str.split(MARK)
    outside = pieces.list.first().str.len_chars() + pieces.list.last().str.len_chars()
    inside = (pl.col("characters").cast(pl.Int64) - outside.cast(pl.Int64)).clip(0)
    return pl.when(pieces.list.len() > 1).then(share(inside, pl.col("characters"))).otherwise(0.0)


FEATURES = (
    _part(
        "prose_share",
        "prose",
        "Words in paragraphs that are sentences, or too long to be anything else, and no page furniture. Why: where "
        "most stand outside of sentences there is no article to judge. Example: 0.2 for a page of links.",
    ),
    _part(
        "furniture_share",
        "furniture",
        "Words in page furniture of any length: newsletters, consent banners, legal notices, share bars. Why: they "
        "are not the report. Example: 0.5 where a report is followed by as long a cookie notice.",
    ),
    _part(
        "item_share",
        "item",
        "Words in short lines that open with a bullet, a number, a time of day or a quantity. Why: lists, timetables "
        "and recipes are no articles. Example: 1.0 for '7:00 News' and '7:30 Weather'.",
    ),
    Feature(
        "foreign_share",
        share(pl.col("characters").filter("foreign").sum(), pl.col("characters").sum()),
        "share of characters",
        "Characters in paragraphs of another script or with more common words of other languages than of English. Why: "
        "an English frame may hold a foreign body. Example: 0.9 for an Italian report under an English headline.",
        high=1,
        over="paragraphs",
    ),
    Feature(
        "turns_per_1000",
        per_1000(_turns(), WORDS),
        "per 1,000 words",
        "Turns of speakers named before a colon, beyond the first of each. Why: in a transcript others do the talking. "
        "Example: 20.0 for 4 speakers who take 24 turns in 1,000 words.",
    ),
    Feature(
        "turns_reach",
        _between_turns(),
        "share of characters",
        "How much of the text lies between the first and the last turn of a speaker. Why: an article may hold a short "
        "exchange and is none for that. Example: 0.3 where an exchange is a third of the text.",
        high=1,
    ),
    Feature(
        "error_phrases",
        count("lower", ERROR) + count("title_lower", ERROR),
        "phrases",
        "Phrases of error pages in headline and text. Why: 'page not found' is no article. "
        "Example: 2 for 'Access denied. Please enable JavaScript.'",
    ),
)
