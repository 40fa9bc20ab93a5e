"""Annotated articles to examples: what the network sees of a text, and what it should say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reliability.claims.linking import BEFORE, BEHIND, CONTENT_FIRST, NOTHING, SOURCE_FIRST
from reliability.claims.reading import Numbers, Range, Reading, read
from reliability.claims.tagger import FIRST, FURTHER, OTHER
from reliability.claims.tokens import Tokens
from reliability.claims.words import Vocabulary

PLACES = BEFORE + BEHIND + 1

COLUMNS = ("tag", "place", "title", "sentence", "paragraph", "quotation")
"""Columns of `Reading` that the network is given."""

_IN_CAPITALS = 25
_EXCERPTED = 4

KINDS_OF_TOKEN = ("nothing", "source", "content", "cue")
"""What a token is in any attribution: a second thing to learn, which helps the first."""


@dataclass(frozen=True)
class Example:
    """A stretch of a text: columns by name, tokens as written, and the right answers.

    `cue` and `kind` hold one label a token; `starts` and `ends` the cues whose roles are to be learned, and `roles`
    for each of them the labels of its window.
    """

    pieces: list[str]
    columns: Mapping[str, Numbers]
    cue: Numbers
    kind: Numbers
    starts: Numbers
    ends: Numbers
    roles: Numbers
    weight: float

    def __len__(self) -> int:
        return len(self.pieces)


def examples(articles: Iterable[Mapping[str, Any]], *, longest: int, weight: float = 1.0) -> Iterator[Example]:
    """Turn annotated articles into examples of at most `longest` tokens.

    Args:
        articles: `text` and `attributions`, each with `source`, `cue` and `content` as lists of character offsets.
        longest: tokens from which a text is cut.
        weight: what each example counts for.
    """
    for article in articles:
        reading = read(article["text"])
        gold = [one for one in (_in_tokens(reading.tokens, row) for row in article["attributions"]) if one]
        yield from _stretches(reading, gold, longest, weight)


def capitals(articles: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every `_IN_CAPITALS`th article once more, in capitals: some texts come so."""
    for article in articles[::_IN_CAPITALS]:
        loud = article["text"].upper()
        if len(loud) == len(article["text"]):
            yield {**article, "text": loud}


def excerpts(articles: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every `_EXCERPTED`th paragraph as a text of its own, with what is said in it: some texts are that short."""
    number = 0
    for article in articles:
        for paragraph in _PARAGRAPH.finditer(article["text"]):
            number += 1
            if number % _EXCERPTED == 0:
                yield {"text": paragraph[0], "attributions": list(_within(article["attributions"], *paragraph.span()))}


_PARAGRAPH = re.compile(r"\S[^\n]*")


def _within(rows: Iterable[Mapping[str, Any]], low: int, high: int) -> Iterator[dict[str, list[list[int]]]]:
    """Attributions that lie in a range of characters, counted from its start."""
    for row in rows:
        roles = {role: row[role] for role in ("source", "cue", "content")}
        if all(low <= start and end <= high for spans in roles.values() for start, end in spans):
            yield {role: [[start - low, end - low] for start, end in spans] for role, spans in roles.items()}


Gold = tuple[Range, set[int], set[int]]
"""Cue, tokens of the source, tokens of the content."""


def _in_tokens(tokens: Tokens, row: Mapping[str, Any]) -> Gold | None:
    cue = covered(tokens, row["cue"])
    content = covered(tokens, row["content"]) - cue
    if not cue or not content:
        return None
    return (min(cue), max(cue) + 1), covered(tokens, row["source"]) - cue, content


def covered(tokens: Tokens, spans: Iterable[Sequence[int]]) -> set[int]:
    """Tokens that character spans touch."""
    found: set[int] = set()
    for start, end in spans:
        at = tokens.at(start)
        if at and tokens.ends[at - 1] > start:
            at -= 1
        while at < len(tokens) and tokens.starts[at] < end:
            found.add(at)
            at += 1
    return found


def _stretches(reading: Reading, gold: list[Gold], longest: int, weight: float) -> Iterator[Example]:
    cue, kind = _labels(len(reading), gold)
    for low in range(0, len(reading), longest):
        high = min(low + longest, len(reading))
        inside = [one for one in gold if low <= one[0][0] and one[0][1] <= high]
        yield Example(
            pieces=reading.tokens.pieces(low, high),
            columns={name: getattr(reading, name)[low:high] for name in COLUMNS},
            cue=cue[low:high],
            kind=kind[low:high],
            starts=np.array([one[0][0] - low for one in inside], dtype=np.int64),
            ends=np.array([one[0][1] - low for one in inside], dtype=np.int64),
            roles=np.array([_window(one) for one in inside], dtype=np.int64).reshape(-1, PLACES),
            weight=weight,
        )


def _labels(count: int, gold: list[Gold]) -> tuple[Numbers, Numbers]:
    cue = np.full(count, OTHER, dtype=np.int64)
    kind = np.zeros(count, dtype=np.int64)
    for (start, end), source, content in gold:
        cue[start:end] = FURTHER
        cue[start] = FIRST
        kind[sorted(source)] = 1
        kind[sorted(content)] = 2
    for (start, end), _, _ in gold:
        kind[start:end] = 3
    return cue, kind


def _window(gold: Gold) -> Numbers:
    """Roles around a cue; each token of a role has the label of its first token."""
    found = np.full(PLACES, NOTHING, dtype=np.int64)
    for label, tokens in ((SOURCE_FIRST, gold[1]), (CONTENT_FIRST, gold[2])):
        places = np.array(sorted(tokens), dtype=np.int64) - gold[0][0] + BEFORE
        found[places[(places >= 0) & (places < PLACES)]] = label
    return found


def word_numbers(vocabulary: Vocabulary, example: Example) -> Numbers:
    """Numbers of word, prefix, suffix and case of each token: 4 by tokens."""
    return np.array([vocabulary.numbers(piece) for piece in example.pieces], dtype=np.int64).reshape(-1, 4).T
