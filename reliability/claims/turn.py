"""The turn: speech that a layout gives to its speaker, without a verb that reports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reliability.claims.tokens import PARAGRAPH, Tokens
from reliability.resources import lexicon

Range = tuple[int, int]
"""Half-open token indices."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, the sign that says so, and what is said.

    `cue` is the colon or dash; it is empty (start equals end) where only the line break tells. `content` has one piece
    for each paragraph. `form` is `headline`, `transcript`, `post` or `signed`.
    """

    source: Range
    cue: Range
    content: tuple[Range, ...]
    form: str


def paragraphs(tokens: Tokens) -> Iterator[Range]:
    """Token ranges of the paragraphs that hold anything, without their breaks."""
    low = 0
    while low < len(tokens):
        stop = tokens.tags.find(PARAGRAPH, low)
        stop = len(tokens) if stop < 0 else stop
        if stop > low:
            yield low, stop
        low = stop + 1


def raw(tokens: Tokens, at: int) -> str:
    """A token as the text has it."""
    return tokens.text[tokens.starts[at] : tokens.ends[at]]


def trimmed(tokens: Tokens, start: int, end: int, *, stop: bool = True) -> Range:
    """A range without markup, links and stage directions at its ends, and, with `stop`, without a last full stop.

    Only a stop outside a quotation is left out: so do the corpora that the tagger learns from.
    """
    while start < end and is_layout(tokens, start):
        start += 1
    while end > start and is_layout(tokens, end - 1):
        end -= 1
    if start < end and tokens.tags[start] == "(":
        start = max(start, _direction_end(tokens, start, end))
    if start < end and tokens.tags[end - 1] == ")":
        at = tokens.tags.rfind("(", start, end)
        end = at if at >= 0 and _direction_end(tokens, at, end) == end else end
    while end > start and tokens.words[end - 1] in _ELLIPSES and (end - 1 == start or tokens.tags[end - 2] in _BREAKS):
        end -= 1
    if stop and end > start and tokens.words[end - 1] == ".":
        end -= 1
    return start, end


def is_layout(tokens: Tokens, at: int) -> bool:
    """Whether a token is markup, a sign of emphasis, a bullet or a link."""
    word = tokens.words[at]
    return word in _LAYOUT or (word[0] == "<" and len(word) > 1) or word.startswith(("http://", "https://"))


_LAYOUT = frozenset(("*", "_", "•", "·", "▪", "●", "◦", "‣", ">", "|", "~", "#"))
_LONGEST_DIRECTION = 7
_ELLIPSES = frozenset(("…", "...", "....", ".."))
_BREAKS = frozenset((".", PARAGRAPH))


def group_end(tokens: Tokens, start: int, end: int) -> int:
    """End of the brackets that open at a token, or 0 where they do not close soon."""
    close = tokens.tags.find(")", start, min(end, start + 14))
    return close + 1 if close > 0 else 0


def _direction_end(tokens: Tokens, start: int, end: int) -> int:
    """End of a stage direction in brackets (`(Laughter)`, `(BEGIN VIDEO CLIP.)`) that opens at a token, or 0."""
    close = group_end(tokens, start, end)
    few = 2 < close - start <= _LONGEST_DIRECTION
    return close if few and all(tag in "NnGEID." for tag in tokens.tags[start + 1 : close - 1]) else 0


@cache
def words_of_list(name: str) -> frozenset[str]:
    """All words of a list of the room, in lower case; a sign or letter behind a name is left out."""
    return frozenset(word.lower() for line in lexicon(f"claims/{name}") for word in line.split())


@cache
def first_words(name: str) -> frozenset[str]:
    """The first word of each entry of a list of the room, in lower case."""
    return frozenset(line.split()[0].lower() for line in lexicon(f"claims/{name}"))
