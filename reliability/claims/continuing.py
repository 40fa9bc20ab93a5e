"""Quotations that go on in further paragraphs without a cue of their own: they belong to the speaker before."""

from __future__ import annotations

from reliability.claims.reading import Reading
from reliability.claims.spans import Link
from reliability.claims.tokens import PARAGRAPH


def carry(reading: Reading, links: list[Link]) -> None:
    """Add quotations that nobody is given to the contents that they go on, in place.

    A quotation is carried on where its mark opens a new paragraph while the one before was never closed, and where it
    is a paragraph of its own after a paragraph in which somebody is quoted. What the speaker reports of others inside a
    quotation does not make it theirs.
    """
    quotations = reading.quotations
    owners = _owners(reading, links)
    for at in range(1, len(quotations.starts)):
        if at not in owners and at - 1 in owners and (quotations.continued[at] or _stands_alone(reading, at)):
            _add(reading, links, owners, at, owners[at - 1], last=True)
    for at in range(len(quotations.starts) - 2, -1, -1):
        if at not in owners and at + 1 in owners and quotations.continued[at + 1]:
            _add(reading, links, owners, at, owners[at + 1], last=False)


def _owners(reading: Reading, links: list[Link]) -> dict[int, int]:
    """For each quotation that a link gives to somebody from outside, the number of the link; the first one wins."""
    owners: dict[int, int] = {}
    for number, link in enumerate(links):
        inside = reading.quotations.holding(link.cue[0])
        for start, end in link.content:
            for at in (reading.quotations.holding(start), reading.quotations.holding(end - 1)):
                if at not in (-1, inside):
                    owners.setdefault(at, number)
    return owners


def _add(reading: Reading, links: list[Link], owners: dict[int, int], at: int, owner: int, *, last: bool) -> None:
    """Give a quotation to a link, if nothing else of the link lies between."""
    cue, source, content = links[owner].cue, links[owner].source, links[owner].content
    piece = (reading.quotations.starts[at], reading.quotations.ends[at])
    edge = max(cue[1], source[1] if source else 0, content[-1][1])
    if last and piece[0] >= edge:
        content.append(piece)
    elif not last and piece[1] <= min(cue[0], source[0] if source else cue[0], content[0][0]):
        content.insert(0, piece)
    else:
        return
    owners[at] = owner


def _stands_alone(reading: Reading, at: int) -> bool:
    """Whether a quotation is a whole paragraph, right after the paragraph of the quotation before it."""
    tags, quotations = reading.tokens.tags, reading.quotations
    start, end = quotations.starts[at], quotations.ends[at]
    if tags[start - 1] != PARAGRAPH or (end < len(tags) and tags[end] != PARAGRAPH):
        return False
    return tags.count(PARAGRAPH, quotations.ends[at - 1], start) == 1
