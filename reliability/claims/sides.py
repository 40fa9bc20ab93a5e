"""Cue and source to the side of the content: after the cue, before it, or around it."""

from __future__ import annotations

from reliability.claims.reading import REACH, STRONG, Range, Reading, bucket, cue_words, stem
from reliability.claims.surroundings import before, behind
from reliability.claims.tagger import Cue

_CLAUSE = 5  # tokens from which what stands before a comma is taken as a clause
_OPENERS = frozenset("ISGTt")  # what opens a circumstance rather than a clause: `In a speech, Lind said`
SIDES = ("r", "l", "lr")


def possible_sides(reading: Reading, cue: Cue, source: Range | None) -> tuple[str, ...]:
    """Where a content may lie: not on the right, where a verb of saying ends its sentence behind a clause."""
    start, end = _together(cue, source)
    if not _strong(reading, cue) or start - cue.low < _CLAUSE or reading.tokens.tags[cue.low] in _OPENERS:
        return SIDES
    if before(reading, start, cue.low)[0] != "," or behind(reading, cue.head, end, cue.high)[1] != "end":
        return SIDES
    return SIDES[1:]


def _together(cue: Cue, source: Range | None) -> Range:
    """The range of a cue and the source next to it."""
    if source and source[1] <= cue.start and cue.start - source[1] < 12:
        return source[0], cue.end
    if source and source[0] >= cue.end and source[0] - cue.end < 3:
        return cue.start, source[1]
    return cue.start, cue.end


def _strong(reading: Reading, cue: Cue) -> bool:
    return cue_words().get(reading.tokens.words[cue.head], 0.0) >= STRONG


def side_features(reading: Reading, cue: Cue, source: Range | None) -> list[str]:
    """Names of the features that tell on which side of the cue the content lies."""
    keys, quoted = reading.keys, reading.quoted
    start, end = _together(cue, source)
    word = reading.tokens.words[cue.head]
    p2, p1 = keys[start + REACH - 2], keys[start + REACH - 1]
    n1, n2, n3 = keys[end + REACH], keys[end + REACH + 1], keys[end + REACH + 2]
    where = "0" if not source else "l" if source[0] < cue.start else "r"
    quote = quoted[start - 1] if start else 0
    quote2 = quoted[start - 2] if start > 1 else 0
    opens = quoted[end : end + 3].find(1)
    rest = bucket(cue.high - end)
    following = quoted[cue.high] if cue.high < len(quoted) else 0
    first = start == cue.low
    front = before(reading, start, cue.low)
    lead = reading.tokens.tags[cue.low] in _OPENERS
    strong = _strong(reading, cue)
    back = behind(reading, cue.head, end, cue.high)[1]
    root = stem(word)
    return [
        f"w {word} {where}",
        f"s {root} {where}",
        f"rf {back} {front} {where}",
        f"r {back} {where}",
        f"o {back == 'end'} {front[0]} {quote}",
        f"ol {back == 'end'} {front[0]} {lead} {strong}",
        f"os {back == 'end'} {front[0]} {strong} {bucket(start - cue.low)}",
        f"fr {front} {where}",
        f"rs {back} {root}",
        f"frs {front} {root}",
        f"rfs {back} {front} {root}",
        f"rfq {back} {front} {quote} {following}",
        f"p1 {p1} {where}",
        f"p {p2} {p1}",
        f"n1 {n1} {where}",
        f"n {n1} {n2}",
        f"n3 {n1} {n2} {n3}",
        f"q {quote} {quote2} {where} {opens}",
        f"qn {quote} {n1}",
        f"wn {word} {n1}",
        f"wp {word} {p1}",
        f"e {rest} {following} {quote}",
        f"f {first} {where}",
        f"fq {first} {n1} {opens}",
        f"pn {p1} {n1} {where}",
        f"cont {n1} {quote} {following}",
        f"sf {root} {first}",
        f"t {reading.tokens.tags[cue.head]} {where} {p1}",
    ]
