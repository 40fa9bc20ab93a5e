"""Quotations: where each opens and closes, in straight, curly, single, doubled and angled marks.

A quotation may run over sentences, and over paragraphs that each open with a mark. One that is never closed ends with
its paragraph. Apostrophes are not marks. Time is linear in the number of marks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from reliability.claims.tokens import PARAGRAPH, Tokens

LONGEST = 2000
"""Tokens; what is longer is no quotation but a stray mark."""

_PAIRS = {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "‘": "’'", "'": "'’", "``": "''"}
_DOUBLE = '"'  # what any of the double marks is matched as
_SLOPPY = {'"', "”", "“", "''", "``"}
_SINGLE = {"‘", "’", "'"}


@dataclass(frozen=True)
class Quotations:
    """Quotations of a text as token ranges, marks included, in text order and without overlap.

    `continued` says for each whether it goes on the quotation before it in a new paragraph.
    """

    starts: list[int]
    ends: list[int]
    closed: list[bool]
    continued: list[bool]

    def holding(self, token: int) -> int:
        """Number of the quotation that holds a token, or -1."""
        at = bisect_right(self.starts, token) - 1
        return at if at >= 0 and token < self.ends[at] else -1

    def covered(self, start: int, end: int) -> int:
        """Number of tokens of a range that lie in quotations."""
        at = max(bisect_right(self.starts, start) - 1, 0)
        total = 0
        while at < len(self.starts) and self.starts[at] < end:
            total += max(0, min(self.ends[at], end) - max(self.starts[at], start))
            at += 1
        return total


def find(tokens: Tokens) -> Quotations:
    """Find the quotations of a text."""
    found = Quotations([], [], [], [])
    marks: list[int] = []
    running = ""  # the mark of a quotation that was still open where its paragraph ended
    at = tokens.tags.find('"')
    while at >= 0:
        stop = tokens.tags.find(PARAGRAPH, at)
        stop = len(tokens) if stop < 0 else stop
        marks = []
        while 0 <= at < stop:
            marks.append(at)
            at = tokens.tags.find('"', at + 1)
        running = _paragraph(tokens, marks, stop, running, found)
        if stop < len(tokens) and at > stop and PARAGRAPH in tokens.tags[stop + 1 : min(at, stop + 400)]:
            running = ""
    return found


def without_apostrophes(tokens: Tokens, quotations: Quotations) -> Tokens:
    """The tokens with the tag of a possessive on single marks that end a word and no quotation (`voters' choice`)."""
    marks = set(quotations.starts).union(end - 1 for end in quotations.ends)
    tags = list(tokens.tags)
    at = tokens.tags.find('"')
    while at >= 0:
        if at not in marks and tokens.words[at] == "'" and _glued(tokens, at)[0]:
            tags[at] = "s"
        at = tokens.tags.find('"', at + 1)
    return replace(tokens, tags="".join(tags))


def _paragraph(tokens: Tokens, marks: list[int], stop: int, running: str, found: Quotations) -> str:
    """Add the quotations of one paragraph; return the mark that it leaves open."""
    opened = -1
    mark = ""
    closers = _single_closers(tokens, marks)
    last = max(closers, default=-1)
    for at in marks:
        word = tokens.words[at] if tokens.words[at] != "'" else _raw(tokens, at)
        if opened < 0:
            if _can_open(tokens, at, word, last):
                opened, mark = at, word
        elif _closes(tokens, at, word, mark, closers):
            _add(tokens, found, opened, at + 1, closed=True, running=running)
            opened, running = -1, ""
    if opened < 0 or mark in _SINGLE:
        return ""
    end = stop
    while end > opened + 1 and tokens.tags[end - 1] == PARAGRAPH:
        end -= 1
    _add(tokens, found, opened, end, closed=False, running=running)
    return mark


def _add(tokens: Tokens, found: Quotations, start: int, end: int, *, closed: bool, running: str) -> None:
    if end - start > LONGEST:
        return
    opens_paragraph = start == 0 or tokens.tags[start - 1] == PARAGRAPH
    found.starts.append(start)
    found.ends.append(end)
    found.closed.append(closed)
    found.continued.append(bool(running) and opens_paragraph)


def _raw(tokens: Tokens, at: int) -> str:
    return tokens.text[tokens.starts[at] : tokens.ends[at]]


def _glued(tokens: Tokens, at: int) -> tuple[bool, bool]:
    """Whether a mark touches a letter or digit before it, and anything but white space after it."""
    start, end = tokens.starts[at], tokens.ends[at]
    before = start > 0 and tokens.text[start - 1].isalnum()
    after = end < len(tokens.text) and not tokens.text[end].isspace()
    return before, after


def _can_open(tokens: Tokens, at: int, word: str, last: int) -> bool:
    before, after = _glued(tokens, at)
    if word in _SINGLE:
        return word != "’" and not before and after and last > at
    if word in ("”", "''", '"'):
        # A digit before a straight mark makes it inches; a mark at the end of a word cannot open.
        return not before and (after or word != "”")
    return word in _PAIRS or word in _SLOPPY


def _closes(tokens: Tokens, at: int, word: str, mark: str, closers: set[int]) -> bool:
    if mark in _SINGLE:
        return at in closers
    if word in _SINGLE:
        return False
    if mark in _SLOPPY:
        before, after = _glued(tokens, at)
        return word in _SLOPPY and not (word in ("“", "``") and after and not before)
    return word in _PAIRS[mark]


def _single_closers(tokens: Tokens, marks: list[int]) -> set[int]:
    """Single marks of a paragraph that can close: not the apostrophe of a plural (`the voters' choice`)."""
    singles = [at for at in marks if _raw(tokens, at) in ("'", "’") and not _starts_word(tokens, at)]
    sure = {at for at in singles if at and tokens.tags[at - 1] in ",." and tokens.ends[at - 1] == tokens.starts[at]}
    return sure or {at for at in singles if _glued(tokens, at)[0]}


def _starts_word(tokens: Tokens, at: int) -> bool:
    end = tokens.ends[at]
    return end < len(tokens.text) and tokens.text[end].isalnum()
