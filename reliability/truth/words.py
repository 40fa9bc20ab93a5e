"""Texts as values: alike but for case, accents, punctuation and spacing they are one; similar ones support another."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

from reliability.truth.names import folded, nothing
from reliability.truth.reading import ObjectValues, grouped, usual

LONGEST = 2000
"""Characters of a text that are compared."""

COMPARED = 60
"""Values of one object that are compared pair by pair, the most claimed first."""

_ALIKE = 0.8
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")  # `x < y > z` has none


def read_texts(texts: Sequence[str], counts: Sequence[float], cut: Sequence[bool]) -> ObjectValues:
    """Values of texts; two that are nearly alike support each other by how alike they are, from 0.8 up.

    Only for comparison are texts changed: a label is one of them, the usual one, of equals one without markup.
    """
    plain = [_unmarked(text[:LONGEST]) for text in texts]
    keys = [None if nothing(text) else _key(text) for text in plain]
    value, places = grouped(keys)
    clean = [count + 0.5 * (one == text) for one, text, count in zip(plain, texts, counts, strict=True)]
    labels = [usual(texts, clean, of_value) for of_value in places]
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


def _unmarked(text: str) -> str:
    """`text` without entities, tags and odd forms of letters, on one line."""
    return " ".join(unicodedata.normalize("NFKC", _TAG.sub(" ", html.unescape(text))).split())


def _key(text: str) -> str:
    """Folded words; of a text of signs alone, the signs."""
    return " ".join(filter(None, map(folded, re.findall(r"[\w'\u2019]+", text)))) or text
