"""Values that articles of one story give differently: tolls and the wording of quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.stories.tellings import Telling
from reliability.stories.tolls import Toll

MOST = 20
LEAST_WORDS = 6
MOST_CHANGED = 4
MOST_CHANGED_SHARE = 0.3

MARKED = ("[", "]", "…", "...")

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
            if any(
                copy_group[article] != copy_group[other] and not any(a.agrees(b) for a in given for b in theirs)
                for other, theirs in told.items()
            )
        ]
        if apart:
            values = [{"article_id": article, "value": str(told[article][0])} for article in apart]
            found.append({"kind": "toll", "what": kind, "values": values})
    return found[:MOST]


def of_quotations(claims: Sequence[Telling], close: Sequence[tuple[int, int]]) -> list[Conflict]:
    """One conflict per pair of articles, not copies, that give one origin's quotation in different words.

    Args:
        claims: claims of one story.
        close: places of pairs of claims whose words are alike.
    """
    found = []
    for left, right in close:
        one, other = claims[left], claims[right]
        same = one.report.origin is not None and one.report.origin == other.report.origin
        if not (one.quoted and other.quoted and same) or one.report.place == other.report.place:
            continue
        if any(mark in content for content in (one.content, other.content) for mark in MARKED):
            continue
        if altered(one.words, other.words):
            values = [{"article_id": claim.article, "value": claim.content} for claim in (one, other)]
            found.append({"kind": "quotation", "what": one.report.origin, "values": values})
    return found[:MOST]


def altered(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two versions of a quotation differ by a few words inside it. A shorter cut is not altered.

    Args:
        one: normal forms of the words.
        other: the same of the other version.
    """
    from rapidfuzz.distance import Levenshtein

    if min(len(one), len(other)) < LEAST_WORDS:
        return False
    steps = [step for step in Levenshtein.opcodes(list(one), list(other)) if step.tag != "equal"]
    inner = [step for step in steps if step.src_start > 0 and step.src_end < len(one)]
    changed = sum(max(step.src_end - step.src_start, step.dest_end - step.dest_start) for step in inner)
    replaced = any(step.tag == "replace" for step in inner)
    return replaced and changed <= MOST_CHANGED and changed <= MOST_CHANGED_SHARE * min(len(one), len(other))
