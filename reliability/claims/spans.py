"""Labels to attributions: which tokens of a text make up each role, and where they lie in its characters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reliability.claims.attribution import Attribution, Span
from reliability.claims.layout import Layout
from reliability.claims.linking import BEHIND, CONTENT_FIRST, SOURCE_FIRST, Roles
from reliability.claims.reading import Range, Reading
from reliability.claims.tagger import Cues
from reliability.claims.tokens import PARAGRAPH

DIRECT = 0.9
"""Share of a content inside quotation marks from which it is a direct quotation."""

_NO_EDGE = frozenset("|,;")  # tags of tokens that no content starts with, and no paragraph break ends one


@dataclass
class Link:
    """A cue, its source and the pieces of its content, in tokens of one text.

    `verbatim` says of a content without marks that it is told word for word, as in a transcript.
    """

    cue: Range
    source: Range | None
    content: list[Range]
    verbatim: bool = False


def links(layout: Layout, cues: Cues, roles: Roles) -> list[list[Link]]:
    """For each text the cues that have a content, in order."""
    found: list[list[Link]] = [[] for _ in layout.readings]
    texts = layout.text[cues.start]
    sources = _runs(roles, SOURCE_FIRST)
    contents = _runs(roles, CONTENT_FIRST)
    for number, text in enumerate(texts.tolist()):
        reading, first = layout.readings[text], int(layout.first[text])
        cue = (int(cues.start[number]) - first, int(cues.end[number]) - first)
        pieces = [_trimmed(reading, (start - first, end - first)) for start, end in contents.get(number, ())]
        content = [piece for piece in pieces if piece]
        if content:
            content[-1] = _to_its_end(reading, cue, content[-1])
            content = [part for piece in content for part in _by_paragraph(reading, _whole(reading, cue, piece))]
            who = [(start - first, end - first) for start, end in sources.get(number, ())]
            found[text].append(Link(cue, _nearest(cue, who), content))
    return found


def _runs(roles: Roles, opening: int) -> dict[int, list[Range]]:
    """For each cue that has the role its runs of rows, in order."""
    of_role = (roles.label == opening) | (roles.label == opening + 1)
    before = np.zeros_like(of_role)
    before[:, 1:] = of_role[:, :-1]
    starts = of_role & (~before | (roles.label == opening))
    after = np.zeros_like(of_role)
    after[:, :-1] = of_role[:, 1:] & ~starts[:, 1:]
    ends = of_role & ~after
    runs: dict[int, list[Range]] = {}
    chains, places = np.nonzero(starts)
    opened = roles.row[chains, places].tolist()
    closed = (roles.row[np.nonzero(ends)] + 1).tolist()
    for chain, start, end in zip(chains.tolist(), opened, closed, strict=True):
        runs.setdefault(chain, []).append((start, end))
    return runs


def _nearest(cue: Range, places: list[Range]) -> Range | None:
    return min(places, key=lambda one: max(cue[0] - one[1], one[0] - cue[1]), default=None)


def _trimmed(reading: Reading, piece: Range) -> Range | None:
    """A piece without commas and paragraph breaks before it, and without paragraph breaks behind it."""
    start, end = piece
    tags = reading.tokens.tags
    while start < end and tags[start] in _NO_EDGE:
        start += 1
    while end > start and tags[end - 1] == "|":
        end -= 1
    return (start, end) if start < end else None


def _to_its_end(reading: Reading, cue: Range, piece: Range) -> Range:
    """A piece that runs out of the window, to the end of its quotation."""
    start, end = piece
    inside = reading.quotations.holding(end - 1) if end >= cue[0] + BEHIND else -1
    return (start, max(end, reading.quotations.ends[inside])) if inside >= 0 else piece


_MARKS = frozenset('."')  # tags of what may stand between the words of a quotation and its edges


def _whole(reading: Reading, cue: Range, piece: Range) -> Range:
    """A piece with the stops and marks that close, and the mark that opens, the quotation that it fills."""
    start, end = piece
    quotations, tags = reading.quotations, reading.tokens.tags
    last = quotations.holding(end - 1)
    if last >= 0 and _MARKS.issuperset(tags[end : quotations.ends[last]]):
        end = quotations.ends[last]
    first = quotations.holding(start)
    if first >= 0 and _MARKS.issuperset(tags[quotations.starts[first] : start]):
        start = quotations.starts[first]
    return (start, end) if end <= cue[0] or start >= cue[1] else piece


def _by_paragraph(reading: Reading, piece: Range) -> list[Range]:
    """A piece cut at the ends of paragraphs."""
    start, end = piece
    tags = reading.tokens.tags
    found = []
    while (stop := tags.find(PARAGRAPH, start, end)) >= 0:
        found.append((start, stop))
        start = stop + 1
    found.append((start, end))
    return [(low, high) for low, high in found if low < high]


def attribution(reading: Reading, link: Link) -> Attribution:
    """A link in characters, with the kind of its quotation."""
    inside = sum(reading.quotations.covered(start, end) for start, end in link.content)
    share = inside / sum(end - start for start, end in link.content)
    return Attribution(
        source=(_span(reading, _without_comma(reading, link.source)),) if link.source else (),
        cue=(_span(reading, link.cue),) if link.cue[0] < link.cue[1] else (),
        content=tuple(_span(reading, piece) for piece in link.content),
        quotation="direct" if share >= DIRECT or link.verbatim else "mixed" if inside else "indirect",
    )


def _without_comma(reading: Reading, source: Range) -> Range:
    """A source without the comma that closes its apposition (`Edda Koss, the mayor,`)."""
    start, end = source
    return (start, end - 1) if end - 1 > start and reading.tokens.tags[end - 1] == "," else source


def _span(reading: Reading, piece: Range) -> Span:
    return reading.tokens.starts[piece[0]], reading.tokens.ends[piece[1] - 1]
