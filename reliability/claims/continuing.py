"""Quotations that go on in further paragraphs without a cue of their own: they belong to the speaker before."""

from __future__ import annotations

from reliability.claims.reading import Reading
from reliability.claims.spans import Link
from reliability.claims.tokens import PARAGRAPH


def carry(reading: Reading, links: list[Link]) -> None:
    """Add quotations that nobody is given to the contents that they go on, in place.

    A quotation is carried on where its mark opens a new paragraph while the one before was never closed, and where it
    is a paragraph of its own after a paragraph in which somebody is quoted.
    """
    quotations = reading.quotations
    owners: dict[int, int] = {}
    for number, link in enumerate(links):
        for start, end in link.content:
            for at in {quotations.holding(start), quotations.holding(end - 1)} - {-1}:
                owners[at] = number
    taken = {at for link in links if (at := quotations.holding(link.cue[0])) >= 0}
    for at in range(1, len(quotations.starts)):
        if at in owners or at in taken or at - 1 not in owners:
            continue
        if quotations.continued[at] or _stands_alone(reading, at):
            _add(reading, links, owners, at, owners[at - 1], last=True)
    for at in range(len(quotations.starts) - 2, -1, -1):
        if at not in owners and at not in taken and at + 1 in owners and quotations.continued[at + 1]:
            _add(reading, links, owners, at, owners[at + 1], last=False)


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
