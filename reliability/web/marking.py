"""An article's text with its claims and flags: paragraphs of pieces, each piece with all that is true of it.

Spans may overlap and nest in any way, and lie outside the text: what comes in was found in somebody else's text. One
pass over the ends of all spans, in order, gives the pieces; so the work grows with the text and the spans, not with
how they cross.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from reliability.records import SEVERITIES

Row = Mapping[str, Any]
Key = tuple[int, str]  # number of a claim with the role of a span, or of a flag with FLAG

End = tuple[int, int, int, Key]
"""Where a span ends (0) or begins (1): its offset, which of both, what comes first there, whose it is."""

ROLES = ("content", "cue", "source")
MARKS = ("second_hand", "anonymous", "hedged")
FLAG = "flag"
MOST_CLAIMS = 400
MOST_PLACES = 100  # of one flag
FEW_PLACES = 8  # a flag with more is about the whole text: it is drawn only when it is pointed at
MOST_CHARACTERS = 200_000
NESTED = 3  # claims that one piece names
LOOKED_AT = 12  # spans that one piece is in
_PARAGRAPH = re.compile(r"[^\n]+")
_UNSEEN = dict.fromkeys([*range(9), *range(11, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass
class Piece:
    """Words of which the same is true from first to last.

    Attributes:
        words: the text, without characters that turn the direction of what stands around them.
        starts: numbers of the claims that begin here.
        claims: numbers of the claims that it belongs to, the innermost first.
        flags: numbers of the flags that point at it.
        classes: how it is drawn.
    """

    words: str
    starts: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()
    flags: tuple[int, ...] = ()
    classes: str = ""


@dataclass
class Paragraph:
    """A paragraph: its pieces, and the numbers of the flags whose first place is in it."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


def marked(text: str, claims: Sequence[Row], flags: Sequence[Row]) -> list[Paragraph]:
    """Cut a text at its paragraphs and at the ends of all spans.

    Args:
        text: of the article; what is beyond MOST_CHARACTERS is left out.
        claims: records.CLAIMS rows; number n is the n-th, from 1, up to MOST_CLAIMS.
        flags: records.FLAGS rows, numbered the same way.
    """
    shown, told = text[:MOST_CHARACTERS], claims[:MOST_CLAIMS]
    sweep = _Sweep(_ends(len(shown), told, flags))
    found = []
    for match in _PARAGRAPH.finditer(shown):
        paragraph, here = Paragraph(), match.start()
        while here < match.end():
            sweep.reach(here)
            until = min(sweep.next, match.end())
            starts, notes = sweep.begun()
            piece = Piece(shown[here:until].translate(_UNSEEN), starts)
            _describe(piece, sweep.active, told, flags)
            paragraph.pieces.append(piece)
            paragraph.notes += notes
            here = until
        found.append(paragraph)
    return found


class _Sweep:
    """Goes over the ends of spans from left to right."""

    def __init__(self, ends: Sequence[End]) -> None:
        self._ends = ends
        self._at = 0
        self._fresh: list[Key] = []
        self._seen: set[Key] = set()
        self.active: dict[Key, int] = {}

    @property
    def next(self) -> int:
        """The offset of the next end."""
        return self._ends[self._at][0] if self._at < len(self._ends) else MOST_CHARACTERS

    def reach(self, offset: int) -> None:
        """Take in all that ends or begins up to an offset."""
        while self._at < len(self._ends) and self._ends[self._at][0] <= offset:
            _, begins, _, key = self._ends[self._at]
            self._at += 1
            if begins:
                self.active[key] = self.active.get(key, 0) + 1
                self._fresh.append(key)
            elif self.active[key] == 1:
                del self.active[key]
            else:
                self.active[key] -= 1

    def begun(self) -> tuple[tuple[int, ...], list[int]]:
        """Numbers of claims and of flags that were met for the first time since this was last asked."""
        keys = [(number, FLAG if role == FLAG else "") for number, role in self._fresh]
        new = [key for key in dict.fromkeys(keys) if key not in self._seen]
        self._seen.update(new)
        self._fresh.clear()
        return tuple(number for number, kind in new if not kind), [number for number, kind in new if kind]


def _ends(length: int, claims: Sequence[Row], flags: Sequence[Row]) -> list[End]:
    found = []
    for key, start, end in _spans(claims, flags):
        low, high = max(start, 0), min(end, length)
        if low < high:
            found += [(low, 1, low - high, key), (high, 0, 0, key)]  # of those that begin together the longest first
    return sorted(found)


def _spans(claims: Sequence[Row], flags: Sequence[Row]) -> Iterator[tuple[Key, int, int]]:
    for number, claim in enumerate(claims, 1):
        for role in ROLES:
            for start, end in claim[role] or ():
                yield (number, role), start, end
    for number, flag in enumerate(flags, 1):
        for start, end in islice(flag["spans"] or (), MOST_PLACES):
            yield (number, FLAG), start, end


def _describe(piece: Piece, active: dict[Key, int], claims: Sequence[Row], flags: Sequence[Row]) -> None:
    """Say of a piece what it belongs to; of many claims the ones that began last."""
    if not active:
        return
    last = list(islice(reversed(active), LOOKED_AT))
    inner = list(dict.fromkeys(number for number, role in last if role != FLAG))[:NESTED]
    piece.claims, piece.flags = tuple(inner), tuple(number for number, role in last if role == FLAG)
    said = [number for number, role in last if role == "content"]
    roles = {role for number, role in last if role in ("cue", "source")}
    classes = sorted(roles)
    if said:
        claim = claims[said[0] - 1]
        classes += ["said", claim["quotation"] or "indirect", *(name for name in MARKS if claim[name])]
        classes += ["nested"] if len(set(said)) > 1 else []
    narrow = [flags[number - 1] for number in piece.flags if len(flags[number - 1]["spans"]) <= FEW_PLACES]
    worst = max((SEVERITIES.index(flag["severity"]) for flag in narrow), default=None)
    classes += [f"flag-{SEVERITIES[worst]}"] if worst is not None else []
    piece.classes = " ".join(classes)
