"""Cue and source to the side of the content: after the cue, before it, or around it."""

from __future__ import annotations

from reliability.claims.reading import REACH, Range, Reading, bucket, stem
from reliability.claims.tagger import Cue

SIDES = ("r", "l", "lr")


def side_features(reading: Reading, cue: Cue, source: Range | None) -> list[str]:
    """Names of the features that tell on which side of the cue the content lies."""
    keys, quoted = reading.keys, reading.quoted
    start, end = cue.start, cue.end
    if source and source[1] <= cue.start and cue.start - source[1] < 12:
        start = source[0]
    elif source and source[0] >= cue.end and source[0] - cue.end < 3:
        end = source[1]
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
    return [
        f"w {word} {where}",
        f"s {stem(word)} {where}",
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
        f"sf {stem(word)} {first}",
        f"t {reading.tokens.tags[cue.head]} {where} {p1}",
    ]
