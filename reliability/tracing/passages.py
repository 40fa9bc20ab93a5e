"""Where the words that fit stand in a claim's text, and which words differ, as they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import polars as pl

from reliability.stories import words
from reliability.tracing.matching import Match

MARK = re.compile(r"[.!?\n:“\"]")  # what `words.TOKEN` takes for a mark of a sentence
BETWEEN = 3  # characters between two words of one passage

Spans = list[list[int]]


def passages(asked: str, contents: Sequence[str | None], matches: Sequence[Match]) -> list[dict[str, Any]]:
    """Of each claim: `changes` (asked, told) and `spans` of the words that fit, half open, in its text.

    Args:
        asked: what was asked for.
        contents: what the claims say.
        matches: how each fits.
    """
    texts = [asked, *(content or "" for content in contents)]
    tokens = pl.Series(texts, dtype=pl.String).str.slice(0, words.MAX_CHARACTERS).str.extract_all(words.TOKEN).to_list()
    placed = [_places(text, written) for text, written in zip(texts, tokens, strict=True)]
    return [
        {
            "changes": [
                {
                    "asked": _cut(asked, placed[0], change.start, change.end),
                    "told": _cut(text, places, change.begin, change.stop),
                }
                for change in match.changes
            ],
            "spans": _joined([places[place] for place in match.told]),
        }
        for text, places, match in zip(texts[1:], placed[1:], matches, strict=True)
    ]


def _places(text: str, tokens: Sequence[str]) -> Spans:
    """Start and end of each word; tokens that are marks are left out, as in `words.read`."""
    found, start = [], 0
    for token in tokens:
        start = text.index(token, start)
        if not MARK.fullmatch(token):
            found.append([start, start + len(token)])
        start += len(token)
    return found


def _cut(text: str, places: Spans, start: int, end: int) -> str:
    return text[places[start][0] : places[end - 1][1]] if start < end else ""


def _joined(places: Spans) -> Spans:
    """Neighbouring words as one span."""
    spans: Spans = []
    for start, end in places:
        if spans and start - spans[-1][1] <= BETWEEN:
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return spans
