"""Words that are shouted: ordinary words in capitals, in the headline and in the text."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import ascii_bounds, entries, holds
from reliability.features.reading import blanked, own_words
from reliability.features.wording import vocabulary

CAPITALS = re.compile(r"(?<![\w.&/@#’'-])[A-Z]{3,}(?![\w&/@]|[-.]\w|['’][A-Z])")
SMALL = re.compile(r"(?<![\w.&/@#’'-])[a-z]{3,}(?![\w&/@])")
HEADING = re.compile(r"(?m)^[^a-z\n!]*$")  # a line without a small letter that does not exclaim: a sub-heading
FURNITURE = re.compile(r"\b[A-Z]+(?: [A-Z]+)? THIS (?:ARTICLE|STORY|POST|PAGE|VIDEO)\b")
LABEL = re.compile(r"(?m)^[^\w\n]*[A-Z]{3,}(?: [A-Z]{2,}){0,3}(?::| [|–—-]|\s*\()")  # 'WATCH: ', 'PORT VALE (AFP)'


@cache
def _common() -> frozenset[str]:
    return frozenset(vocabulary().words)


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(entries("acronym_words"))


def _shouted(words: str, text: str) -> list[tuple[int, int]]:
    """Words in capitals that this text or many others write in small letters, without those of acronyms."""
    found = [(match.span(), match[0].lower()) for match in CAPITALS.finditer(words)]
    asked = {word for _, word in found} - _acronyms()
    ordinary = asked & _common()
    if asked - ordinary:
        ordinary |= asked.intersection(SMALL.findall(text))
    return [span for span, word in found if word in ordinary]


def shouted_in_text(case: Case) -> list[Place]:
    """Ordinary words in capitals, outside of quotations, sub-headings and labels."""
    text = own_words(case.text)
    for line in (HEADING, LABEL, FURNITURE):
        text = blanked(line, text)
    return [Place(start, end) for start, end in _shouted(text, text)]


def shouted_in_title(case: Case) -> list[Place]:
    """Ordinary words in capitals in a headline, without labels such as 'WATCH:'."""
    return [Place(start, end, title=True) for start, end in _shouted(blanked(LABEL, case.title), case.text)]


ANY_CAPITALS = r"\b[A-Z]{3,}\b"

FEATURES = (
    Feature(
        "shouted_words",
        Finder(shouted_in_text, when=pl.col("text").str.count_matches(ascii_bounds(ANY_CAPITALS)) > 0),
        "words",
        "Words in capitals that are no acronyms: this text or many others have them in small letters. "
        "Quotations and sub-headings do not count. Why: capitals press where facts should. "
        "Example: 1 for 'They will NEVER build it.'",
        scored=False,
    ),
    Feature(
        "title_shouted_words",
        Finder(shouted_in_title, when=holds("title", ANY_CAPITALS)),
        "words",
        "Words of the headline in capitals that are no acronyms. Why: capitals press where facts should. "
        "Example: 1 for 'Mayor CAUGHT in bridge affair' above a text that says 'caught'.",
        scored=False,
    ),
)
