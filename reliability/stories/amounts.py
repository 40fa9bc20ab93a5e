"""Money, percentages and counts in texts, with their rounding: "$3.6 billion", "47 percent", "234 miles"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from reliability.stories import toll_words
from reliability.stories.toll_words import ABOVE, BELOW, CEILING, FLOOR, NUMBERS, ROUND, SHORT_OF, alternatives

OPENING_CHARACTERS = 6000
KINDS = ("money", "percent", "number")
LOOK_BACK, LOOK_ON = 16, 24  # characters around a phrase that say whether it counts anything
EXACT = 1000  # below it a number without a fraction is not rounded
NEAR = 0.15  # "about"
HALF = 0.5

SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
          "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3}  # fmt: skip
CURRENCIES = {
    "dollars": "$", "dollar": "$", "euros": "€", "euro": "€", "pounds": "£", "yen": "¥", "yuan": "yuan",
    "rubles": "rubles", "roubles": "rubles", "rupees": "rupees", "crowns": "crowns", "francs": "francs",
    "pesos": "pesos", "won": "won", "shekels": "shekels", "rand": "rand",
}  # fmt: skip
NO_UNITS = frozenset({
    "years", "months", "weeks", "days", "hours", "minutes", "seconds", "times", "decades", "others", "ones", "dozens",
    "hundreds", "thousands", "millions", "billions", "this", "was", "has", "is", "as", "its", "his", "us", "less",
    "does", "plus", "minus", "versus", "across", "always", "perhaps", "pounds", "dollars", "euros", "series", "news",
    "runs", "homers", "innings", "rebounds", "assists", "halves", "quarters", "thirds", "fifths", "tenths", "elections",
    "unless", "pages", "towards", "besides", "whereas", "sometimes", "address", "process", "access", "business",
})  # fmt: skip
"""Plural-looking words behind a number that count nothing worth comparing, or nothing at all."""

_ABOUT = alternatives((*FLOOR, *ABOVE, *CEILING, *BELOW, *SHORT_OF, *ROUND, "just over", "just under"))
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,2})?|[0-9]{1,7}(?:\.[0-9]{1,3})?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_SPAN = r"(?: to |-| and )"
_LOW = rf"(?:{_DIGITS})(?:[- ]{_SCALE})?"
_MONEY = (
    rf"(?:US|AU|NZ|CA|HK|[AC])?(?u:[$€£¥])(?:{_DIGITS})(?:[- ]?{_SCALE}\b|(?:bn|mn|m|b|tn|k)\b)?"
    rf"|\b(?:{_DIGITS})(?: {_SCALE})? {alternatives(CURRENCIES)}\b"
)
_PERCENT = rf"(?:{_DIGITS})(?:%| percent\b| per cent\b)"
_WORDS = rf"{alternatives([*NUMBERS][1:])}\b"
_COUNT = rf"(?:{_LOW}|{_WORDS}) (?:[a-z]{{3,14}} )?[a-z]{{3,16}}s\b"
# Only ASCII: with the digits and letters of Unicode the same pattern takes many times as long.
PATTERN = rf"(?i-u:(?:\b{_ABOUT} )?)(?-u:{_MONEY}|\b(?:{_PERCENT}|{_COUNT}))"
_READ = re.compile(
    rf"^(?:(?P<about>{_ABOUT}) )?(?P<currency>(?:US|AU|NZ|CA|HK|[AC])?[$€£¥])?(?P<low>{_DIGITS}|{_WORDS})"
    rf"(?:[- ]?(?P<scale>{_SCALE}|bn|mn|m|b|tn|k)\b)?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_VALUE = re.compile(r"^(?P<about>[~<]?)(?P<number>\d+(?:\.\d+)?)(?P<more>\+?)$")
_NOT_COUNTED = re.compile(rf"(?:\b{alternatives(toll_words.NO_COUNTS)} ?|[$€£#] ?|[\w.,/-])$", re.IGNORECASE)
_SHARE = re.compile(r"\s?(?:%|per ?cent\b)", re.IGNORECASE)
_POINTS = re.compile(r"^[- ]?(?:percentage )?points?\b")


@dataclass(frozen=True)
class Amount:
    """What is meant: `low` to `high`, of a unit; `high` is infinite for "at least"."""

    low: float
    high: float

    def agrees(self, other: Amount) -> bool:
        """Whether one number can be meant by both; beside a fraction, a whole number may have been rounded."""
        if self.low <= other.high and other.low <= self.high:
            return True
        rounded = (self.low == self.high) != (other.low == other.high)
        return rounded and abs(self.low - other.low) <= HALF


def read(phrase: str, before: str = "", after: str = "") -> tuple[str, str] | None:
    """Kind with unit, and value, of a phrase that `PATTERN` matched; null where it counts nothing.

    >>> read("more than $3.6 billion"), read("about 47 percent"), read("234 concrete miles")
    (('money $', '3600000000+'), ('percent', '~47'), ('number miles', '234'))
    """
    found = _READ.match(phrase)
    if found is None or _NOT_COUNTED.search(before) or after[:1] in {"-", "–"} or _POINTS.match(after):
        return None
    kind = _kind(found["currency"], found["rest"])
    if kind is None or (kind.startswith("number") and found["low"].isdigit() and 1900 <= int(found["low"]) < 2100):
        return None
    scale = SCALES[found["scale"].lower()] if found["scale"] else 1.0
    word = found["low"].lower()
    number = (NUMBERS[word] if word in NUMBERS else float(word.replace(",", ""))) * scale
    return kind, _written(number, (found["about"] or "").lower())


def parse(value: str) -> Amount:
    """What a value of `read` can mean, with its rounding: "3600000000" is 3.55 to 3.65 billion.

    >>> parse("12+").agrees(parse("13")), parse("47").agrees(parse("47.3")), parse("700").agrees(parse("716"))
    (True, True, False)
    """
    found = _VALUE.match(value)
    if found is None:
        return Amount(0.0, inf)
    number = float(found["number"])
    half = _half(found["number"])
    low, high = number - half, number + half
    if found["more"]:
        return Amount(low, inf)
    if found["about"] == "<":
        return Amount(0.0, high)
    return Amount(low * (1 - NEAR), high * (1 + NEAR)) if found["about"] else Amount(low, high)


def _half(number: str) -> float:
    """Half of the last digit that is not rounded away."""
    whole, _, fraction = number.partition(".")
    if fraction:
        return float(0.5 * 10.0 ** -len(fraction))
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.0 if int(whole) < EXACT else float(0.5 * 10.0**zeros)


def _kind(currency: str | None, rest: str) -> str | None:
    if currency:
        return f"money {currency.upper().removeprefix('US')}"
    words = rest.split()
    if _SHARE.match(rest):
        return "percent"
    if words and words[-1].lower() in CURRENCIES:
        return f"money {CURRENCIES[words[-1].lower()]}"
    if not words or words[-1] in NO_UNITS or not NO_UNITS.isdisjoint(words[:-1]):
        return None
    return f"number {words[-1]}"


def _written(number: float, about: str) -> str:
    plain = f"{number:.3f}".rstrip("0").rstrip(".")
    if about in FLOOR or about in ABOVE or about == "just over":
        return plain + "+"
    if about in CEILING or about in BELOW or about == "just under":
        return "<" + plain
    return ("~" if about in ROUND or about in SHORT_OF else "") + plain


def placed(opening: str, phrases: list[str]) -> Iterator[tuple[str, str, str, int]]:
    """Kind, value, words and place of the amounts among phrases, which are given in reading order."""
    reached = 0
    for phrase in phrases:
        start = opening.find(phrase, reached)
        reached = start + len(phrase)
        told = read(phrase, opening[max(start - LOOK_BACK, 0) : start], opening[reached : reached + LOOK_ON])
        if told is not None:
            yield *told, phrase, start
