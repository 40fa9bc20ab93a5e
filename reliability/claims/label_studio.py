"""Articles annotated in Label Studio: what it exports as JSON -> records with `id`, `text` and `attributions`.

A task's `data` holds `text` and `article_id`; its regions are labelled `source`, `cue` or `content`, and relations tie
a cue to the rest of its claim. Only what people annotated counts, never a prediction: of several annotations the one
that was changed last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

ROLES = ("source", "cue", "content")
_OURS = re.compile(r"(\d{1,9})\.(?:source|cue|content)\.\d{1,9}(?:#.*)?")

Region = Mapping[str, Any]


class UnusableError(Exception):
    """A task that cannot be used, for a reason that a person understands."""


def is_task(record: object) -> bool:
    """Whether a record is a task of Label Studio."""
    return isinstance(record, dict) and isinstance(record.get("data"), dict) and "annotations" in record


def record(task: Mapping[str, Any]) -> dict[str, Any]:
    """Return the article of a task as `gold` takes it: `id`, `text`, `publisher`, and `attributions`.

    An attribution's `id` is that of the claim whose cue it kept, such as `ferry#3`, where it began as one of ours.

    Raises:
        UnusableError: nobody has annotated it, or what they did is of another form.
    """
    data = task["data"]
    name = data.get("article_id") or task.get("id")
    result = _latest(task["annotations"])
    text = data.get("text")
    found = {"text": text, "attributions": _attributions(result, str(text), str(data.get("article_id") or ""))}
    return found | {key: value for key, value in (("id", name), ("publisher", data.get("publisher"))) if value}


def _latest(annotations: object) -> Sequence[Region]:
    """The regions and relations of the annotation that was changed last."""
    given = [one for one in annotations if isinstance(one, dict)] if isinstance(annotations, list) else []
    kept = [one for one in given if not one.get("was_cancelled") and isinstance(one.get("result"), list)]
    if not kept:
        raise UnusableError("Nobody has annotated it.")
    latest = max(kept, key=lambda one: str(one.get("updated_at") or one.get("created_at") or ""))
    return [region for region in latest["result"] if isinstance(region, dict)]


def _attributions(result: Iterable[Region], text: str, article_id: str) -> list[dict[str, Any]]:
    """One attribution for each cue, with what relations tie to it, whichever way they point."""
    regions, ties = _regions_and_ties(result, text)
    cues = {name: {name} for name, (role, _) in regions.items() if role == "cue"}
    for one, other in ties:
        if one in cues and other in cues and cues[one] is not cues[other]:
            cues[one] |= cues[other]  # pieces of one cue
            for piece in cues[other]:
                cues[piece] = cues[one]
    parts = {id(pieces): set(pieces) for pieces in cues.values()}
    for one, other in ties:
        for cue, end in ((one, other), (other, one)):
            if cue in cues and end not in cues:
                parts[id(cues[cue])].add(end)
    return [_attribution(names, regions, article_id) for names in parts.values()]


def _attribution(names: set[str], regions: Mapping[str, tuple[str, list[int]]], article_id: str) -> dict[str, Any]:
    kept = sorted(names, key=lambda name: (regions[name][1], name))
    ours = next((found for name in kept if regions[name][0] == "cue" and (found := _OURS.fullmatch(name))), None)
    spans = {role: [regions[name][1] for name in kept if regions[name][0] == role] for role in ROLES}
    return spans | ({"id": f"{article_id}#{ours[1]}"} if ours else {})


def _regions_and_ties(
    result: Iterable[Region], text: str
) -> tuple[dict[str, tuple[str, list[int]]], list[tuple[str, str]]]:
    """Role and span of each region by its id, and which regions a relation ties."""
    regions: dict[str, tuple[str, list[int]]] = {}
    ties: list[tuple[str, str]] = []
    for one in result:
        if one.get("type") == "relation":
            ties.append((str(one.get("from_id")), str(one.get("to_id"))))
            continue
        value = one.get("value")
        labels = value.get("labels") if isinstance(value, dict) else None
        role = labels[0].lower() if isinstance(labels, list) and labels and isinstance(labels[0], str) else ""
        if role in ROLES and isinstance(value, dict):
            regions[str(one.get("id"))] = (role, _span(value, text))
    return regions, [tie for tie in ties if tie[0] in regions and tie[1] in regions]


def _span(value: Mapping[str, Any], text: str) -> list[int]:
    """Start and end of a region, checked against the words that Label Studio says stand there."""
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    if type(start) is not int or type(end) is not int:
        raise UnusableError("A region has no start and end.")
    if isinstance(words, str) and _letters(words.replace("\\n", "\n")) != _letters(text[start:end]):
        raise UnusableError(f"The region [{start}, {end}] does not hold its words: the text is another one.")
    return [start, end]


def _letters(words: str) -> str:
    return "".join(words.split())
