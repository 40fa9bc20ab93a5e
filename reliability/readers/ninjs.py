"""IPTC ninjs 1 to 3 (https://iptc.org/standards/ninjs/): news items as JSON, in any file of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reliability.records import WIRE_FORMATS

_OF_NINJS = {"pubstatus", "versioncreated", "firstcreated", "contentcreated", "bodies", "headlines", "copyrightholder"}
_PLAIN = {
    "id": ("uri",),
    "version": ("version",),
    "published_at": ("firstcreated", "contentcreated", "versioncreated"),
    "modified_at": ("versioncreated", "contentmodified"),
    "language": ("language",),
    "authors": ("byline", "by"),
    "dateline": ("dateline",),
    "credit": ("creditline", "copyrightholder"),
    "urgency": ("urgency",),
    "terms": ("usageterms",),
    "embargo": ("embargoed",),
}
NAME = WIRE_FORMATS[0]
WITHDRAWN = "ninjs:withdrawn"
"""Where a flattened item keeps the status of one that its agency has taken back."""
_TAKEN_BACK = ("canceled", "withheld")
_MARKUP = re.compile(r"<(?:p|div|section|br|article)\b", re.I)

Fields = Mapping[str, object]


def flattened(record: Fields) -> Fields:
    """A ninjs item under the names of `fields.NAMES`; other records as they are.

    The names of version 3 differ in case from those of 2, and both hold lists where version 1 has a name for each
    role: the main headline and the richest body are taken.
    """
    if "uri" not in record:
        return record
    item = {name.lower(): value for name, value in record.items() if isinstance(name, str)}
    if not (_OF_NINJS & item.keys() or any(name.startswith(("body_", "headline_")) for name in item)):
        return record
    found: dict[str, object] = {
        column: next((item[name] for name in names if item.get(name)), None) for column, names in _PLAIN.items()
    }
    found["title"] = _chosen(_parts(item, "headline", "headlines"), "main")
    found |= _body(_parts(item, "body", "bodies"))
    found["publisher"] = _name(item.get("infosource") or item.get("infosources"))
    found["section"] = _name(item.get("subject") or item.get("subjects"))
    found[WITHDRAWN] = item.get("pubstatus") if item.get("pubstatus") in _TAKEN_BACK else None
    return {name: value for name, value in found.items() if value}


def _parts(item: Fields, name: str, listed: str) -> list[tuple[str, str]]:
    """The variants of a headline or a body: role and text."""
    return [(role, text) for role, text in _variants(item, name, listed) if isinstance(text, str) and text.strip()]


def _variants(item: Fields, name: str, listed: str) -> Iterator[tuple[str, object]]:
    for found, value in item.items():
        if found == name or found.startswith(f"{name}_"):
            yield found.removeprefix(name).strip("_"), value
    entries = item.get(listed)
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, Mapping):
            yield str(entry.get("role") or ""), entry.get("value")


def _body(parts: list[tuple[str, str]]) -> dict[str, object]:
    rich = [(role, text) for role, text in parts if _MARKUP.search(text)]
    return {"html": _chosen(rich, "main")} if rich else {"text": _chosen(parts, "main")}


def _chosen(parts: list[tuple[str, str]], role: str) -> str | None:
    return next((text for of, text in parts if of == role), parts[0][1] if parts else None)


def _name(entries: object) -> object:
    if not isinstance(entries, list):
        return None
    return next((entry["name"] for entry in entries if isinstance(entry, Mapping) and entry.get("name")), None)
