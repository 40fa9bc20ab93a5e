"""Numbers of people killed, injured, arrested and so on, as intervals: "at least 12" is 12 or more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from reliability.stories import toll_patterns, toll_words
from reliability.stories.toll_words import (
    ABOVE,
    BELOW,
    CEILING,
    FLOOR,
    KIND_OF,
    LOOSE,
    NUMBERS,
    ROUND,
    SCALES,
    SHORT_OF,
)

PREFIX = "toll:"
OPENING_CHARACTERS = 20_000
MOST = 12
NEAR = 5
YEARS = range(1900, 2100)
LOOK_BACK, LOOK_ON = 16, 40  # characters around a phrase that say whether it is a toll


@dataclass(frozen=True)
class Toll:
    """What befell people, and how many: `low` to `high`; `high` is null where there is no upper end."""

    kind: str
    low: int
    high: int | None

    def agrees(self, other: Toll) -> bool:
        """Whether one number can be meant by both."""
        above = self.high is None or self.high >= other.low
        return above and (other.high is None or other.high >= self.low)

    def comparable(self, other: Toll) -> bool:
        """Whether the numbers are near enough to be of one event, neither more than five times the other."""
        low, high = sorted((max(self.low, 1), max(other.low, 1)))
        return high <= NEAR * low

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low}+"
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def openings(texts: pl.Series) -> pl.Series:
    """The opening 20,000 characters of each text, with single blanks for all white space."""
    blank = r"[\t\r\n\x{0b}\x{0c}\x{a0}\x{2009}\x{202f}]\s*|  +"
    return texts.fill_null("").str.slice(0, OPENING_CHARACTERS).str.replace_all(blank, " ")


def phrases(openings: pl.Series) -> list[list[str]]:
    """What `PATTERN` matches in each opening, in reading order."""
    # The pattern is slow and matches within a sentence; few sentences have a number and a word of tolls.
    piece = pl.col("piece")
    told = (
        pl.DataFrame({"piece": openings.str.replace_all(r"[!?;]", ".").str.split(".")})
        .with_row_index("place")
        .explode("piece")
        .filter(piece.str.contains(toll_patterns.NUMBERED))
        .filter(piece.str.contains_any(toll_patterns.NEEDED, ascii_case_insensitive=True))
        .with_columns(piece.str.extract_all(toll_patterns.PATTERN))
        .explode("piece")
        .drop_nulls("piece")
    )
    found: list[list[str]] = [[] for _ in range(len(openings))]
    for place, phrase in told.iter_rows():
        found[place].append(phrase)
    return found


def placed(opening: str, phrases: list[str]) -> Iterator[tuple[Toll, str, int]]:
    """The tolls among phrases, which are given in reading order, with their words and where these start."""
    reached = 0
    for phrase in phrases:
        start = opening.find(phrase, reached)
        reached = start + len(phrase)
        toll = read(phrase, opening[max(start - LOOK_BACK, 0) : start], opening[reached : reached + LOOK_ON])
        if toll is not None:
            yield toll, phrase, start


def find(texts: pl.Series) -> list[list[Toll]]:
    """Up to twelve tolls in the opening 20,000 characters of each text."""
    opened = openings(texts)
    pairs = zip(opened.to_list(), phrases(opened), strict=True)
    return [[toll for toll, _, _ in placed(opening, told)][:MOST] for opening, told in pairs]


def wording(phrase: str) -> str:
    """A phrase that `PATTERN` matched, without its numbers.

    >>> wording("At least 12 people were killed")
    '# people were killed'
    """
    return toll_patterns.PARTS.sub("#", phrase).lower()


def number(phrase: str) -> str:
    """The number in a phrase that `PATTERN` matched, with what qualifies it.

    >>> number("At least a dozen people were killed")
    'At least a dozen'
    """
    found = toll_patterns.PARTS.search(phrase)
    return found[0] if found else phrase


def parse(term: str) -> Toll | None:
    """Read a `toll:` term back; null where it is not one.

    >>> parse("toll:killed=12+")
    Toll(kind='killed', low=12, high=None)
    """
    match = re.fullmatch(r"toll:(\w+)=(\d+)(\+|-(\d+))?", term)
    if match is None:
        return None
    low = int(match[2])
    if match[3] == "+":
        return Toll(match[1], low, None)
    return Toll(match[1], low, int(match[4]) if match[4] else low)


def read(phrase: str, before: str = "", after: str = "") -> Toll | None:
    """The toll in a phrase that `PATTERN` matched; null where what stands before or after says that it is none.

    >>> str(read("killed at least 1,200"))
    '1200+'
    >>> read("killed 12", after=" years ago") is None
    True
    """
    kinds = toll_patterns.KIND.findall(phrase)
    amount = toll_patterns.PARTS.search(phrase)
    if not kinds or amount is None or _no_toll(phrase, amount, before, after):
        return None
    low, high = _value(amount["low"])
    if amount["high"]:
        other = _value(amount["high"])
        if amount["range"] or " and " not in amount[0].lower():
            low, high = min(low, other[0]), max(high, other[1])
    kind = kinds[-1] if amount.start() == 0 else kinds[0]
    return _qualified(KIND_OF[kind.lower()], (amount["about"] or "").lower(), low, high)


def _no_toll(phrase: str, amount: re.Match[str], before: str, after: str) -> bool:
    """Whether the number is a year or an age, counts things, or is of those who did it to others."""
    first = amount.start() == 0
    if after[:1] in {"-", "–"} or (first and toll_patterns.NOT_COUNTED.search(before)):  # "killed 26-year-old ..."
        return True
    if amount["low"].isdigit() and int(amount["low"]) in YEARS and first and toll_patterns.DATING.search(before):
        return True
    if toll_patterns.DEED.match(phrase):
        named = toll_patterns.WORDS.findall(after)[:2] if after.startswith(" ") else []
    else:
        named = toll_patterns.WORDS.findall(phrase[amount.end() :])
        deed = toll_patterns.BARE.fullmatch(phrase) and len(named) > 1 and named[-1].lower() in toll_words.DEEDS
        if first and (after.startswith(" or ") or (deed and toll_patterns.OBJECT.match(after))):
            return True
    return not toll_words.THINGS.isdisjoint(word.lower() for word in named)


def _qualified(kind: str, about: str, low: int, high: int) -> Toll:
    if about in FLOOR or about in ABOVE:
        return Toll(kind, low + (about in ABOVE), None)
    if about in CEILING or about in BELOW:
        return Toll(kind, 0, max(high - (about in BELOW), 0))
    if about in SHORT_OF:
        return Toll(kind, int(low * 0.85), high)
    return Toll(kind, int(low * 0.85), int(high * 1.15) + 1) if about in ROUND else Toll(kind, low, high)


def _value(text: str) -> tuple[int, int]:
    words = re.split(r"[ -]", text.lower())
    if words[0] in LOOSE:
        return LOOSE[words[0]]
    value = 1 if words[0] == "a" else NUMBERS[words[0]] if words[0] in NUMBERS else int(words[0].replace(",", ""))
    if words[-1] == "dozen":
        return LOOSE["dozen"] if value == 1 else (12 * value - 1, 12 * value + 1)
    if words[-1] in SCALES:
        return value * SCALES[words[-1]], value * SCALES[words[-1]]
    if len(words) > 1:  # "thirty-one"; "ten two" is no number
        value += NUMBERS[words[1]]
    return value, value
