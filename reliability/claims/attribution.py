"""The attribution: the three spans that say who says what (PARC / PolNeAR terms)."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""Half-open Python string offsets into the article's text."""


@dataclass(frozen=True)
class Attribution:
    """One attribution found in a text; each role may lie in several pieces, in text order.

    `source` may be empty; `cue` is empty only where nothing but a line break tells who speaks; `content` never is.
    `quotation` is `direct`, `indirect` or `mixed`.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation: str


def words_of(text: str, spans: tuple[Span, ...]) -> str:
    """The words under `spans`; pieces joined by ' ... '."""
    return " ... ".join(text[start:end] for start, end in spans)
