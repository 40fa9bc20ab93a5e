"""Numbers as values: however thousands, decimals, percentages and units are written."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reliability.truth.names import nothing, unmarked
from reliability.truth.reading import ObjectValues, grouped, usual

COMPARED = 60
"""Values of one object that are compared pair by pair, the most claimed first."""

_NUMBER = re.compile(
    r"(?P<sign>[-\u2212\u2013]?)\s*(?P<lead>[$\u20ac\u00a3\u00a5]?)\s*"
    r"(?P<digits>\d[\d.,' \u00a0\u202f\u2019]*\d|\d|\.\d+)(?P<power>[eE][-+]?\d{1,3})?"
    r"\s*(?P<unit>%|[^\W\d_]+(?:\s+(?:thousand|million|billion|trillion|percent))?|[$\u20ac\u00a3\u00a5])?"
)
_TIMES = {
    "k": 1e3, "thousand": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "mm": 1e6, "million": 1e6, "millions": 1e6,
    "bn": 1e9, "b": 1e9, "billion": 1e9, "billions": 1e9, "tn": 1e12, "trillion": 1e12, "dozen": 12.0, "hundred": 100.0,
}  # fmt: skip
_PERCENT = frozenset(("%", "percent", "pc", "pct"))
_LIKELY = 0.05  # two numbers further apart than this share of the larger do not support each other


@dataclass(frozen=True)
class Number:
    """A number, the smallest step in which it was written, and whether it is a share of a hundred."""

    value: float
    step: float
    percent: bool = False


def read_numbers(
    texts: Sequence[str], counts: Sequence[float], cut: Sequence[bool], tolerance: float = 0.0
) -> ObjectValues:
    """Values of numbers.

    Numbers within `tolerance`, a share of the larger, are one value. A rounded number supports each number that rounds
    to it; numbers up to 5 % apart support each other a little.
    """
    numbers = [number(text) for text in texts]
    shares = any(one is not None and one.percent for one in numbers)
    amounts = [None if one is None else _amount(one, shares) for one in numbers]
    keys = _merged(amounts, counts, tolerance)
    value, places = grouped(keys)
    labels = [_label(usual(texts, counts, of_value), keys[of_value[0]]) for of_value in places]
    steps = [min(_step(numbers[place]) for place in of_value) for of_value in places]
    weight = [sum(counts[place] for place in of_value) for of_value in places]
    first = sorted(range(len(labels)), key=lambda one: -weight[one])[:COMPARED]
    centres = [float(keys[of_value[0]] or 0.0) for of_value in places]
    near = [
        (one, other, strength)
        for one in first
        for other in first
        if one != other and (strength := _support(centres[one], steps[one], centres[other], steps[other])) > 0
    ]
    return ObjectValues(value, labels, near)


def number(text: str) -> Number | None:
    """The first number in a text.

    >>> number("about 1,200 people").value, number("1.200,50 EUR").value, number("1.2 million").step
    (1200.0, 1200.5, 100000.0)
    """
    plain = unmarked(text[:200])
    found = None if nothing(plain) else _NUMBER.search(plain)
    if found is None:
        return None
    digits = _plain_digits(found["digits"].strip())
    unit = (found["unit"] or "").lower()
    factor = math.prod(_TIMES.get(word, 1.0) for word in unit.split())
    power = float("1" + found["power"]) if found["power"] else 1.0
    value = float(digits) * factor * power
    if not math.isfinite(value):
        return None
    whole, _, decimals = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals and whole.strip("0") else 0
    step = 10.0 ** (zeros - len(decimals)) * factor * power
    return Number(-value if found["sign"] else value, step, any(word in _PERCENT for word in unit.split()))


def _plain_digits(digits: str) -> str:
    """Tell thousands from decimals: the last sign is a decimal one unless three digits follow every such sign.

    >>> _plain_digits("1.234.567"), _plain_digits("1,5"), _plain_digits("12,345"), _plain_digits("1 234,5")
    ('1234567', '1.5', '12345', '1234.5')
    """
    digits = re.sub(r"[' \u00a0\u202f\u2019]", "", digits)
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return digits
    last = marks[-1]
    if len(set(marks)) == 2:
        other = "," if last == "." else "."
        return digits.replace(other, "").replace(last, ".")
    groups = digits.split(last)
    thousands = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"
    if len(groups) > 2 or (thousands and last == ","):
        return "".join(groups)
    return ".".join(groups)


def _amount(one: Number, shares: bool) -> float:
    """Where some of an object's numbers are percentages, 0.12 is 12 percent."""
    return one.value * 100 if shares and not one.percent and abs(one.value) < 1 else one.value


def _merged(amounts: Sequence[float | None], counts: Sequence[float], tolerance: float) -> list[float | None]:
    """Give each amount the most claimed one within the tolerance."""
    close = max(tolerance, 1e-9)
    weight: dict[float, float] = {}
    for amount, count in zip(amounts, counts, strict=True):
        if amount is not None:
            weight[amount] = weight.get(amount, 0.0) + count
    heads: list[float] = []
    key: dict[float, float] = {}
    for amount in sorted(weight, key=lambda one: (-weight[one], one)):
        head = next((one for one in heads[:COMPARED] if _apart(one, amount) <= close), None)
        key[amount] = amount if head is None else head
        if head is None:
            heads.append(amount)
    return [None if amount is None else key[amount] for amount in amounts]


def _apart(one: float, other: float) -> float:
    return abs(one - other) / max(abs(one), abs(other), 1e-300)


def _step(one: Number | None) -> float:
    return 0.0 if one is None else one.step


def _support(one: float, step: float, other: float, other_step: float) -> float:
    """How far the claim `one` supports `other`: wholly where it is `other` rounded, else by closeness."""
    if step > other_step and abs(one - other) <= step / 2 and one != 0:
        return 0.9
    return 0.5 * max(0.0, 1 - _apart(one, other) / _LIKELY)


def _label(text: str, amount: object) -> str:
    return " ".join(text.split()) if amount is not None else ""
