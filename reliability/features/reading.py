"""How finders read a text: its sentences, the writer's own words, and the words that carry meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from reliability.features.finding import Place
from reliability.features.patterns import QUOTED, entries

# As `frames.SENTENCE`, but the mark is looked for first: many times faster, and "!!!!" is looked through once.
MARKS = re.compile(r"""[.!?…]{1,9}["”’')\]]{0,4}(?=\s|$)|\n+""")
WORD_END = re.compile(r"(?:[^A-Z\n.]{3}|[A-Z]{2})$")
QUOTATIONS = re.compile(QUOTED)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LATEST = 4  # texts that are kept as read: several finders look through one article
STEM, STEM_FROM = 6, 4  # letters: 'elect' and 'elections' meet, and shorter words are mostly function words


@lru_cache(maxsize=LATEST)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open spans of the sentences of a text, without white space at their ends."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in MARKS.finditer(text):
        if text[mark.start()] == "\n" or WORD_END.search(text[max(mark.start() - 3, 0) : mark.start()]):
            yield from _stripped(text, start, mark.end())
            start = mark.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with blanks for what matches, of the same length."""
    return pattern.sub(lambda found: " " * len(found[0]), text)


@lru_cache(maxsize=LATEST)
def own_words(text: str) -> str:
    """The text with blanks for what stands in quotation marks, of the same length."""
    return blanked(QUOTATIONS, text)


def without(spans: Iterable[tuple[int, int]], text: str) -> str:
    """The text with blanks for what lies in these spans, of the same length."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        if done < min(end, len(text)):
            first = max(start, done)
            pieces += [text[done:first], " " * (min(end, len(text)) - first)]
            done = end
    return "".join([*pieces, text[done:]])


def places(pattern: re.Pattern[str], text: str) -> list[Place]:
    """Where a pattern matches, without white space at the ends of a match."""
    found = []
    for match in pattern.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        found.append(Place(start, match.start() + len(words.rstrip())))
    return found


@cache
def _common() -> frozenset[str]:
    return frozenset(entries("function_words"))


def stems(words: str) -> set[str]:
    """What the words of a sentence begin with; function words and short ones are left out."""
    common = _common()
    found = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(words))
    return {word[:STEM] for word in found if len(word) >= STEM_FROM and word not in common}


def spans_of(claim: Mapping[str, Any], *roles: str) -> list[tuple[int, int]]:
    """The spans of a claim's source, cue or content that are spans."""
    pieces = (piece for role in roles for piece in claim[role] or ())
    return [(piece[0], piece[1]) for piece in pieces if len(piece) == 2 and 0 <= piece[0] < piece[1]]


def of_claims(claims: Iterable[Mapping[str, Any]], *roles: str) -> list[Place]:
    """A place for each claim: the first span of the first role that it has, in reading order."""
    found: dict[tuple[int, int], Place] = {}
    for claim in claims:
        spans = next((spans for role in roles if (spans := spans_of(claim, role))), [])
        found |= {span: Place(*span) for span in sorted(spans)[:1]}
    return [found[span] for span in sorted(found)]
