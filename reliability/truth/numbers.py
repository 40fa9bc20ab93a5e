"""Numbers as values: however thousands, decimals, percentages and units are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reliability.truth.names import nothing, unmarked
from reliability.truth.quantities import of_lengths, of_money, quantity
from reliability.truth.reading import ObjectValues, grouped
from reliability.truth.spelled import spelled

COMPARED = 60
"""Values of one object that are compared pair by pair, the most claimed first."""

LONGEST = 2000
"""Characters of a text in which a number is sought."""

_NUMBER = re.compile(
    r"(?P<sign>[-\u2212\u2013]?)\s*(?P<lead>[$\u20ac\u00a3\u00a5\u20b9]?)\s*"
    r"(?P<digits>\d[\d.,' \u00a0\u202f\u2019]*\d|\d|\.\d+)(?P<power>[eE][-+]?\d+)?"
)
_MOST_DIGITS = 60
_LARGEST = 1e60
_METRES = 1000  # so many `m` are metres: who means 1,000 million says a billion
_LIKELY = 0.05  # two numbers further apart than this share of the larger do not support each other
_NEAR = 0.25  # and closer ones at most so much: who agrees exactly must outweigh as many who agree about


@dataclass(frozen=True)
class Number:
    """A number, the smallest step in which it was written, and what it measures: see `Quantity`."""

    value: float
    step: float
    measure: str = ""
    unit: float = 1.0


def read_numbers(
    texts: Sequence[str], counts: Sequence[float], cut: Sequence[bool], tolerance: float = 0.0
) -> ObjectValues:
    """Values of numbers; labels are numbers too.

    Numbers within `tolerance`, a share of the larger, are one value. A rounded number supports each number that rounds
    to it; numbers up to 5 % apart support each other a little. Lengths, and weights, are compared in one unit, the one
    most used here. Amounts in two currencies are never one value; an amount without a currency is of the only one that
    is named, or may be of any where several are.
    """
    lengths = _lengths(texts)
    numbers = _in_one_unit([number(text, lengths=lengths) for text in texts], counts)
    shares = any(one is not None and one.measure == "percent" for one in numbers)
    amounts = [None if one is None else _amount(one, shares) for one in numbers]
    measures = _measures(numbers)
    keys: list[tuple[str, float] | None] = [None] * len(texts)
    for measure in dict.fromkeys(measures):
        alike = [place for place, one in enumerate(measures) if one == measure]
        heads = _merged([amounts[place] for place in alike], [counts[place] for place in alike], tolerance)
        for place, head in zip(alike, heads, strict=True):
            keys[place] = None if head is None else (measure, head)
    value, places = grouped(keys)
    labels = [repr(amounts[max(of_value, key=lambda place: counts[place])]) for of_value in places]
    steps = [min(_step(numbers[place]) for place in of_value) for of_value in places]
    weight = [sum(counts[place] for place in of_value) for of_value in places]
    first = sorted(range(len(labels)), key=lambda one: -weight[one])[:COMPARED]
    centres = [keys[of_value[0]] or ("", 0.0) for of_value in places]
    near = [
        (one, other, strength)
        for one in first
        for other in first
        if one != other and (strength := _between(centres[one], steps[one], centres[other], steps[other])) > 0
    ]
    return ObjectValues(value, labels, near)


def number(text: str, *, lengths: bool | None = None) -> Number | None:
    """The first number in a text, in figures or else in words.

    Where the text names no currency, `m` is metres with `lengths`, a million without, and by size where that is None.

    >>> number("about 1,200 people").value, number("1.200,50 EUR").value, number("1.2 million").step
    (1200.0, 1200.5, 100000.0)
    """
    plain = unmarked(text[:LONGEST])
    if nothing(plain):
        return None
    found = _NUMBER.search(plain)
    if found is None:
        words = spelled(plain)
        return None if words is None else Number(*words)
    digits = _plain_digits(found["digits"].strip())
    if len(digits) > _MOST_DIGITS:
        return None
    long = float(digits) >= _METRES if lengths is None else lengths
    told = quantity(plain[: found.start("digits")], plain[found.end() :], lengths=long)
    power = float("1" + found["power"]) if found["power"] else 1.0
    value = float(digits) * told.times * power
    if not abs(value) <= _LARGEST or (value == 0 and float(digits)):
        return None
    whole, _, decimals = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals and whole.strip("0") else 0
    step = 10.0 ** (zeros - len(decimals)) * told.times * power
    return Number(-value if found["sign"] else value, step, told.measure, told.unit)


def why_not(text: str) -> str:
    """Why `text`, of which `number` makes nothing, is no number."""
    found = None if nothing(unmarked(text[:LONGEST])) else _NUMBER.search(unmarked(text[:LONGEST]))
    return "no number in it" if found is None else f"a number of more than {_MOST_DIGITS} digits"


def _lengths(texts: Sequence[str]) -> bool | None:
    """Whether some text names a unit of length for certain, else, if some names a currency, not; None if neither."""
    found = [(text, match) for text in texts if (match := _NUMBER.search(text[:LONGEST]))]
    if any(of_lengths(text[match.end() : LONGEST]) for text, match in found):
        return True
    return False if any(of_money(text[:LONGEST]) for text, _ in found) else None


def _in_one_unit(numbers: Sequence[Number | None], counts: Sequence[float]) -> list[Number | None]:
    """Lengths and weights in the unit that most claims use, where claims differ in it."""
    used: dict[str, dict[float, float]] = {}
    for one, count in zip(numbers, counts, strict=True):
        if one is not None and one.measure in ("length", "weight"):
            units = used.setdefault(one.measure, {})
            units[one.unit] = units.get(one.unit, 0.0) + count
    usual = {measure: max(units, key=lambda unit: (units[unit], unit)) for measure, units in used.items()}
    return [None if one is None else _converted(one, usual.get(one.measure, one.unit)) for one in numbers]


def _converted(one: Number, unit: float) -> Number:
    if unit == one.unit:
        return one
    times = one.unit / unit
    return replace(one, value=float(f"{one.value * times:.12g}"), step=one.step * times, unit=unit)


def _measures(numbers: Sequence[Number | None]) -> list[str]:
    """The currency of each amount, or that it is a length or weight, '' for none; that of all where only one is named.

    Percentages are left to `_amount`.
    """
    named = ["" if one is None or one.measure == "percent" else one.measure for one in numbers]
    kinds = {measure for measure in named if measure}
    return [next(iter(kinds))] * len(named) if len(kinds) == 1 else named


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
    return one.value * 100 if shares and one.measure != "percent" and abs(one.value) < 1 else one.value


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


def _between(one: tuple[str, float], step: float, other: tuple[str, float], other_step: float) -> float:
    """How far one amount supports another: not at all across measures, wholly where it names none."""
    if one[0] != other[0] and one[0] and other[0]:
        return 0.0
    if one[0] != other[0] and _apart(one[1], other[1]) <= 1e-9:
        return 1.0 if other[0] else 0.2
    return _support(one[1], step, other[1], other_step)


def _support(one: float, step: float, other: float, other_step: float) -> float:
    """How far the claim `one` supports `other`: wholly where it is `other` rounded, else by closeness."""
    if step > other_step and abs(one - other) <= step / 2 and one != 0:
        return 0.9
    return _NEAR * max(0.0, 1 - _apart(one, other) / _LIKELY)
