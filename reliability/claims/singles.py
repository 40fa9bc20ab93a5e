"""Single quotation marks of a paragraph, told from apostrophes, elisions, feet and minutes."""

from __future__ import annotations

from bisect import bisect_left

from reliability.claims.marks import CLOSES, OPENS, Mark
from reliability.claims.tokens import Tokens

_ELIDED = "tis twas twere twill twould em til till cause cos coz bout round n nother neath gainst fraid ere ello ave"
_ELISIONS = frozenset(_ELIDED.split(" "))
_SURE, _WEAK = 2, 1


def pairs(tokens: Tokens, marks: list[Mark], doubles: list[int]) -> dict[int, int]:
    """The mark that closes each single mark that opens a quotation, by tokens.

    `marks` are the single marks of a paragraph and `doubles` the tokens of its double marks: a pair around one half of
    a double pair is none. Time is linear in the number of marks.
    """
    found: dict[int, int] = {}
    sure = weak = -1  # the nearest closing marks behind the current one and before the next that opens
    for mark in reversed(marks):
        if opens(tokens, mark):
            closer = sure if sure >= 0 else weak
            if closer >= 0 and (sure >= 0 or not _elided(tokens, mark)):
                inside = bisect_left(doubles, closer) - bisect_left(doubles, mark.at)
                if inside % 2 == 0:
                    found[mark.at] = closer
            sure = weak = -1
        elif strength := _closes(tokens, mark):
            if strength == _SURE:
                sure = mark.at
            else:
                weak = mark.at
    return found


def opens(tokens: Tokens, mark: Mark) -> bool:
    """Whether a single mark can open a quotation: not one for letters or digits left out (`'em`, `'90s`)."""
    if mark.facing != OPENS or mark.shape == CLOSES:
        return False
    return not _elided(tokens, mark) or tokens.text[tokens.ends[mark.at]].isupper()


def _elided(tokens: Tokens, mark: Mark) -> bool:
    if mark.at + 1 >= len(tokens):
        return False
    word = tokens.words[mark.at + 1]
    if word.isdigit():
        return len(word) == 2
    return word in _ELISIONS


def _closes(tokens: Tokens, mark: Mark) -> int:
    """How surely a single mark closes: a word that can take an apostrophe at its end makes it weak."""
    if mark.facing != CLOSES:
        return 0
    word = tokens.words[mark.at - 1] if mark.before.isalnum() else ""
    if word.isdigit():
        return 0 if mark.after.isspace() else _WEAK
    clipped = word.endswith("in") and len(word) > 3
    if mark.after and mark.after in ",.;:?!)" and not clipped:
        return _SURE
    return _WEAK if clipped or word.endswith(("s", "z", "x")) or word in ("o", "n", "th") else _SURE
