"""The first look of the fast model: tables for the word, its parts and its looks, and for where it stands."""

from __future__ import annotations

import numpy as np

from reliability.claims.layout import LOOKS, Layout
from reliability.claims.network import Vectors, Weights
from reliability.claims.words import Vocabulary, WordTable


class Forms:
    """Vectors of tokens by their form, tag, place among quotations and in the title."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self._weights = weights
        self._words = WordTable(vocabulary, weights)

    def __call__(self, layout: Layout) -> Vectors:
        """One vector a row of the layout; empty rows are zero."""
        rows = layout.rows
        found = self._words.of(layout.pieces())
        for name in LOOKS:
            found += self._weights[name][layout.column(name)[rows]]
        vectors = np.zeros((layout.count, found.shape[1]), dtype=np.float32)
        vectors[rows] = found
        return vectors
