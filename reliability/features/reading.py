"""How finders read a text: its sentences, the writer's own words, and the words that carry meaning."""

from __future__ import annotations

import re
from bisect import bisect_right
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
LETTERS = re.compile(r"[a-z]{3,5}")
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


@lru_cache(maxsize=LATEST)
def lowered(text: str) -> str:
    """The text in small letters, of the same length."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(letter.lower()[:1] for letter in text)


@lru_cache(maxsize=LATEST)
def _begun(text: str) -> tuple[set[str], set[str]]:
    """Three and five letters that words of a text in small letters begin with; pieces of words are among them."""
    five = set(LETTERS.findall(text))
    return {letters[:3] for letters in five}, five


@cache
def _beginnings(roots: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((root, begun[0] if (begun := LETTERS.findall(root)) else "") for root in roots)


def found_at(roots: tuple[str, ...], text: str) -> list[int]:
    """Where any of these words or beginnings of words stand in a text of small letters, in reading order.

    Plain search is ten times faster than a pattern of alternatives: it says where a pattern is worth a try.
    """
    (three, five), found = _begun(text), []
    for root, begins in _beginnings(roots):
        known = not begins or (begins in five if len(begins) == 5 else begins[:3] in three)
        at = text.find(root) if known else -1
        while at >= 0:
            found.append(at)
            at = text.find(root, at + 1)
    return sorted(found)


def around(roots: tuple[str, ...], text: str, before: int, after: int) -> Iterator[tuple[int, int]]:
    """Spans of so many characters about these words; those that overlap are one."""
    start = end = -1
    for at in found_at(roots, lowered(text)):
        if at - before > end:
            if end >= 0:
                yield start, end
            start = max(at - before, 0)
        end = min(at + after, len(text))
    if end >= 0:
        yield start, end


def sentences_with(roots: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a text in which one of these words, or of what they begin with, stands."""
    return sentences_at(found_at(roots, lowered(text)), text)


def sentences_at(found: Iterable[int], text: str) -> list[tuple[int, int]]:
    """The spans of the sentences in which these offsets lie, in reading order."""
    offsets = list(found)
    if not offsets:
        return []
    lines = sentences(text)
    starts = [start for start, _ in lines]
    return [lines[n] for n in sorted({bisect_right(starts, at) - 1 for at in offsets}) if n >= 0]


def says(word: str, text: str) -> bool:
    """Whether a word stands in the text by itself."""
    return next(mentions(word, text), None) is not None


def mentions(word: str, text: str) -> Iterator[int]:
    """Where a word stands in the text with no letter or digit beside it."""
    at = text.find(word)
    while at >= 0:
        beside = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
        if not any(letter.isalnum() or letter == "_" for letter in beside):
            yield at
        at = text.find(word, at + 1)


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
