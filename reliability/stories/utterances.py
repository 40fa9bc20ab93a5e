"""Quotations that several articles of a story give, in the same words or in others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.stories import asked, wording
from reliability.stories.tellings import Telling

MOST = 1000  # pairs of wordings of a story that are compared, so that a huge one stays cheap

Row = Mapping[str, Any]


def of_quotations(
    claims: Sequence[Telling], close: Sequence[tuple[int, int]], sources: asked.Sources, found: asked.Found
) -> None:
    """Add to `found` each quotation that articles word differently, and those that they word alike.

    A shorter cut is no other wording. The speaker must be known, and the same.

    Args:
        claims: claims of one story.
        close: places of pairs of claims that quote the same words, nearly.
        sources: who is behind them; its articles are in order of time.
        found: what is added to.
    """
    known = sources.articles
    order = {article: place for place, article in enumerate(known)}

    def when(place: int) -> tuple[int, int]:
        return order[claims[place].article], place

    for group, altered in _utterances(claims, close):
        words = {claims[place].content for pair in altered for place in pair}
        told = [place for place in sorted(group, key=when) if not altered or claims[place].content in words]
        versions = _versions(claims, told, altered)
        version = {place: claims[places[0]].content for places in versions for place in places}
        values = [
            sources.value(known[claims[place].article], version[place], claims[place].content, claims[place].content)
            for place in sorted(version, key=when)
        ]
        speaker = claims[group[0]].report.origin or ""
        if altered:
            one, other = min(altered, key=lambda pair: (when(pair[0]), when(pair[1])))
            diff = wording.diff(claims[one].content, claims[other].content)
            found.conflicts.append(asked.asked("quotation", speaker, values, diff))
        elif len({known[claims[place].article]["copy_group"] for place in group}) > 1:
            found.agreements.append(asked.asked("quotation", speaker, values))


def _utterances(
    claims: Sequence[Telling], close: Sequence[tuple[int, int]]
) -> list[tuple[list[int], set[tuple[int, int]]]]:
    """Places of claims that quote one utterance, and which pairs of them word it otherwise."""
    near: dict[int, list[tuple[int, bool]]] = {}
    verdicts: dict[tuple[str, str], bool] = {}
    for left, right in close:
        one, other = claims[left], claims[right]
        if one.article == other.article or not (_quoted(one) and _quoted(other)):
            continue
        if one.report.origin is None or one.report.origin != other.report.origin:
            continue
        texts = (one.content, other.content)
        if texts not in verdicts:
            if len(verdicts) == MOST:
                break
            verdicts[texts] = texts[0] != texts[1] and wording.altered(*texts)
        near.setdefault(left, []).append((right, verdicts[texts]))
        near.setdefault(right, []).append((left, verdicts[texts]))
    found = []
    seen: set[int] = set()
    for start in sorted(near):
        if start in seen:
            continue
        seen.add(start)
        group, queue = [], [start]
        while queue:
            group.append(queue.pop())
            onward = [other for other, _ in near[group[-1]] if other not in seen]
            seen.update(onward)
            queue += onward
        altered = {(one, other) for one in group for other, changed in near[one] if changed}
        found.append((sorted(group), altered))
    return found


def _quoted(claim: Telling) -> bool:
    """Whether the words can be compared: quoted wholly, or in part with the marks."""
    return claim.quoted or (claim.quotation == "mixed" and ("“" in claim.content or '"' in claim.content))


def _versions(claims: Sequence[Telling], group: Sequence[int], altered: set[tuple[int, int]]) -> list[list[int]]:
    """Sort claims by wording: each joins the first version none of whose wordings it alters."""
    apart = {(claims[one].content, claims[other].content) for one, other in altered}
    versions: list[list[int]] = []
    for place in group:
        words = claims[place].content
        able = (of for of in versions if not any((words, claims[other].content) in apart for other in of))
        version = next(able, None)
        if version is None:
            versions.append([place])
        else:
            version.append(place)
    return versions
