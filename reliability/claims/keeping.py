"""Whether an attribution that was found is one: what a model may know of its cue, source and content together."""

from __future__ import annotations

from math import log

from reliability.claims.continuing import Link
from reliability.claims.reading import REACH, Reading, bucket, stem
from reliability.claims.surroundings import before, behind
from reliability.claims.weights import load

THRESHOLD = 0.25
"""Probability from which an attribution is kept; chosen on held-out training articles for the best linked F1."""


def kept_with(reading: Reading, link: Link) -> float:
    """Probability that an attribution is right in cue, source and content."""
    return load("keep").probability(keep_features(reading, link))


def keep_features(reading: Reading, link: Link) -> list[str]:
    """Names of the features of one attribution."""
    cue, source, content = link
    keys, tags, quoted = reading.keys, reading.tokens.tags, reading.quoted
    word = reading.tokens.words[cue.head]
    root = stem(word)
    sure = round(log(cue.probability / (1.000001 - cue.probability)) * 2)
    start, end = content[0][0], content[-1][1]
    body = tags[start : min(content[0][1], start + 60)]
    side = "l" if end <= cue.start else "r" if start >= cue.end else "lr"
    inside = f"{quoted[start]}{quoted[end - 1]}"
    verb = any(tag in body for tag in "BhmdE")
    length = bucket(content[0][1] - start)
    first = keys[start + REACH]
    where, shape, named, person = "0", "-", False, "-"
    if source:
        gap = cue.start - source[1] if source[0] < cue.start else source[0] - cue.end
        where = ("l" if source[0] < cue.start else "r") + str(min(gap, 4) if gap < 4 else bucket(gap))
        shape = keys[source[0] + REACH]
        named = "N" in tags[source[0] : source[1]]
        person = f"{shape} {keys[source[1] + REACH - 1]} {bucket(source[1] - source[0])}"
    edge = source[0] if source and source[0] < cue.start else cue.start
    floor = source[1] if source and source[0] >= cue.end else cue.end
    front = before(reading, edge, cue.low)
    back = behind(reading, cue.head, floor, cue.high)[1]
    return [
        f"p {sure}",
        f"ps {sure} {where[0]}",
        f"pc {sure} {side} {inside}",
        f"w {word}",
        f"ws {root} {side}",
        f"wq {root} {inside}",
        f"wv {root} {verb} {length}",
        f"wh {root} {where[0]}",
        f"h {where} {side}",
        f"s {shape} {named}",
        f"sp {person}",
        f"sy {shape} {quoted[cue.head]} {tags[cue.head]}",
        f"sc {shape} {side} {first}",
        f"c {first} {side}",
        f"cl {length} {side} {inside}",
        f"cv {verb} {length} {side}",
        f"cf {first} {verb} {length}",
        f"ca {keys[end + REACH]} {side} {inside}",
        f"fb {front} {back} {side}",
        f"f {front} {side} {where[0]}",
        f"b {back} {side} {verb}",
        f"t {cue.head < reading.title_end} {tags[cue.head]} {side}",
        f"n {tags[cue.start : cue.end][:4]} {where[0]}",
        f"k {tags[cue.head]} {side} {inside} {where[0]}",
        f"m {min(len(content), 3)} {side}",
        f"q {quoted[cue.head]} {tags[cue.head]} {verb}",
    ]
