"""Numbers in words: `thirteen`, `twenty-three`, `half a dozen`, `two hundred and six thousand`."""

from __future__ import annotations

import re

# fmt: off
_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}
_GROUPS = {"dozen": 12, "score": 20, "hundred": 100}
_LARGE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
# fmt: on
_PART = "|".join((*_SMALL, *_TENS, *_GROUPS, *_LARGE))
_RUN = re.compile(
    rf"(?<![\w'\u2019])(?<!\bno )(?P<half>half\s+)?(?:an?\s+(?=(?:{'|'.join((*_GROUPS, *_LARGE))})\b))?"
    rf"(?P<words>(?:{_PART})(?:(?:\s+and\s+|\s+|-)(?:{_PART}))*)(?![\w'\u2019])",
    re.I,
)


def spelled(text: str) -> tuple[float, float] | None:
    """The first number in words, and the step in which it is told: 1, or the dozen, hundred or million it ends with.

    >>> spelled("thirteen people"), spelled("half a dozen"), spelled("two hundred and six"), spelled("dozens")
    ((13.0, 1.0), (6.0, 1.0), (206.0, 1.0), None)
    """
    found = _RUN.search(text)
    if found is None:
        return None
    total = part = 0
    step, room = 1, 100  # below what the next word must stay: `two three` are two numbers
    for word in re.findall(r"[a-z]+", found["words"].lower()):
        small = (_SMALL | _TENS).get(word)
        if small is not None and small >= room:
            break
        if small is not None:
            part, step, room = part + small, 1, 10 if word in _TENS else 0
        elif word in _GROUPS:
            part, step, room = max(part, 1) * _GROUPS[word], _GROUPS[word] if word == "hundred" else 1, 100
        elif word in _LARGE:
            total, part, step, room = total + max(part, 1) * _LARGE[word], 0, _LARGE[word], 100
    share = 0.5 if found["half"] else 1.0
    return (total + part) * share, step * share if step > 1 else 1.0
