"""What a number counts: money of a currency, a length, a weight, a share of a hundred, or things without a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

# fmt: off
TIMES = {
    "k": 1e3, "thousand": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "mm": 1e6, "million": 1e6, "millions": 1e6,
    "bn": 1e9, "b": 1e9, "billion": 1e9, "billions": 1e9, "tn": 1e12, "trillion": 1e12, "dozen": 12.0, "hundred": 100.0,
    "score": 20.0,
}
"""What words after a number multiply it by."""

_CURRENCIES = {
    "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "\u20ac": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "\u00a3": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "sterling": "GBP",
    "\u00a5": "JPY", "jpy": "JPY", "yen": "JPY", "chf": "CHF", "franc": "CHF", "francs": "CHF", "cny": "CNY",
    "yuan": "CNY", "renminbi": "CNY", "inr": "INR", "rupee": "INR", "rupees": "INR", "\u20b9": "INR", "rub": "RUB",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "aud": "AUD", "cad": "CAD",
}
_UNITS = {
    "km": ("length", 1e3), "kilometre": ("length", 1e3), "kilometres": ("length", 1e3), "kilometer": ("length", 1e3),
    "kilometers": ("length", 1e3), "metre": ("length", 1.0), "metres": ("length", 1.0), "meter": ("length", 1.0),
    "meters": ("length", 1.0), "cm": ("length", 1e-2), "mile": ("length", 1609.344), "miles": ("length", 1609.344),
    "ft": ("length", 0.3048), "foot": ("length", 0.3048), "feet": ("length", 0.3048), "yard": ("length", 0.9144),
    "yards": ("length", 0.9144), "kg": ("weight", 1.0), "kilogram": ("weight", 1.0), "kilograms": ("weight", 1.0),
    "kilogramme": ("weight", 1.0), "kilogrammes": ("weight", 1.0), "tonne": ("weight", 1e3), "tonnes": ("weight", 1e3),
    "gram": ("weight", 1e-3), "grams": ("weight", 1e-3),
}
_SHORT = {"m": ("length", 1.0), "mm": ("length", 1e-3)}  # million, too
# fmt: on
_PERCENT = frozenset(("%", "percent", "pc", "pct"))
_WORD = re.compile(r"[^\W\d_]+|[%$\u20ac\u00a3\u00a5\u20b9]")
_AFTER = 4  # words after a number in which its unit is sought


@dataclass(frozen=True)
class Quantity:
    """What the words about a number make of it.

    Attributes:
        times: what it is multiplied by.
        measure: `length`, `weight`, `percent`, a currency, or '' for things.
        unit: how many metres or kilograms the unit has, else 1.
    """

    times: float = 1.0
    measure: str = ""
    unit: float = 1.0


def quantity(before: str, after: str, *, lengths: bool) -> Quantity:
    """Read what stands before and after a number; with `lengths` an `m` without a currency is a metre, not a million.

    >>> quantity("\u20ac", "m", lengths=True).times, quantity("", "m", lengths=True).measure
    (1000000.0, 'length')
    """
    words = _WORD.findall(after.lower())[:_AFTER]
    last = _WORD.findall(before.lower())[-1:]
    money = next((_CURRENCIES[word] for word in (*last, *words) if word in _CURRENCIES), "")
    times = 1.0
    for place, word in enumerate(words):
        if word in _SHORT and lengths and not money:
            return Quantity(times, *_SHORT[word])
        if word in TIMES and place < 2:
            times *= TIMES[word]
        elif word in _UNITS and not money:
            return Quantity(times, *_UNITS[word])
        elif word in _PERCENT and place < 2:
            return Quantity(times, "percent")
        elif word not in _CURRENCIES:
            break
    return Quantity(times, money)


def of_money(text: str) -> bool:
    """Whether a text names a currency."""
    return any(word in _CURRENCIES for word in _WORD.findall(text.lower()))


def of_lengths(after: str) -> bool:
    """Whether what stands after a number names a unit of length for certain.

    >>> of_lengths(" km of road"), of_lengths(" m")
    (True, False)
    """
    return any(_UNITS.get(word, ("", 0.0))[0] == "length" for word in _WORD.findall(after.lower())[:2])
