"""Speech that no quotation marks enclose: paragraphs that a dash opens, and block quotations behind `>`.

A dash also opens items of lists. It opens speech where a reporting clause follows (`— The bridge is safe — said Lind —.
We tested it.`) in its paragraph or in a neighbour that a dash opens as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from reliability.claims.tokens import PARAGRAPH, Tokens
from reliability.resources import lexicon

Quoted = tuple[int, int, bool, bool]
"""A quotation: first token, end, whether it is closed, whether it goes on the one before."""

_DASHES = frozenset(("-", "–", "—", "―", "--"))
_LINE = re.compile(rf"(?:(?<={re.escape(PARAGRAPH)})|^)[-*]")
_SUBJECT = re.compile(r"(?:P|D?[nR]{0,3}N+|D[nN]{1,4})R?$")
_OBJECT = re.compile(r"(?:R?(?:P|D|N|n+N))")
_LONGEST_CLAUSE = 14
_SHORTEST_BLOCK = 4
_TALK = frozenset(("i", "we", "you", "me", "us", "my", "our", "your", "i'm", "we're", "you're"))


@cache
def speech_verbs() -> frozenset[str]:
    """Verb forms that report direct speech."""
    return frozenset(word for line in lexicon("claims/speech_verbs") for word in line.split())


def merge(tokens: Tokens, ranges: list[Quoted]) -> list[Quoted]:
    """Quotations in marks, with the unmarked ones of the paragraphs that hold no marks, in text order."""
    starts = [start for start, *_ in ranges]
    ends = [end for _, end, *_ in ranges]
    added: list[Quoted] = []
    dialogue: list[tuple[int, int]] = []
    block_end = -2
    for low, high in _lines(tokens):
        at = bisect_left(starts, low)
        if (at < len(starts) and starts[at] < high) or (at and ends[at - 1] > low):
            continue
        if tokens.words[low] in _DASHES:
            if dialogue and dialogue[-1][1] + 1 != low:
                added.extend(_speech(tokens, dialogue))
                dialogue = []
            dialogue.append((low, high))
        elif tokens.words[low] == ">" and high - low > _SHORTEST_BLOCK and tokens.tags[low + 1] not in "-*":
            added.append((low + 1, high, False, block_end + 1 == low))
            block_end = high
    added.extend(_speech(tokens, dialogue))
    return sorted([*ranges, *added]) if added else ranges


def _lines(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Token ranges of the paragraphs that a dash or a sign opens."""
    for match in _LINE.finditer(tokens.tags):
        stop = tokens.tags.find(PARAGRAPH, match.start())
        yield match.start(), len(tokens) if stop < 0 else stop


def _speech(tokens: Tokens, lines: list[tuple[int, int]]) -> list[Quoted]:
    """The speech of neighbouring paragraphs that a dash opens; nothing where no clause reports any of them."""
    pieces = [_pieces(tokens, low, high) for low, high in lines]
    if all(len(parts) == 1 and parts[0][1] == high for parts, (_, high) in zip(pieces, lines, strict=True)):
        return []
    return [(start, end, False, False) for parts in pieces for start, end in parts]


def _pieces(tokens: Tokens, low: int, high: int) -> list[tuple[int, int]]:
    """The speech of one paragraph, without its reporting clauses.

    A clause behind a comma reports speech where somebody is spoken to: that tells talk from an item of a list.
    """
    pieces = []
    start = at = low
    talk = False
    while at + 1 < high:
        at += 1
        talk = talk or tokens.words[at] in _TALK
        dash = _sets_off(tokens, at)
        if dash or (tokens.tags[at] in ",." and tokens.words[at] != "."):
            end = _clause_end(tokens, at + 1, high, inverted=not dash)
            if end and (dash or talk or tokens.words[at] in "?!"):
                pieces.append((start, at if dash else at + 1))
                talk, start, at = True, end, end - 1
    if start < high and any(tag not in '.,-)"' for tag in tokens.tags[start:high]):
        pieces.append((start, high))
    return [(first, end) for first, end in pieces if end > first + 1]


def _sets_off(tokens: Tokens, at: int) -> bool:
    """Whether a token is a dash between clauses, not one inside a word or between numbers."""
    if tokens.words[at] not in _DASHES:
        return False
    text, start, end = tokens.text, tokens.starts[at], tokens.ends[at]
    return text[start - 1 : start].isspace() or text[end : end + 1].isspace() or tokens.words[at] in "—―"


def _clause_end(tokens: Tokens, start: int, high: int, *, inverted: bool) -> int:
    """End of the reporting clause that starts at a token, its closing dash or comma included; 0 where none does."""
    verbs = speech_verbs()
    verb = next((at for at in range(start, min(start + 5, high)) if tokens.words[at] in verbs), -1)
    if verb < 0:
        return 0
    if verb == start:
        if verb + 1 < high and not _OBJECT.match(tokens.tags, verb + 1):
            return 0
    elif inverted or not _SUBJECT.fullmatch(tokens.tags, start, verb):
        return 0
    for at in range(verb + 1, min(verb + _LONGEST_CLAUSE, high)):
        if _sets_off(tokens, at) or tokens.tags[at] in ".:" or (inverted and tokens.tags[at] == ","):
            return _past_stops(tokens, at, high)
    return high if high - verb <= _LONGEST_CLAUSE else 0


def _past_stops(tokens: Tokens, at: int, high: int) -> int:
    """Past the dash of `—said Lind—.` and the stop behind it."""
    while at < high and tokens.tags[at] in "-.,:":
        at += 1
    return at
