"""What comes with an article besides its text: `came_with` of records.ARTICLES."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice

from reliability.readers import values
from reliability.readers.dates import to_utc

MOST_LINKS = 200
_URGENCIES = range(1, 10)
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")


def came_with(given: Mapping[str, list[object]], form: str) -> dict[str, object]:
    """The parts of `records.CAME_WITH` that a record gives.

    Args:
        given: values by column, as `fields.understood` has them.
        form: the format it was read from.
    """
    found = {
        "format": form,
        "credit": values.line(given.get("credit", [])),
        "dateline": values.line(given.get("dateline", [])),
        "urgency": _urgency(given.get("urgency", [])),
        "version": _version(given.get("version", [])),
        "terms": values.line(given.get("terms", [])),
        "embargo": _moment(given.get("embargo", [])),
        "relay": values.line(given.get("relay", [])),
        "links": _addresses(given.get("links", [])),
        "based_on": _addresses(given.get("based_on", [])),
        "free": _truth(given.get("free", [])),
    }
    return {name: value for name, value in found.items() if value is not None}


def _version(found: Iterable[object]) -> str | None:
    return next((str(value)[:100] for value in found if isinstance(value, str | int) and str(value).strip()), None)


def _urgency(found: Iterable[object]) -> int | None:
    text = str(next(iter(found), "")).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 and int(text) in _URGENCIES else None


def _moment(found: Iterable[object]) -> datetime | None:
    return next((value for value in map(to_utc, found) if value), None)


def _truth(found: Iterable[object]) -> bool | None:
    word = str(next(iter(found), "")).strip().lower()
    return True if word in _YES else False if word in _NO else None


def _addresses(found: Iterable[object]) -> list[str] | None:
    """Web addresses in lists, objects and strings, in order and each once."""
    known = dict.fromkeys(islice((url for value in found for url in _walk(value, 0)), MOST_LINKS))
    return list(known) or None


def _walk(value: object, depth: int) -> Iterable[str]:
    if isinstance(value, str):
        url = values.address([value])
        if url and "//" in url:
            yield url
    elif isinstance(value, Mapping):
        yield from _walk(value.get("url") or value.get("@id") or value.get("href"), depth + 1)
    elif isinstance(value, list | tuple) and depth < 3:
        for entry in value[:MOST_LINKS]:
            yield from _walk(entry, depth + 1)
