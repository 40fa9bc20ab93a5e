"""Labels to attributions: which tokens of a text make up each role, and where they lie in its characters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reliability.claims.attribution import Attribution, Span
from reliability.claims.layout import Layout
from reliability.claims.linking import BEFORE, BEHIND, CONTENT_FIRST, SOURCE_FIRST, Roles
from reliability.claims.reading import Range, Reading
from reliability.claims.tagger import Cues
from reliability.claims.tokens import PARAGRAPH

DIRECT = 0.9
"""Share of a content inside quotation marks from which it is a direct quotation."""

_NOT_FIRST = frozenset((PARAGRAPH, ",", ";"))
_NOT_LAST = frozenset(PARAGRAPH)
_NOT_LAST_OF_SOURCE = frozenset((PARAGRAPH, ","))  # the comma closes an apposition: `Edda Koss, the mayor,`
_CLOSING = frozenset('."')  # tags of what may stand between the words of a quotation and its edges


@dataclass
class Link:
    """A cue, its source and the pieces of its content, in tokens of one text.

    The roles share no token; the pieces are in order. `verbatim` says of a content without marks that it is told word
    for word, as in a transcript.
    """

    cue: Range
    source: Range | None
    content: list[Range]
    verbatim: bool = False


def links(layout: Layout, cues: Cues, roles: Roles) -> list[list[Link]]:
    """For each section the cues that it tells of and that have a content, in order."""
    found: list[list[Link]] = [[] for _ in layout.sections]
    of = layout.section[cues.start]
    sources = _runs(roles, SOURCE_FIRST)
    contents = _runs(roles, CONTENT_FIRST)
    for number, which in enumerate(of.tolist()):
        section = layout.sections[which]
        back = int(layout.first[which]) - section.low
        cue = (int(cues.start[number]) - back, int(cues.end[number]) - back)
        if not section.start <= cue[0] < section.end:
            continue
        named = [(start - back, end - back) for start, end in sources.get(number, ())]
        said = [(start - back, end - back) for start, end in contents.get(number, ())]
        source = _nearest(cue, [one for one in (_source(section.reading, piece) for piece in named) if one])
        if content := _content(section.reading, cue, source, said):
            found[which].append(Link(cue, source, content))
    return found


def apart(links: list[Link]) -> None:
    """Take from a content the pieces that are the whole content of another cue's link, in place."""
    alone = {one.content[0]: one for one in links if len(one.content) == 1}
    for link in links:
        if len(link.content) > 1:
            own = [piece for piece in link.content if alone.get(piece, link) is link]
            link.content = own or link.content


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


def _source(reading: Reading, piece: Range) -> Range | None:
    return _trimmed(reading, piece, _NOT_LAST_OF_SOURCE)


def _trimmed(reading: Reading, piece: Range, not_last: frozenset[str] = _NOT_LAST) -> Range | None:
    """A piece without what cannot stand at its edges, if anything is left."""
    start, end = piece
    tags = reading.tokens.tags
    while start < end and tags[start] in _NOT_FIRST:
        start += 1
    while end > start and tags[end - 1] in not_last:
        end -= 1
    return (start, end) if start < end else None


def _content(reading: Reading, cue: Range, source: Range | None, said: list[Range]) -> list[Range]:
    """The pieces of a content: grown to the edges of quotations, apart from the other roles, cut by paragraphs."""
    walls = [cue, source] if source else [cue]
    grown: list[Range] = []
    for piece in said:
        if not (kept := _trimmed(reading, piece)):
            continue
        start, end = _grown(reading, cue, kept)
        start = max([start, *(wall[1] for wall in walls if wall[1] <= kept[0])])
        end = min([end, *(wall[0] for wall in walls if wall[0] >= kept[1])])
        if grown and start <= grown[-1][1]:
            start, end = grown[-1][0], max(end, grown.pop()[1])
        grown.append((start, end))
    cut = (part for piece in grown for part in _by_paragraph(reading, piece))
    return _together(reading, cue, [part for part in (_trimmed(reading, one) for one in cut) if part])


def _together(reading: Reading, cue: Range, pieces: list[Range]) -> list[Range]:
    """The pieces without what stands in other paragraphs than the cue and in no quotation, if anything is left."""
    quoted = reading.quotations.covered
    here = int(reading.paragraph[cue[0]])
    kept = [one for one in pieces if int(reading.paragraph[one[0]]) == here or quoted(*one)]
    return kept or pieces


def _grown(reading: Reading, cue: Range, piece: Range) -> Range:
    """A piece with the rest of the quotations at its edges, where only marks are left of them or the window ended."""
    start, end = piece
    quotations, tags = reading.quotations, reading.tokens.tags
    last = quotations.holding(end - 1)
    if last >= 0 and (end > cue[0] + BEHIND or _CLOSING.issuperset(tags[end : quotations.ends[last]])):
        end = quotations.ends[last]
    first = quotations.holding(start)
    if first >= 0 and (start <= cue[0] - BEFORE or _CLOSING.issuperset(tags[quotations.starts[first] : start])):
        start = quotations.starts[first]
    return start, end


def _by_paragraph(reading: Reading, piece: Range) -> list[Range]:
    """A piece cut at the ends of paragraphs."""
    start, end = piece
    found = []
    while (stop := reading.tokens.tags.find(PARAGRAPH, start, end)) >= 0:
        found.append((start, stop))
        start = stop + 1
    found.append((start, end))
    return found


def attribution(reading: Reading, link: Link) -> Attribution:
    """A link in characters, with the kind of its quotation."""
    inside = sum(reading.quotations.covered(start, end) for start, end in link.content)
    share = inside / sum(end - start for start, end in link.content)
    return Attribution(
        source=(_span(reading, link.source),) if link.source else (),
        cue=(_span(reading, link.cue),) if link.cue[0] < link.cue[1] else (),
        content=tuple(_span(reading, piece) for piece in link.content),
        quotation="direct" if share >= DIRECT or link.verbatim else "mixed" if inside else "indirect",
    )


def _span(reading: Reading, piece: Range) -> Span:
    return reading.tokens.starts[piece[0]], reading.tokens.ends[piece[1] - 1]
