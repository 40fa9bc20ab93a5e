"""Quotations: where each opens and closes, in straight, curly, single, doubled, low, angled and corner marks.

A quotation may run over sentences, over line breaks, and over paragraphs that each open with a mark. One that is never
closed ends with its paragraph, or where the next one of its kind opens. Apostrophes, inches and feet are no marks.
Speech that a dash or a `>` opens, with no marks, is found by `unmarked.py`. Time is linear in the number of marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reliability.claims import singles, unmarked
from reliability.claims.marks import CLOSES, DOUBLE, EITHER, OPENS, SINGLE, Mark, nests, read_mark, without_inches
from reliability.claims.tokens import PARAGRAPH, Tokens
from reliability.claims.unmarked import Quoted

LONGEST = 2000
"""Tokens; what is longer is no quotation but a stray mark."""

_BREAKS = 6
"""Line breaks that a quotation without a mark on every line may run over."""

_SIGNATURE = re.compile(r"N[NnoID,.-]{0,13}")
"""Tags of a line that names the speaker of the quotation above it, sometimes before its closing mark."""


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


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation: its tokens, the family of its marks, whether it is closed, and whether it goes on the one before."""

    start: int
    end: int
    family: str
    closed: bool
    continued: bool = False


def find(tokens: Tokens) -> Quotations:
    """Find the quotations of a text."""
    found: list[_Found] = []
    for low, high, all_marks in _paragraphs(tokens):
        marks = all_marks
        before = found[-1] if found and not found[-1].closed else None
        if before and (closer := _late_closer(tokens, before, low, marks)):
            found[-1] = replace(before, end=closer.at + 1, closed=True)
            marks = [mark for mark in marks if mark.at > closer.at]
        inside = _Paragraph(tokens, low, high, marks)
        for one in inside.quotations():
            goes_on = before is not None and (one.start, one.family) == (before.end + 1, before.family)
            found.append(replace(one, continued=goes_on))
    ranges = unmarked.merge(tokens, _short(found))
    return Quotations(
        [start for start, _, _, _ in ranges],
        [end for _, end, _, _ in ranges],
        [closed for _, _, closed, _ in ranges],
        [continued for _, _, _, continued in ranges],
    )


def _short(found: list[_Found]) -> list[Quoted]:
    """The quotations that are not too long; what goes on one that is too long goes on none."""
    kept: list[Quoted] = []
    before_kept = False
    for one in found:
        short = one.end - one.start <= LONGEST
        if short:
            kept.append((one.start, one.end, one.closed, one.continued and before_kept))
        before_kept = short
    return kept


def _paragraphs(tokens: Tokens) -> Iterator[tuple[int, int, list[Mark]]]:
    """Token ranges of the paragraphs that hold marks, and their marks."""
    stop = -1
    at = tokens.tags.find('"')
    while at >= 0:
        low = max(tokens.tags.rfind(PARAGRAPH, stop + 1, at), stop) + 1
        stop = tokens.tags.find(PARAGRAPH, at)
        stop = len(tokens) if stop < 0 else stop
        marks = []
        while 0 <= at < stop:
            marks.append(read_mark(tokens, at))
            at = tokens.tags.find('"', at + 1)
        yield low, stop, marks


def _late_closer(tokens: Tokens, before: _Found, low: int, marks: list[Mark]) -> Mark | None:
    """The mark by which a paragraph, before any other of its family, closes a quotation that is still open."""
    if low - before.start > LONGEST or before.family == SINGLE:
        return None
    if tokens.tags.count(PARAGRAPH, before.end, low) > _BREAKS:
        return None
    first = next((mark for mark in marks if mark.family == before.family and not mark.before.isdigit()), None)
    if not first or first.facing != CLOSES:
        return None
    signed = tokens.tags[before.end - 1] in '."' and _SIGNATURE.fullmatch(tokens.tags, low, first.at)
    return None if signed else first


class _Paragraph:
    """The marks of one paragraph, and how those of each family are paired."""

    def __init__(self, tokens: Tokens, low: int, high: int, marks: list[Mark]) -> None:
        self.tokens, self.low, self.high = tokens, low, high
        families: dict[str, list[Mark]] = {}
        for mark in marks:
            families.setdefault(mark.family, []).append(mark)
        if DOUBLE in families:
            families[DOUBLE] = without_inches(families[DOUBLE])
        self.families = families
        doubles = [mark.at for mark in families.get(DOUBLE, ())]
        self.singles = singles.pairs(tokens, families.get(SINGLE, []), doubles)
        self.carried = self._carried()
        self.nested = {family: self._nests(family) for family in families}

    def _carried(self) -> str:
        """The family of the mark that opens the next paragraph."""
        at = self.high + 1
        if at >= len(self.tokens) or self.tokens.tags[at] != '"':
            return ""
        mark = read_mark(self.tokens, at)
        return mark.family if mark.facing == OPENS else ""

    def _nests(self, family: str) -> bool:
        facings = [mark.facing for mark in self.families[family]]
        return nests(facings) or (family == self.carried and nests([*facings, CLOSES]))

    def quotations(self) -> Iterator[_Found]:
        """The quotations, in order; of nested ones the outermost."""
        marks = sorted((mark for family in self.families.values() for mark in family), key=lambda mark: mark.at)
        opened: Mark | None = None
        depth = 0
        for mark in marks:
            if opened is None:
                if self._opens(mark):
                    opened, depth = mark, 1
            elif mark.family == opened.family:
                depth = self._depth(depth, opened, mark)
                if depth == 0:
                    yield _Found(opened.at, mark.at + 1, mark.family, closed=True)
                    opened = None
                elif depth < 0 and mark.at == opened.at + 1:
                    depth = 1
                elif depth < 0:
                    yield _Found(opened.at, mark.at, mark.family, closed=False)
                    opened, depth = mark, 1
        if opened:
            yield _Found(opened.at, self.high, opened.family, closed=False)

    def _opens(self, mark: Mark) -> bool:
        """Whether a mark outside quotations opens one."""
        if mark.family == SINGLE:
            alone = mark.at == self.low and self.carried == SINGLE and singles.opens(self.tokens, mark)
            return alone or mark.at in self.singles
        more = mark.at < self.families[mark.family][-1].at
        if mark.facing == OPENS:
            return more or mark.shape != CLOSES
        return more and not mark.before.isalnum() and (mark.facing == EITHER or mark.shape == OPENS)

    def _depth(self, depth: int, opened: Mark, mark: Mark) -> int:
        """Depth behind a mark inside a quotation of its family; -1 where it opens another, the first never closed."""
        if mark.family == SINGLE:
            return 0 if self.singles.get(opened.at) == mark.at else depth
        if self.nested[mark.family]:
            return depth + 1 if mark.facing == OPENS else depth - 1
        if mark.facing != OPENS:
            return 0
        paired = len(self.families[mark.family]) % 2 == 0  # then a mark that leans the wrong way is a slip
        return -1 if mark.shape == OPENS or (mark.shape == EITHER and not paired) else 0


def without_apostrophes(tokens: Tokens, quotations: Quotations) -> Tokens:
    """The tokens with the tag of a possessive on single marks that end a word and no quotation (`voters' choice`)."""
    marks = set(quotations.starts).union(end - 1 for end in quotations.ends)
    tags = list(tokens.tags)
    at = tokens.tags.find('"')
    while at >= 0:
        start = tokens.starts[at]
        if at not in marks and tokens.words[at] == "'" and start and tokens.text[start - 1].isalnum():
            tags[at] = "s"
        at = tokens.tags.find('"', at + 1)
    return replace(tokens, tags="".join(tags))
