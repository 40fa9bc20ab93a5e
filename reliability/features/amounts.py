"""Reads numbers in running text, in digits or words, with their scale, unit and precision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import floor, log10

from reliability.features.consistency import ORDINALS as ORDINAL_WORDS
from reliability.features.consistency import SMALL, TEENS, TENS
from reliability.features.patterns import any_word

ONES = {
    word: number
    for number, word in enumerate(f"zero one {SMALL} {TEENS}".split())
    if number != 0  # 'zero' counts nothing
}
TEN = dict(zip(TENS.split(), range(20, 100, 10), strict=True))
ORDINALS = dict(zip(f"first {ORDINAL_WORDS}".split(), range(1, 13), strict=True))
SCALES = {"hundred": 100.0, "dozen": 12.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "t": 1e12}
PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
LOOSE = {
    **dict.fromkeys(("both", "couple", "pair", "duo", "twins", "twice", "double", "doubled"), 2.0),
    **dict.fromkeys(("trio", "triple", "tripled"), 3.0),
    **{"single": 1.0, "decade": 10.0, "century": 100.0},
}

MONEY = r"(?:US|A|C|NZ|HK)?\$|[€£¥₹]|(?:USD|EUR|GBP|Rs\.?)\s?"
DIGITS = re.compile(
    rf"(?<![\w.,/])(?P<money>{MONEY})?\s?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|hundred|dozen|mln|mn|bn|tn|[kmbt](?![a-z\d])))?"
    r"(?P<after>st|nd|rd|th|s)?(?!\w)",
    re.IGNORECASE,
)
WORDS = re.compile(any_word([*ONES, *TEN, *SCALES, *ORDINALS]))
LOOSE_WORDS = re.compile(any_word(LOOSE))
FRACTIONS = re.compile(
    r"\b(?:(?P<many>two|three|four|nine)[ -])?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b", re.IGNORECASE
)
PERCENT = re.compile(r"\s?(?:%|-?\s?per ?cent\b|-?pct\b|-?\s?percentage[ -]points?\b|\s?pp\b)", re.IGNORECASE)
CURRENCY = re.compile(
    r"[ -]?(?:dollars?|euros?|pounds?|yen|yuan|rupees?|r[ou]{1,2}bles?|pesos?|francs?)\b", re.IGNORECASE
)
ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|close to|up to|as many as|under|less than|fewer than|"
    r"over|more than|at least|above|upwards of|an estimated|estimated)\s+(?:an? )?$",
    re.IGNORECASE,
)
ABOUT_ROOM, ROUND_ROOM = 0.15, 0.05  # shares of the larger number
LONGEST = 24  # characters of a number in digits


@dataclass(frozen=True)
class Amount:
    """A number at `start` to `end`; `unit` is `%`, `$` or nothing; `step` is what its last digit counts."""

    start: int
    end: int
    value: float
    step: float
    unit: str = ""
    about: bool = False

    def agrees(self, other: Amount) -> bool:
        """Whether both may mean one number: equal, or one of them rounded, or one of them 'nearly' the other."""
        if self.unit != other.unit and "%" in self.unit + other.unit:
            return False
        most = max(self.value, other.value)
        if self.about or other.about:
            room = ABOUT_ROOM * most
        else:
            room = min(max(self.step, other.step), ROUND_ROOM * most) if self.step != other.step else 0.0
        return abs(self.value - other.value) <= room + 1e-9 * most


def read(text: str, most: int = 1000) -> list[Amount]:
    """The numbers of a text in reading order, also 'a dozen' and 'third'; years and dates count as any number.

    Args:
        text: any text.
        most: numbers in digits, and in words, that are read.

    >>> [(amount.value, amount.unit) for amount in read("$220K for twenty-five of 1.5 million, 5 per cent")]
    [(220000.0, '$'), (25.0, ''), (1500000.0, ''), (5.0, '%')]
    """
    digits = list(islice(_digits(text), most))
    taken = {amount.end for amount in digits} | {amount.start + 1 for amount in digits}
    words = (amount for amount in islice(_words(text), most) if amount.end not in taken)
    return sorted([*digits, *words], key=lambda amount: amount.start)


def loose(text: str) -> Iterator[Amount]:
    """Words that may stand for a number: 'a couple' for 2, 'doubled', 'two thirds' for 66.7 percent."""
    for found in LOOSE_WORDS.finditer(text):
        yield Amount(found.start(), found.end(), LOOSE[found[0].lower()], 1.0)
    for found in FRACTIONS.finditer(text):
        part = PARTS[found["part"].lower().rstrip("s")]
        yield Amount(found.start(), found.end(), ONES.get((found["many"] or "one").lower(), 1) * part, 5.0, "%", True)


def _digits(text: str) -> Iterator[Amount]:
    for found in DIGITS.finditer(text):
        digits = found["digits"].replace(",", "")
        if len(digits) > LONGEST:
            continue
        word = (found["scale"] or "").lower()
        scale = SCALES.get(word) or SHORT.get(word) or 1.0
        value = float(digits) * scale
        decimals = len(digits.partition(".")[2])
        step = scale * 10.0**-decimals if decimals or scale > 1 else _last_digit(value)
        start = found.start("money") if found["money"] else found.start("digits")
        yield _with_unit(text, Amount(start, found.end(), value, step, "$" if found["money"] else ""))


def _last_digit(value: float) -> float:
    """What the last digit counts that is not zero: 100 for 1,500, and at most the value's first digit."""
    step, whole = 1.0, int(value)
    while whole and whole % 10 == 0:
        whole //= 10
        step *= 10
    return min(step, 10.0 ** floor(log10(value))) if value >= 1 else 1.0


def _words(text: str) -> Iterator[Amount]:
    """Runs of number words: 'two hundred and fifty', 'twenty-five', 'a dozen'."""
    run: list[re.Match[str]] = []
    for found in WORDS.finditer(text):
        if run and not _goes_on(text, run[-1], found):
            yield _spelled(text, run)
            run = []
        run.append(found)
    if run:
        yield _spelled(text, run)


def _goes_on(text: str, last: re.Match[str], found: re.Match[str]) -> bool:
    """Whether a number word goes on with the number that the word before it belongs to."""
    before, word = last[0].lower(), found[0].lower()
    between = text[last.end() : found.start()]
    if between == " and ":
        return before in SCALES and before != "dozen" and word not in SCALES
    if between not in (" ", "-") or before in ORDINALS:
        return False
    return word in SCALES or before in SCALES or (before in TEN and word in {**ONES, **ORDINALS})


def _spelled(text: str, run: list[re.Match[str]]) -> Amount:
    total, part = 0.0, 0.0
    for found in run:
        word = found[0].lower()
        if word in SCALES:
            part = (part or 1.0) * SCALES[word]
            if SCALES[word] >= 1e3:
                total, part = total + part, 0.0
        else:
            part += ONES.get(word) or TEN.get(word) or ORDINALS.get(word) or 0
    value = total + part
    step = min(SCALES.get(run[-1][0].lower(), 1.0), max(value, 1.0))
    return _with_unit(text, Amount(run[0].start(), run[-1].end(), value, step))


def _with_unit(text: str, bare: Amount) -> Amount:
    """The number with what the words around it say of it: its unit, and whether it is only about so much."""
    unit, end = bare.unit, bare.end
    if percent := PERCENT.match(text, end):
        unit, end = "%", percent.end()
    elif not unit and CURRENCY.match(text, end):
        unit = "$"
    about = ABOUT.search(text, max(0, bare.start - 25), bare.start) is not None or text[end : end + 1] == "+"
    return replace(bare, end=end, unit=unit, about=about)
