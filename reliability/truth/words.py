"""Texts as values: alike but for case, accents, punctuation and spacing they are one; similar ones support another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from reliability.truth.names import folded, nothing, unmarked
from reliability.truth.reading import ObjectValues, grouped, usual

LONGEST = 2000
"""Characters of a text that are compared."""

COMPARED = 60
"""Values of one object that are compared pair by pair, the most claimed first."""

_ALIKE = 0.8


def read_texts(texts: Sequence[str], counts: Sequence[float], cut: Sequence[bool]) -> ObjectValues:
    """Values of texts; two that are nearly alike support each other by how alike they are, from 0.8 up."""
    plain = [unmarked(text[:LONGEST]) for text in texts]
    keys = [None if nothing(text) else _key(text) for text in plain]
    value, places = grouped(keys)
    labels = [usual(plain, counts, of_value) for of_value in places]
    weight = [sum(counts[place] for place in of_value) for of_value in places]
    first = sorted(range(len(labels)), key=lambda number: -weight[number])[:COMPARED]
    near = []
    for place, one in enumerate(first):
        for other in first[:place]:
            alike = fuzz.ratio(str(keys[places[one][0]]), str(keys[places[other][0]])) / 100
            if alike >= _ALIKE:
                strength = (alike - _ALIKE) / (1 - _ALIKE)
                near += [(one, other, strength), (other, one, strength)]
    return ObjectValues(value, labels, near)


def _key(text: str) -> str:
    """Folded words; of a text of signs alone, the signs."""
    return " ".join(filter(None, map(folded, re.findall(r"[\w'\u2019]+", text)))) or text
