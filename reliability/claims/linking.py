"""Cues to attributions: for each cue its source, the side of its content, and the content's edges.

Each is chosen among the phrases around the cue by a linear model (`weights.py`): the source as the best of all ranges
or none; an edge as the most probable place to stop, given that the content did not stop before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from reliability.claims.attribution import Attribution, Span
from reliability.claims.contents import (
    end_features,
    left_end,
    left_start_features,
    left_starts,
    rest_of,
    right_ends,
    right_start_features,
    right_starts,
)
from reliability.claims.continuing import Link, carry
from reliability.claims.keeping import THRESHOLD, kept_with
from reliability.claims.reading import Range, Reading
from reliability.claims.sides import possible_sides, side_features
from reliability.claims.sources import EdgeFeatures, edge_parts, no_source_features, pair_features, source_ranges
from reliability.claims.tagger import Cue
from reliability.claims.tokens import PARAGRAPH
from reliability.claims.weights import Weights, load

_PARTICLES = re.compile(r"R?[Iot]{1,2}|R")

_NAMED = 0.2  # advantage in probability of an attribution that has a source
_MORE_AT_MOST = 4.0  # log-odds that the features of a source not looked at yet hardly ever add
_DIRECT = 0.9  # share of a content inside quotation marks from which it is a direct quotation


def link(reading: Reading, cues: list[Cue]) -> list[Attribution]:
    """The attributions of a text, in order of their cues. A content never holds another's cue."""
    judged = ((one, kept_with(reading, one)) for one in found(reading, cues))
    kept = _without_nesting(reading, [pair for pair in judged if pair[1] > THRESHOLD])
    carry(reading, kept)
    return [_attribution(reading, one) for one in kept]


def found(reading: Reading, cues: list[Cue]) -> list[Link]:
    """Cue, source and content of every cue for which a content is found."""
    links: list[Link] = []
    previous: Range | None = None
    for cue in cues:
        source = _source(reading, cue, previous)
        previous = source or previous
        content = _content(reading, cue, source)
        if content:
            links.append((cue, source, content))
    return links


def _source(reading: Reading, cue: Cue, previous: Range | None) -> Range | None:
    model = load("source")
    best: Range | None = None
    known: dict[tuple[EdgeFeatures, str, int], float] = {}
    top = model.odds(no_source_features(reading, cue, previous))
    for side, span in reversed(source_ranges(reading, cue, previous)):
        odds = model.bias
        for part, at in edge_parts(side, span):
            if (here := known.get((part, side, at))) is None:
                here = known[part, side, at] = model.total(part(reading, cue, side, at))
            odds += here
            if odds + _MORE_AT_MOST < top:
                break
        else:
            odds += model.total(pair_features(reading, cue, side, span, previous))
            if odds > top:
                top, best = odds, span
    return best


def _content(reading: Reading, cue: Cue, source: Range | None) -> list[Range]:
    features = side_features(reading, cue, source)
    side = max(possible_sides(reading, cue, source), key=lambda name: load(f"side_{name}").odds(features))
    if side != "r" and (left := _left(reading, cue, source)):
        more = _continuation(reading, cue, source) if side == "lr" else None
        return [left, more] if more else [left]
    right = _right(reading, cue, source)
    return [right] if right else []


def _left(reading: Reading, cue: Cue, source: Range | None) -> Range | None:
    end = left_end(reading, cue, source)
    starts = left_starts(reading, end)
    if not starts:
        return None
    furthest = starts[-1]
    start = _stop(load("left_start"), starts, lambda at: left_start_features(reading, cue, at, end, furthest))
    return start, end


def _right(reading: Reading, cue: Cue, source: Range | None) -> Range | None:
    rest = rest_of(reading, cue, source)
    starts = right_starts(reading, cue, source, rest[0])
    if not starts:
        return None
    model = load("right_start")
    start = max(starts, key=lambda at: model.odds(right_start_features(reading, cue, source, at, rest)))
    return _from(reading, cue, start)


def _from(reading: Reading, cue: Cue, start: int) -> Range | None:
    """The content that starts at a token."""
    ends = right_ends(reading, cue, start)
    if not ends:
        return None
    furthest = ends[-1]
    return start, _stop(load("right_end"), ends, lambda at: end_features(reading, cue, start, at, furthest))


def _stop(model: Weights, places: list[int], features: Callable[[int], list[str]]) -> int:
    """The most probable place to stop, where each is reached only if the ones before it were passed."""
    passed, top, best = 1.0, -1.0, places[-1]
    for at in places:
        here = model.probability(features(at)) if at != places[-1] else 1.0
        if passed * here > top:
            top, best = passed * here, at
        passed *= 1.0 - here
        if passed < top:
            break
    return best


def _continuation(reading: Reading, cue: Cue, source: Range | None) -> Range | None:
    """The rest of a content that its cue interrupts: a quotation that opens next, else the rest of the sentence."""
    tags = reading.tokens.tags
    floor = max(cue.end, source[1]) if source else cue.end
    starts, ends = reading.quotations.starts, reading.quotations.ends
    at = bisect_left(starts, floor)
    if at < len(starts) and starts[at] <= cue.high and PARAGRAPH not in tags[floor : starts[at]]:
        return starts[at], ends[at]
    while floor < cue.high and tags[floor] in ",-":
        floor += 1
    return _from(reading, cue, floor) if floor < cue.high and tags[floor] not in ".;|" else None


def _without_nesting(reading: Reading, links: list[tuple[Link, float]]) -> list[Link]:
    """Drop links whose cue lies in the content of a better one, and pieces of content that hold or lie in such a one.

    Better is what is more probable; a link with a source has an advantage, and one inside a quotation comes last.
    """
    contents, cues = bytearray(len(reading.tokens)), bytearray(len(reading.tokens))
    kept = []
    ranks = {
        number: (reading.quoted[cue.head], -probability - (_NAMED if source else 0.0))
        for number, ((cue, source, _), probability) in enumerate(links)
    }
    for number in sorted(ranks, key=ranks.__getitem__):
        cue, source, content = links[number][0]
        if contents[cue.head]:
            continue
        content = [piece for piece in content if cues.find(1, *piece) < 0 and contents.find(1, *piece) < 0]
        if not content:
            continue
        cues[cue.head] = 1
        for start, end in content:
            contents[start:end] = b"\x01" * (end - start)
        kept.append((cue, source, content))
    return sorted(kept, key=lambda link: link[0].head)


def _attribution(reading: Reading, one: Link) -> Attribution:
    cue, source, content = one
    inside = sum(reading.quotations.covered(start, end) for start, end in content)
    share = inside / sum(end - start for start, end in content)
    return Attribution(
        source=(_span(reading, source),) if source else (),
        cue=(_span(reading, (cue.start, _cue_end(reading, cue, source, content))),),
        content=tuple(_span(reading, piece) for piece in content),
        quotation="direct" if share >= _DIRECT else "mixed" if inside else "indirect",
    )


def _cue_end(reading: Reading, cue: Cue, source: Range | None, content: list[Range]) -> int:
    """End of a cue with the particle or preposition that leads to what follows: `called for`, `according to`."""
    after = [start for start, _ in ([source, *content] if source else content) if start >= cue.end]
    following = min(after, default=cue.end)
    return following if _PARTICLES.fullmatch(reading.tokens.tags, cue.end, following) else cue.end


def _span(reading: Reading, piece: Range) -> Span:
    """Character offsets of a range, without the paragraph breaks at its edges."""
    tokens = reading.tokens
    start, end = piece
    while end - 1 > start and tokens.tags[end - 1] == PARAGRAPH:
        end -= 1
    while start < end - 1 and tokens.tags[start] == PARAGRAPH:
        start += 1
    return tokens.starts[start], tokens.ends[end - 1]
