"""The order of the outlets that a sentence names: "A, citing B, which quoted C" is C, then B, then A."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CITES = re.compile(r"\b(?:citing|quoting|(?:cites|cited|quotes|quoted)(?! (?:by|in|on)\b))\b", re.IGNORECASE)
_TOGETHER = re.compile(r",? and (?:the )?$", re.IGNORECASE)


def inwards(found: Iterable[tuple[int, str]], sentence: str) -> list[str]:
    """Names with their places in `sentence`, put in order from the origin outwards: who is cited before who cites."""
    ordered: list[str] = []
    last, at = 0, 0
    for place, name in found:
        if ordered and _CITES.search(sentence, last, place):
            at = 0
        else:
            # "A, citing B and C": both are cited by A.
            at = at + 1 if ordered and _TOGETHER.search(sentence, last, place) else len(ordered)
        ordered.insert(at, name)
        last = place
    return ordered
