"""Numbers of people killed, injured, arrested and so on, as intervals: "at least 12" is 12 or more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

PREFIX = "toll:"
OPENING_CHARACTERS = 2500
MOST = 8
NEAR = 5

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
LOOSE = {"dozen": (11, 13), "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2000, 9999)}
KINDS = {
    "killed": ("killed", "killing", "kills", "dead", "died", "death", "deaths"),
    "injured": ("injured", "injuring", "injures", "wounded", "wounding", "wounds", "hurt", "injuries"),
    "arrested": ("arrested", "arresting", "detained", "detaining", "arrests"),
    "missing": ("missing",),
    "displaced": ("displaced", "displacing", "evacuated", "evacuating"),
}
KIND_OF = {word: kind for kind, forms in KINDS.items() for word in forms}

FLOOR = ("at least", "no fewer than", "no less than")
ABOVE = ("more than", "over")
CEILING = ("up to", "as many as")
BELOW = ("fewer than", "less than")
SHORT_OF = ("nearly", "almost")
ROUND = ("about", "around", "some", "roughly", "approximately")
PEOPLE = (
    "people", "persons", "men", "women", "children", "civilians", "soldiers", "officers", "students", "protesters",
    "workers", "victims", "passengers", "others", "residents", "worshippers", "migrants", "firefighters", "patients",
    "pupils", "miners", "troops", "fighters", "militants", "deaths",
)  # fmt: skip
VERBS = (
    "killed", "killing", "kills", "injured", "injuring", "injures", "wounded", "wounding", "arrested", "arresting",
    "detained", "displaced", "displacing", "evacuated",
)  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


_ABOUT = _any((*FLOOR, *ABOVE, *CEILING, *BELOW, *SHORT_OF, *ROUND))
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,7}}|a dozen|{_any((*NUMBERS, *LOOSE))})"
_SPAN = r"(?: to | and | or |-|–)"
_AMOUNT = rf"(?:between )?(?:{_ABOUT} )?{_NUMBER}(?:{_SPAN}{_NUMBER})?"
_WORD = r"[A-Za-z'’-]{1,20}"
_PASSIVE = r"(?:(?:were|was|are|have been|has been|had been|being|reported|confirmed|feared|left|found) ){0,3}"
_FORMS = _any(KIND_OF)
_AFTER = rf"{_AMOUNT}(?: (?:other |more )?(?:{_WORD} )?{_any(PEOPLE)})? {_PASSIVE}{_FORMS}"
_BEFORE = rf"{_any(VERBS)} {_AMOUNT}"
_COUNT = rf"death toll (?:{_WORD} ){{0,4}}?(?:to|at|of|is|was) {_AMOUNT}"
PATTERN = rf"(?i)\b(?:{_COUNT}|{_BEFORE}|{_AFTER})\b"

_PARTS = re.compile(
    rf"\b(?P<range>between )?(?:(?P<about>{_ABOUT}) )?(?P<low>{_NUMBER})\b(?:{_SPAN}(?P<high>{_NUMBER})\b)?",
    re.IGNORECASE,
)
_KIND = re.compile(rf"\b{_FORMS}\b", re.IGNORECASE)


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
    """The opening 2,500 characters of each text, with single blanks for all white space."""
    return texts.fill_null("").str.slice(0, OPENING_CHARACTERS).str.replace_all(r"\s+", " ")


def phrases(openings: pl.Series) -> list[list[str]]:
    """What `PATTERN` matches in each opening."""
    # The pattern is slow and most texts tell of no toll, so a search for its words comes first.
    able = openings.str.contains_any([*KIND_OF], ascii_case_insensitive=True).to_numpy()
    found: list[list[str]] = [[] for _ in able]
    told = openings.filter(pl.Series(able, dtype=pl.Boolean)).str.extract_all(PATTERN).to_list()
    for place, here in zip(np.flatnonzero(able).tolist(), told, strict=True):
        found[place] = here
    return found


def find(texts: pl.Series) -> list[list[Toll]]:
    """Up to eight tolls in the opening 2,500 characters of each text."""
    return [[toll for phrase in told for toll in read(phrase)][:MOST] for told in phrases(openings(texts))]


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


def read(phrase: str) -> list[Toll]:
    """The toll in a phrase that `PATTERN` matched.

    >>> [str(toll) for toll in read("killed at least 1,200")]
    ['1200+']
    """
    kind = _KIND.search(phrase)
    amount = _PARTS.search(phrase)
    if kind is None or amount is None:
        return []
    low, high = _value(amount["low"])
    if amount["high"]:
        other = _value(amount["high"])
        if amount["range"] or " and " not in amount[0].lower():
            low, high = min(low, other[0]), max(high, other[1])
    return [_qualified(KIND_OF[kind[0].lower()], (amount["about"] or "").lower(), low, high)]


def _qualified(kind: str, about: str, low: int, high: int) -> Toll:
    if about in FLOOR or about in ABOVE:
        return Toll(kind, low + (about in ABOVE), None)
    if about in CEILING or about in BELOW:
        return Toll(kind, 0, max(high - (about in BELOW), 0))
    if about in SHORT_OF:
        return Toll(kind, int(low * 0.85), high)
    return Toll(kind, int(low * 0.85), int(high * 1.15) + 1) if about in ROUND else Toll(kind, low, high)


def _value(text: str) -> tuple[int, int]:
    word = text.lower().removeprefix("a ")
    if word in LOOSE:
        return LOOSE[word]
    value = NUMBERS[word] if word in NUMBERS else int(word.replace(",", ""))
    return value, value
