"""The first look of the fast model: tables for the word, its parts and its looks, and for where it stands."""

from __future__ import annotations

from reliability.claims.layout import Layout
from reliability.claims.network import Vectors, Weights, add_looks
from reliability.claims.words import Vocabulary, WordTable


class Forms:
    """Vectors of tokens by their form, tag, place among quotations and in the title."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self._weights = weights
        self._words = WordTable(vocabulary, weights)

    def __call__(self, layout: Layout) -> Vectors:
        """One vector a row of the layout; empty rows are zero."""
        found = self._words.of(layout.pieces())
        add_looks(found, layout, self._weights)
        return layout.by_row(found)
