"""Quotation marks: the family of each and the way it faces, told by its shape and the space around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reliability.claims.tokens import PARAGRAPH, Tokens

OPENS, CLOSES, EITHER = "o", "c", "-"
DOUBLE, SINGLE = '"', "'"

_GLYPHS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(('"', "''", "＂", "&quot;", "&#34;", "&#034;", "&#x22;"), (DOUBLE, EITHER)),
    **dict.fromkeys(("“", "``", "„", "‟", "〝", "❝", "&ldquo;", "&bdquo;", "&#8220;"), (DOUBLE, OPENS)),
    **dict.fromkeys(("”", "〞", "〟", "❞", "&rdquo;", "&#8221;"), (DOUBLE, CLOSES)),
    **dict.fromkeys(("'", "&#39;", "&#039;", "&#x27;", "&apos;"), (SINGLE, EITHER)),
    **dict.fromkeys(("‘", "‚", "‛", "&lsquo;", "&#8216;"), (SINGLE, OPENS)),
    **dict.fromkeys(("’", "&rsquo;", "&#8217;"), (SINGLE, CLOSES)),
    **dict.fromkeys(("«", "&laquo;"), ("«", OPENS)),
    **dict.fromkeys(("»", "&raquo;"), ("«", CLOSES)),
    "‹": ("‹", OPENS),
    "›": ("‹", CLOSES),
    **{pair[0]: (pair, OPENS) for pair in ("「」", "『』", "｢｣", "﹁﹂", "﹃﹄")},
    **{pair[1]: (pair, CLOSES) for pair in ("「」", "『』", "｢｣", "﹁﹂", "﹃﹄")},
}
_FIXED = frozenset("„‚「」『』｢｣﹁﹂﹃﹄")  # these face one way whatever stands beside them
_SPACE_BEFORE = frozenset("([{—–―-/*_>|•·=:¿¡，。：、；")
_SPACE_AFTER = frozenset(")]}—–―-/*_<|.,;:!?…，。：、；！？")
_STACKED = 3  # marks that touch each other and are looked past


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark: its token, its family, the way it faces, and what touches it.

    `facing` is what `shape`, its glyph, and the space around it say together. `before` and `after` are the nearest
    characters beside it that are no marks, or "".
    """

    at: int
    family: str
    shape: str
    facing: str
    before: str
    after: str


def read_mark(tokens: Tokens, at: int) -> Mark:
    """Read the mark that token `at` is."""
    glyph = tokens.text[tokens.starts[at] : tokens.ends[at]]
    family, shape = _GLYPHS.get(glyph) or _GLYPHS.get(glyph.lower(), (DOUBLE, EITHER))
    before, after = _beside(tokens, at)
    loose = not before or before.isspace() or before in _SPACE_BEFORE
    far = not after or after.isspace() or after in _SPACE_AFTER or (after in "([" and not loose)
    facing = OPENS if loose and not far else CLOSES if far and not loose else EITHER
    if glyph in _FIXED:
        facing = shape
    elif facing == EITHER and family != SINGLE:
        facing = _in_line(tokens, at) or shape
    return Mark(at, family, shape, facing, before, after)


def _in_line(tokens: Tokens, at: int) -> str:
    """The way a mark between spaces faces if it is the first or the last of its paragraph."""
    first = at == 0 or tokens.tags[at - 1] == PARAGRAPH
    last = at + 1 == len(tokens) or tokens.tags[at + 1] == PARAGRAPH
    return "" if first == last else OPENS if first else CLOSES


def _beside(tokens: Tokens, at: int) -> tuple[str, str]:
    """The characters on both sides of a mark, past other marks that touch it."""
    first = last = at
    while first and at - first < _STACKED and tokens.tags[first - 1] == '"' and _touch(tokens, first - 1):
        first -= 1
    end = len(tokens) - 1
    while last < end and last - at < _STACKED and tokens.tags[last + 1] == '"' and _touch(tokens, last):
        last += 1
    start, stop = tokens.starts[first], tokens.ends[last]
    return tokens.text[start - 1 : start] if start else "", tokens.text[stop : stop + 1]


def _touch(tokens: Tokens, at: int) -> bool:
    return tokens.ends[at] == tokens.starts[at + 1]


def nests(facings: Sequence[str]) -> bool:
    """Whether marks that face so pair up, one inside the other."""
    depth = 0
    for facing in facings:
        if facing == EITHER:
            return False
        depth += 1 if facing == OPENS else -1
        if depth < 0:
            return False
    return depth == 0


def without_inches(marks: list[Mark]) -> list[Mark]:
    """Double marks without those that stand for inches (`6'2" tall`): marks behind digits, where the rest pairs up."""
    if not any(mark.before.isdigit() for mark in marks) or nests([mark.facing for mark in marks]):
        return marks
    rest = [mark for mark in marks if not (mark.before.isdigit() and mark.facing == CLOSES)]
    return rest if nests([mark.facing for mark in rest]) else marks
