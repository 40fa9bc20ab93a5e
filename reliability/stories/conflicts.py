"""Values that articles of one story give differently: tolls and the wording of quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.stories import wording
from reliability.stories.tellings import Telling
from reliability.stories.tolls import Toll

MOST = 20

Conflict = dict[str, Any]


def of_tolls(tolls: Mapping[str, Sequence[Toll]], copy_group: Mapping[str, str]) -> list[Conflict]:
    """One conflict per kind of toll for which two articles, not copies, have no number in common.

    Args:
        tolls: article id -> tolls it gives, in the order of the articles.
        copy_group: article id -> its copy group.
    """
    found = []
    for kind in sorted({toll.kind for given in tolls.values() for toll in given}):
        told = {article: [toll for toll in given if toll.kind == kind] for article, given in tolls.items()}
        told = {article: given for article, given in told.items() if given}
        apart = [
            article
            for article, given in told.items()
            if any(copy_group[article] != copy_group[other] and _apart(given, told[other]) for other in told)
        ]
        if apart:
            values = [{"article_id": article, "value": str(told[article][0])} for article in apart]
            found.append({"kind": "toll", "what": kind, "values": values})
    return found


def of_quotations(claims: Sequence[Telling], same: Sequence[tuple[int, int]]) -> list[Conflict]:
    """One conflict per pair of articles, not copies, that give one origin's quotation in different words.

    Args:
        claims: claims of one story.
        same: places of pairs of claims that quote the same words, nearly.
    """
    found: dict[tuple[str, str, str], Conflict] = {}
    for left, right in same:
        one, other = claims[left], claims[right]
        origin = one.report.origin
        key = (origin or "", one.article, other.article)
        if origin is None or origin != other.report.origin or one.report.place == other.report.place or key in found:
            continue
        if one.quoted and other.quoted and wording.altered(one.content, other.content):
            values = [{"article_id": claim.article, "value": claim.content} for claim in (one, other)]
            found[key] = {"kind": "quotation", "what": origin, "values": values}
    return list(found.values())


def _apart(given: Sequence[Toll], other: Sequence[Toll]) -> bool:
    """No number can be meant by both, yet they are close enough to be about one event."""
    if any(one.agrees(two) for one in given for two in other):
        return False
    return any(one.comparable(two) for one in given for two in other)
