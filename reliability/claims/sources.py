"""Cue to source: the noun phrases around a cue that may be its source, and what a model may know of each."""

from __future__ import annotations

from bisect import bisect_left

from reliability.claims.reading import REACH, Range, Reading, bucket, stem
from reliability.claims.tagger import Cue

_SOURCE_EDGES = 12
_SOURCE_TOKENS = 45


def source_ranges(reading: Reading, cue: Cue, previous: Range | None) -> list[tuple[str, Range]]:
    """Ranges that may be the source of a cue, each with its side: `l`, `r`, or `v` for the source of the cue before."""
    edges, tags = reading.edges, reading.tokens.tags
    found: list[tuple[str, Range]] = []
    if previous and previous[0] >= cue.low and previous[1] <= cue.start:
        found.append(("v", previous))
    low = bisect_left(edges, max(cue.low, cue.start - _SOURCE_TOKENS))
    points = edges[max(low, bisect_left(edges, cue.start) - _SOURCE_EDGES) : bisect_left(edges, cue.start)]
    found.extend(("l", pair) for pair in _pairs(tags, [*points, cue.start]))
    first = bisect_left(edges, cue.end)
    points = [edge for edge in edges[first : first + 9] if edge < cue.high] + [cue.high]
    if points[0] != cue.end:
        points.insert(0, cue.end)
    found.extend(("r", pair) for pair in _pairs(tags, points) if pair[0] <= points[min(2, len(points) - 1)])
    return found


_NEVER_FIRST = frozenset('CSITot.,;:)|-YBhmdR*"W')
_NEVER_LAST = frozenset("CSITotDBhmd.;:(|-*")


def _pairs(tags: str, points: list[int]) -> list[Range]:
    """Ranges between edges that could be a noun phrase, at most five phrases long."""
    found = []
    for at, start in enumerate(points[:-1]):
        if tags[start] in _NEVER_FIRST:
            continue
        for end in points[at + 1 : at + 8]:
            if tags[end - 1] not in _NEVER_LAST:
                found.append((start, end))
    return found


def source_features(reading: Reading, cue: Cue, side: str, span: Range, previous: Range | None) -> list[str]:
    """Names of the features of one possible source."""
    keys, tags = reading.keys, reading.tokens.tags
    start, end = span
    before, first, last, after = keys[start + REACH - 1], keys[start + REACH], keys[end + REACH - 1], keys[end + REACH]
    gap = cue.start - end if side != "r" else start - cue.end
    between = " ".join(keys[end + REACH : cue.start + REACH] if side != "r" else keys[cue.end + REACH : start + REACH])
    if gap > 3:
        between = f"{bucket(gap)}{'q' if reading.quoted[end - 1] else ''}"
    word = reading.tokens.words[cue.head]
    shape = tags[start:end] if end - start < 5 else tags[start : start + 2] + "~" + tags[end - 2 : end]
    p1, n1 = keys[cue.start + REACH - 1], keys[cue.end + REACH]
    name = "N" in tags[start:end]
    head = f"{side}{min(gap, 4)}"
    return [
        f"g {side} {between}",
        f"s {side} {shape}",
        f"b {side} {before}",
        f"f {side} {first}",
        f"bf {before} {first}",
        f"l {side} {last}",
        f"la {side} {last} {after}",
        f"a {side} {after}",
        f"n {side} {bucket(end - start)} {name}",
        f"w {head} {word}",
        f"st {head} {stem(word)}",
        f"p {head} {p1} {tags[cue.head]}",
        f"x {head} {n1}",
        f"pg {p1} {side} {between}",
        f"q {side} {reading.quoted[start]} {reading.quoted[start - 1] if start else 2}",
        f"o {side} {start == cue.low} {name} {first == 'H'}",
        f"v {side} {previous == span} {tags[cue.head]}",
        f"fl {first} {last} {side}",
        f"ba {before} {after}",
        f"c {tags.count(',', start, end)} {side}",
    ]


def no_source_features(reading: Reading, cue: Cue, previous: Range | None) -> list[str]:
    """Names of the features of the case that a cue has no source."""
    keys = reading.keys
    word = reading.tokens.words[cue.head]
    p2, p1, n1 = keys[cue.start + REACH - 2], keys[cue.start + REACH - 1], keys[cue.end + REACH]
    key = reading.tokens.tags[cue.head]
    return [
        "none",
        f"none {word}",
        f"none st {stem(word)}",
        f"none p {p1} {key}",
        f"none pp {p2} {p1}",
        f"none n {n1} {key}",
        f"none s {stem(word)} {p1}",
        f"none v {previous is not None} {key}",
        f"none b {any(tag == 'B' for tag in reading.tokens.tags[cue.start : cue.head])} {key}",
        f"none q {reading.quoted[cue.head]} {cue.start == cue.low}",
    ]
