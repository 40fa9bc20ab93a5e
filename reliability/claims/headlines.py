"""Headlines that give a statement to its speaker by a colon: `Lind: Bridge is safe`, `Bridge is safe: Lind`."""

from __future__ import annotations

import re

from reliability.claims.quotation import Quotations
from reliability.claims.tokens import Tokens
from reliability.claims.turn import Range, Turn, first_words, raw, trimmed, words_of_list

_LONGEST = 40
_MOST_BEFORE = 14
_MOST_NAMES = 4
_SHORTEST = 2
_SPEAKER = re.compile(r"N{1,4}n{0,2}(?=:)|N{1,4}(?=[It])|n{1,2}(?=:)")
_VERBAL = frozenset("PBmhdE")
_KINDS = frozenset(
    ("daily", "guide", "digest", "briefing", "update", "updates", "email", "newsletter", "show", "podcast")
)


def headline(tokens: Tokens, quotations: Quotations, parts: list[Range]) -> list[Turn]:
    """The turn in the first paragraph of a text, if that is such a headline; `parts` are its paragraphs."""
    if not parts or parts[0][1] - parts[0][0] > _LONGEST:
        return []
    low, high = parts[0]
    colon = tokens.tags.find(":", low, high)
    while colon >= 0 and tokens.words[colon] != ":":
        colon = tokens.tags.find(":", colon + 1, high)
    if colon < 0 or quotations.holding(colon) >= 0:
        return []
    turn = _leading(tokens, quotations, low, colon, high) or _trailing(tokens, low, colon, high)
    return [turn] if turn else []


def _leading(tokens: Tokens, quotations: Quotations, low: int, colon: int, high: int) -> Turn | None:
    """`Lind: Bridge is safe`, `Exclusive - Lind to council: Bridge is safe`."""
    start = low
    for at in range(low, min(colon, low + _MOST_BEFORE)):
        if tokens.tags[at] in "-*" and tokens.text[tokens.ends[at]].isspace():
            start = at + 1
    match = _SPEAKER.match(tokens.tags, start, colon + 1)
    if not match or colon - start > _MOST_BEFORE:
        return None
    end = match.end()
    content = _statement(tokens, colon + 1, high)
    quoted = quotations.covered(*content) * 2 >= content[1] - content[0]
    wordy = sum(tag.isalpha() for tag in tokens.tags[content[0] : content[1]])
    if wordy < _SHORTEST or (tokens.words[content[1] - 1] == "?" and not quoted):
        return None
    if not _speaks(tokens, start, end, high, _VERBAL.isdisjoint(tokens.tags[content[0] : content[1]]) and not quoted):
        return None
    return Turn((start, end), (colon, colon + 1), (content,), "headline")


def _trailing(tokens: Tokens, low: int, colon: int, high: int) -> Turn | None:
    """`Bridge is safe: Lind`, `Bridge is safe: report`."""
    start, end = trimmed(tokens, colon + 1, high)
    content = trimmed(tokens, low, colon)
    if not 0 < end - start <= _MOST_NAMES or content[1] - content[0] <= _SHORTEST:
        return None
    generic = tokens.words[end - 1] in words_of_list("speakers") and set(tokens.tags[start:end]) <= set("nNE")
    if not generic and (set(tokens.tags[start:end]) != {"N"} or not _speaks(tokens, start, end, high, True)):
        return None
    return Turn((start, end), (colon, colon + 1), (content,), "headline")


def _statement(tokens: Tokens, start: int, high: int) -> Range:
    """The statement behind the colon, up to a semicolon before a second line."""
    semicolon = tokens.tags.find(";", start, high)
    return trimmed(tokens, start, high if semicolon < 0 else semicolon)


def _speaks(tokens: Tokens, start: int, end: int, high: int, doubtful: bool) -> bool:
    """Whether the words before the colon name somebody: the text below names them again, or they are a kind of speaker.

    A headline alone has no text below; there a statement with a verb has to do, unless it is `doubtful`.
    """
    words = tokens.words[start:end]
    if words[-1] in words_of_list("speakers"):
        return True
    if words[0] in words_of_list("not_speakers") or words[-1] in _KINDS:
        return False
    if tokens.tags[end - 1] != "N":
        return False
    if len(words) > 1 and words[0] in first_words("given_names"):
        return True
    if high + 1 >= len(tokens):
        return not doubtful
    return re.search(rf"\b{re.escape(raw(tokens, end - 1))}\b", tokens.text[tokens.ends[high - 1] :]) is not None
