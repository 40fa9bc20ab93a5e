"""Cue and source to content: where a content may start and end, and what a model may know of each place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from reliability.claims.reading import REACH, STRONG, Range, Reading, bucket, cue_words, stem
from reliability.claims.surroundings import behind
from reliability.claims.tagger import Cue

_CONTENT_EDGES = 40


def right_starts(reading: Reading, cue: Cue, source: Range | None, rest: int) -> list[int]:
    """Tokens at which a content on the right may start; `rest` is the one behind the circumstances."""
    floor = source[1] if source and source[0] >= cue.end else cue.end
    edges, tags = reading.edges, reading.tokens.tags
    first = bisect_left(edges, floor)
    limit = min(cue.high, floor + 25)
    found = [floor] if floor < limit else []
    if floor < rest < limit:
        found.append(rest)
    for edge in edges[first : first + 8]:
        if edge < limit and edge not in found:
            found.append(edge)
    for edge in list(found):
        if tags[edge] in "Iot" and edge + 1 < limit and edge + 1 not in found:
            found.append(edge + 1)
    return sorted(at for at in found if tags[at] not in ",;:).|")


def rest_of(reading: Reading, cue: Cue, source: Range | None) -> tuple[int, str]:
    """Where a cue, the source behind it, its addressee and circumstances are over, and what starts there."""
    floor = source[1] if source and source[0] >= cue.end else cue.end
    return behind(reading, cue.head, floor, cue.high)


def right_start_features(reading: Reading, cue: Cue, source: Range | None, at: int, rest: tuple[int, str]) -> list[str]:
    """Names of the features of one possible start of a content on the right."""
    keys, quoted = reading.keys, reading.quoted
    floor = source[1] if source and source[0] >= cue.end else cue.end
    gap = at - floor
    between = " ".join(keys[floor + REACH : at + REACH]) if gap < 4 else str(bucket(gap))
    word = reading.tokens.words[cue.head]
    root = stem(word)
    p1, key, n1 = keys[at + REACH - 1], keys[at + REACH], keys[at + REACH + 1]
    opens = quoted[at] and not (at and quoted[at - 1])
    place = (at > rest[0]) - (at < rest[0])
    return [
        f"g {between}",
        f"gk {between} {key}",
        f"d {min(gap, 9)}",
        f"k {key}",
        f"pk {p1} {key}",
        f"kn {key} {n1}",
        f"w {word} {min(gap, 3)} {key}",
        f"s {root} {min(gap, 3)}",
        f"sp {root} {p1 if gap else '-'}",
        f"sk {root} {key}",
        f"q {opens} {p1} {min(gap, 3)}",
        f"c {cue.end != floor} {min(gap, 3)} {key}",
        f"p {p1} {min(gap, 3)}",
        f"r {place} {rest[1]}",
        f"rs {place} {root}",
        f"rk {place} {p1} {key}",
    ]


def right_ends(reading: Reading, cue: Cue, start: int) -> list[int]:
    """Tokens before which a content that starts at `start` may end; the last one is the furthest."""
    tokens = reading.tokens
    high = cue.high if start < cue.high else tokens.sentence(start)[1]
    found = list(dict.fromkeys(islice(_steps(reading, start, high), _CONTENT_EDGES)))
    last = high
    while last > start + 1 and tokens.tags[last - 1] in "|.":
        last -= 1
    if last > start and (not found or last > found[-1]):
        found.append(last)
    return [end for end in found if end <= last or end > high]


def _steps(reading: Reading, start: int, high: int) -> Iterator[int]:
    """Edges of phrases after `start` and before `high`; a quotation is one step and may end beyond."""
    edges, quotations = reading.edges, reading.quotations
    at = start + 1
    inside = quotations.holding(start)
    if inside >= 0:
        at = quotations.ends[inside]
        yield at
    first = bisect_left(edges, at)
    for edge in edges[first : first + 3 * _CONTENT_EDGES]:
        if edge >= high:
            return
        if edge < at:
            continue
        inside = quotations.holding(edge)
        at = quotations.ends[inside] if inside >= 0 and quotations.starts[inside] < edge else edge
        yield at


def end_features(reading: Reading, cue: Cue, start: int, end: int, furthest: int) -> list[str]:
    """Names of the features of the question whether a content ends before token `end`, given it did not before."""
    keys, quoted, tags = reading.keys, reading.quoted, reading.tokens.tags
    p2, p1, key = keys[end + REACH - 2], keys[end + REACH - 1], keys[end + REACH]
    n1, n2, n3 = keys[end + REACH + 1], keys[end + REACH + 2], keys[end + REACH + 3]
    first = keys[start + REACH]
    state = f"{quoted[start]}{quoted[end - 1]}{quoted[end] if end < len(quoted) else 2}"
    body = tags[start : min(end, start + 200)]
    verb = "B" in body or "m" in body or "h" in body or "d" in body
    main = _main_verb(body)
    length = bucket(end - start)
    commas = min(body.count(","), 3)
    word = reading.tokens.words[cue.head]
    root, strong = stem(word), cue_words().get(word, 0.0) >= STRONG
    last = end == furthest
    return [
        f"k {key} {last}",
        f"kn {key} {n1}",
        f"kn2 {key} {n1} {n2}",
        f"kn3 {key} {n1} {n2} {n3}",
        f"pk {p1} {key}",
        f"ppk {p2} {p1} {key}",
        f"q {state} {key}",
        f"qn {state} {key} {n1}",
        f"l {length} {key}",
        f"lf {length} {first}",
        f"f {first} {key}",
        f"fn {first} {key} {n1}",
        f"v {verb} {key} {commas}",
        f"vn {verb} {key} {n1}",
        f"vf {verb} {first} {key} {length}",
        f"m {main} {key}",
        f"mn {main} {key} {n1} {n2}",
        f"mv {main} {key} {verb} {commas}",
        f"sm {root} {main} {key}",
        f"cm {strong} {main} {key} {n1}",
        f"s {root} {key}",
        f"c {commas} {key} {n1}",
        f"n {n1} {n2}",
        f"last {last} {state}",
    ]


_RELATIVE = re.compile(r",I?H[^,]*(,|$)")
_FINITE = re.compile(r"[BhmdE]")


def _main_verb(body: str) -> str:
    """Whether a clause has a finite verb outside its relative clauses, and whether one of them is still open."""
    if ",H" not in body and ",I" not in body:
        return "v" if _FINITE.search(body) else "-"
    plain = _RELATIVE.sub(",", body)
    last = body.rfind(",")
    return ("v" if _FINITE.search(plain) else "-") + ("h" if "H" in body[last + 1 : last + 3] else "")


def left_end(reading: Reading, cue: Cue, source: Range | None) -> int:
    """The token before which a content on the left ends."""
    tags, quoted = reading.tokens.tags, reading.quoted
    end = cue.start
    if source and source[1] <= cue.start:
        end = source[0]
    while end > 0 and tags[end - 1] in ",-|;." and not quoted[end - 1]:
        end -= 1
    return end


def left_starts(reading: Reading, end: int) -> list[int]:
    """Tokens at which a content on the left that ends before `end` may start, nearest first."""
    tokens, quotations = reading.tokens, reading.quotations
    if end <= 0:
        return []
    inside = quotations.holding(end - 1)
    at = quotations.starts[inside] if inside >= 0 else end
    low = tokens.sentence(min(at, end - 1))[0]
    found = [at] if inside >= 0 else []
    edges = reading.edges
    for edge in reversed(edges[bisect_left(edges, low) : bisect_left(edges, at)]):
        if len(found) >= _CONTENT_EDGES:
            break
        inside = quotations.holding(edge)
        start = quotations.starts[inside] if inside >= 0 else edge
        if start not in found[-1:] and start >= low:
            found.append(start)
    return found


def left_start_features(reading: Reading, cue: Cue, start: int, end: int, furthest: int) -> list[str]:
    """Names of the features of the question whether a content on the left starts at `start`, given not later."""
    keys, quoted = reading.keys, reading.quoted
    p2, p1, key, n1 = keys[start + REACH - 2 : start + REACH + 2]
    last = start == furthest
    state = f"{quoted[start - 1] if start else 2}{quoted[start]}{quoted[end - 1]}"
    return [
        f"k {key} {last}",
        f"p {p1} {last}",
        f"pk {p1} {key}",
        f"ppk {p2} {p1} {key}",
        f"kn {key} {n1} {last}",
        f"q {state} {last}",
        f"qp {state} {p1}",
        f"l {bucket(end - start)} {last}",
        f"pl {bucket(end - start)} {p1} {state}",
        f"s {stem(reading.tokens.words[cue.head])} {last}",
    ]
