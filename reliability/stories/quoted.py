"""Quotations that an article gives in other words than the other articles of its story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reliability.stories import wording
from reliability.stories.differences import Difference, difference

MOST = 1000  # pairs of wordings of a story that are compared, so that a huge one stays cheap

Row = Mapping[str, Any]
Neighbours = dict[str, list[str]]


def of_quotations(
    articles: Sequence[Row], claims: Sequence[Row], close: Sequence[tuple[int, int]]
) -> Iterator[Difference]:
    """Quotations that more of the other articles word otherwise than alike: (article id, `records.DIFFERENCES`).

    Args:
        articles: rows of a story with `article_id`, `publisher` and `published_at`.
        claims: rows of `records.CLAIMS`.
        close: places of pairs of claims that quote the same words, nearly.
    """
    told, pairs = _told(claims, close)
    alike, altered = _neighbours(pairs)
    known = {article["article_id"]: article for article in articles}
    for text in altered:
        here = {*told[text]}
        against = {article: other for other in altered[text] for article in told[other] if article not in here}
        same = {article for other in alike.get(text, ()) for article in told[other]} | here
        if len(against) > len(same - against.keys()) - 1:
            other = next(iter(against))
            for article in told[text]:
                yield difference(known[article], "quotation", text, against[other], known[other])


def _told(
    claims: Sequence[Row], close: Sequence[tuple[int, int]]
) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """The articles of each wording that has a close one, and the pairs of wordings."""
    told: dict[str, list[str]] = {}
    pairs: dict[tuple[str, str], None] = {}
    for left, right in close:
        one, other = claims[left], claims[right]
        if _quoted(one) and _quoted(other):
            for claim in (one, other):
                told.setdefault(claim["content_text"], []).append(claim["article_id"])
            pairs[one["content_text"], other["content_text"]] = None
    return {text: list(dict.fromkeys(here)) for text, here in told.items()}, list(pairs)


def _quoted(claim: Row) -> bool:
    """Whether the words can be compared: quoted wholly, or in part with the marks."""
    text = claim["content_text"] or ""
    return bool(claim["quotation"] == "direct" or (claim["quotation"] == "mixed" and ("“" in text or '"' in text)))


def _neighbours(pairs: Sequence[tuple[str, str]]) -> tuple[Neighbours, Neighbours]:
    """For each wording, the others that quote the same, and those that alter it."""
    alike: Neighbours = {}
    altered: Neighbours = {}
    for one, other in [pair for pair in pairs if pair[0] != pair[1]][:MOST]:
        kept = altered if wording.altered(one, other) else alike
        kept.setdefault(one, []).append(other)
        kept.setdefault(other, []).append(one)
    return alike, altered
