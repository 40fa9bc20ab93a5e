"""Cue to source: the noun phrases around a cue that may be its source, and what a model may know of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from reliability.claims.reading import REACH, Range, Reading, bucket, stem
from reliability.claims.tagger import Cue

EdgeFeatures = Callable[[Reading, Cue, str, int], list[str]]

_EDGES = 16
_TOKENS = 45
_AWAY = 20  # tokens between a source and its cue


_NEVER_FIRST = frozenset('CSITot.,;:)|-YBhmdR*"WEGs')
_NEVER_LAST = frozenset('CSITotBhmdRYWG,.;:(|-*"')
_NEVER_INSIDE = frozenset('BhmdTSWP";|')
_NEVER_INSIDE_DOCUMENT = _NEVER_INSIDE - {"T"}  # `according to figures that the board published`


def source_ranges(reading: Reading, cue: Cue, previous: Range | None) -> list[tuple[str, Range]]:
    """Ranges that may be the source of a cue, each with its side: `l`, `r`, or `v` for the source of the cue before."""
    edges, tags = reading.edges, reading.tokens.tags
    found: list[tuple[str, Range]] = []
    if previous and previous[0] >= cue.low and previous[1] <= cue.start:
        found.append(("v", previous))
    here = bisect_left(edges, cue.start)
    low = max(bisect_left(edges, max(cue.low, cue.start - _TOKENS)), here - _EDGES)
    points = [*edges[low:here], cue.start]
    found.extend(("l", pair) for pair in _pairs(tags, points) if pair != previous and cue.start - pair[1] <= _AWAY)
    found.extend(("l", pair) for pair in _appositions(tags, points))
    here = bisect_left(edges, cue.end)
    points = [edge for edge in edges[here : here + 9] if edge < cue.high]
    points.append(cue.high)
    if points[0] != cue.end:
        points.insert(0, cue.end)
    latest = points[min(2, len(points) - 1)]
    walls = _NEVER_INSIDE_DOCUMENT if tags[cue.end : cue.end + 1] == "t" else _NEVER_INSIDE
    found.extend(("r", pair) for pair in _pairs(tags, points, walls) if pair[0] <= latest)
    return found


def _pairs(tags: str, points: list[int], walls: frozenset[str] = _NEVER_INSIDE) -> list[Range]:
    """Ranges between edges that could be a noun phrase, at most seven phrases long."""
    found = []
    for at, start in enumerate(points[:-1]):
        if tags[start] in _NEVER_FIRST:
            continue
        for end in points[at + 1 : at + 8]:
            if tags[end - 1] == "s" and end - 1 > start:
                found.append((start, end - 1))  # `Lind` of `Lind's claim`
            elif tags[end - 1] not in _NEVER_LAST and (tags[end - 1] != "H" or end == start + 1):
                found.append((start, end))
            if tags[end : end + 1] in walls:
                break
    return found


def _appositions(tags: str, points: list[int]) -> list[Range]:
    """Ranges that end with the comma or bracket before the cue: `Mara Lind, who runs the port, said`."""
    end = points[-1]
    if len(points) < 4 or tags[end - 1] not in ",)-":
        return []
    found = []
    for at, start in enumerate(points[:-3]):
        if _WALLS.search(tags, start, end - 1) and _CLAUSE.match(tags, start, end - 1):
            continue  # a clause and its comma, no name and its apposition
        opened = tags.find(tags[end - 1].replace(")", "("), start, end - 1) > 0
        if opened and tags[start] not in _NEVER_FIRST and (at == 0 or tags[start - 1] in _BREAKS):
            found.append((start, end - 1 if tags[end - 1] != ")" else end))
    return found


_WALLS = re.compile(r"[BhmdP]")
_CLAUSE = re.compile(r"[^,;:()|.HTSW]*[BhmdP]")
_VERB = re.compile(r"[BhmdE]")
_BREAKS = frozenset(',.;:|"-CSTI')


def source_features(reading: Reading, cue: Cue, side: str, span: Range, previous: Range | None) -> list[str]:
    """Names of the features of one possible source: of either edge alone, then of both together."""
    found = [name for part, at in edge_parts(side, span) for name in part(reading, cue, side, at)]
    return found + pair_features(reading, cue, side, span, previous)


def edge_parts(side: str, span: Range) -> tuple[tuple[EdgeFeatures, int], ...]:
    """The functions that name the features of one edge, each with its edge: ranges share them."""
    start, end = span
    return (_near_features, start if side == "r" else end), (_start_features, start), (_end_features, end)


def _start_features(reading: Reading, _: Cue, side: str, start: int) -> list[str]:
    before, first = reading.keys[start + REACH - 1 : start + REACH + 1]
    return [
        f"b {side} {before}",
        f"f {side} {first}",
        f"bf {before} {first}",
        f"q {side} {reading.quoted[start]} {reading.quoted[start - 1] if start else 2}",
    ]


def _end_features(reading: Reading, _: Cue, side: str, end: int) -> list[str]:
    last, after = reading.keys[end + REACH - 1 : end + REACH + 1]
    return [
        f"l {side} {last}",
        f"la {side} {last} {after}",
        f"a {side} {after}",
        f"h {side} {reading.tokens.words[end - 1] if reading.tokens.tags[end - 1] == 'n' else ''}",
    ]


def _near_features(reading: Reading, cue: Cue, side: str, edge: int) -> list[str]:
    """Names of the features of the way between a cue and the edge of a source towards it."""
    keys = reading.keys
    first, last = (cue.end, edge) if side == "r" else (edge, cue.start)
    gap = last - first
    if gap > 3:
        between = f"{bucket(gap)}{'q' if reading.quoted[edge - 1] else ''}"
    else:
        between = " ".join(keys[first + REACH : last + REACH])
    word, tag = reading.tokens.words[cue.head], reading.tokens.tags[cue.head]
    p1 = keys[cue.start + REACH - 1]
    head = f"{side}{min(gap, 4)}"
    return [
        f"g {side} {between}",
        f"pg {p1} {side} {between}",
        f"w {head} {word}",
        f"st {head} {stem(word)}",
        f"p {head} {p1} {tag}",
        f"x {head} {keys[cue.end + REACH]}",
    ]


def pair_features(reading: Reading, cue: Cue, side: str, span: Range, previous: Range | None) -> list[str]:
    """Names of the features of both edges of a possible source together."""
    keys, tags = reading.keys, reading.tokens.tags
    start, end = span
    before, first, last, after = keys[start + REACH - 1], keys[start + REACH], keys[end + REACH - 1], keys[end + REACH]
    gap = start - cue.end if side == "r" else cue.start - end
    shape = tags[start:end] if end - start < 5 else tags[start : start + 2] + "~" + tags[end - 2 : end]
    name = "N" in tags[start:end]
    comma = tags.find(",", start, end)
    verb = _VERB.search(tags, start, comma if comma > 0 else end) is not None
    follow = keys[comma + REACH + 1] if comma > 0 else "-"
    opens = start == cue.low
    return [
        f"s {side} {shape}",
        f"n {side} {bucket(end - start)} {name}",
        f"o {side} {opens} {name} {first == 'H'}",
        f"v {side} {previous == span} {tags[cue.head]}",
        f"fl {first} {last} {side}",
        f"ba {before} {after}",
        f"c {tags.count(',', start, end)} {side}",
        f"vc {side} {verb} {follow} {min(gap, 4)}",
        f"vb {side} {verb} {before} {first == 'H'}",
        f"va {follow} {after} {gap == 1} {side}",
        f"vl {verb} {follow} {opens} {name}",
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
