"""Whole articles with their claims, as the formats of annotation tools need them.

A documents frame has one row an article: `article_id`, `text`, `sentences` (the tokens of each sentence as `[start,
end]`) and `claims` (structs with the columns of `records.CLAIMS` but `article_id` and `claim_id`, in order).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from reliability.records import CLAIMS, SPANS

Row = Mapping[str, Any]
Span = tuple[int, int]

ROLES = ("source", "cue", "content")
KEPT = tuple(name for name in CLAIMS.schema.names() if name not in ("article_id", "claim_id", "run_id"))
_COLUMNS: dict[str, Any] = {
    "article_id": pl.String,
    "text": pl.String,
    "sentences": pl.List(SPANS),
    "claims": pl.List(pl.Struct({name: CLAIMS.schema[name] for name in KEPT})),
}
SCHEMA = pl.Schema(_COLUMNS)
_WORD = re.compile(r"\S+")


def rows(documents: Iterable[pl.DataFrame]) -> Iterator[Row]:
    """The articles of documents frames, one after the other."""
    for chunk in documents:
        yield from chunk.iter_rows(named=True)


def pieces(claim: Row, role: str) -> list[Span]:
    """The spans of a claim's role, in text order."""
    return sorted((start, end) for start, end in claim[role] or [])


def sentences(document: Row) -> list[list[Span]]:
    """The tokens of each sentence, cut at white space and wherever a claim's span begins or ends.

    So a span is always whole tokens, and no token holds white space.
    """
    text, claims = document["text"], document["claims"] or []
    bounds = sorted({at for claim in claims for role in ROLES for span in claim[role] or [] for at in span})
    cut = _cutter(text, bounds)
    found = ([piece for start, end in sentence for piece in cut(start, end)] for sentence in document["sentences"])
    return [tokens for tokens in found if tokens]


def _cutter(text: str, bounds: Sequence[int]) -> Callable[[int, int], Iterator[Span]]:
    """A function that cuts tokens, which must come in text order."""
    at = 0

    def cut(start: int, end: int) -> Iterator[Span]:
        nonlocal at
        for word in _WORD.finditer(text, start, end):
            begin = word.start()
            while at < len(bounds) and bounds[at] <= begin:
                at += 1
            while at < len(bounds) and bounds[at] < word.end():
                yield begin, bounds[at]
                begin = bounds[at]
                at += 1
            yield begin, word.end()

    return cut


def covered(tokens: Sequence[Span], span: Span) -> range:
    """The indices of the tokens inside a span."""
    return range(bisect_left(tokens, (span[0], 0)), bisect_left(tokens, (span[1], 0)))


def chain(claim: Row) -> str:
    """`press release > i24 NEWS`: the intermediaries, in order from the origin."""
    return " > ".join(step["name"] or step["kind"] for step in claim["via"] or [])
