"""Values that articles of one story give differently: tolls and the wording of quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.stories import differences, wording
from reliability.stories.tellings import Telling

MOST = 20

Conflict = dict[str, Any]


def of_tolls(articles: Sequence[Mapping[str, Any]]) -> list[Conflict]:
    """One conflict per kind of toll that articles contradict each other in, read as `differences.of_tolls` reads it.

    Args:
        articles: rows of a story with `article_id`, `published_at` and `marks`.
    """
    found: dict[str, list[Conflict]] = {}
    for kind, article, value in differences.contradicted(articles):
        found.setdefault(kind, []).append({"article_id": article["article_id"], "value": str(value)})
    return [{"kind": "toll", "what": kind, "values": values} for kind, values in found.items()]


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
