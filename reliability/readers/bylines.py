"""Bylines -> names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reliability.readers.values import clean

_LONGEST = 5_000
_NAME = 200
_NAMES = 100
_BY = re.compile(r"^\W*by\b[:\s]+", re.I)
_PIECES = re.compile(r" ?[;|] ?| (?:and|&) | ?, ?(?:and |& ?)?", re.I)
_QUOTED = re.compile(r"'([^'\n]{1,200})'|\"([^\"\n]{1,200})\"")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq)\.?", re.I)
_NOBODY = {"", "none", "null", "nan", "n/a", "unknown", "[]", "by"}


def names(value: object) -> list[str] | None:
    """Return the names in a byline, in order and each once; None where there is none.

    Understood are a string, a list of strings, an object with `name`, a list of those, and a list written out
    as text.

    >>> names("By Ada Brenn, Tom Vesk Jr. and Ida Kron")
    ['Ada Brenn', 'Tom Vesk Jr.', 'Ida Kron']
    """
    found = dict.fromkeys(clean(name) for name in _walk(value, 0) if name.lower() not in _NOBODY)
    return list(found)[:_NAMES] or None


def _walk(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from _split(value[:_LONGEST].strip())
    elif isinstance(value, dict):
        named = value.get("name") or " ".join(
            part for part in (value.get("firstname"), value.get("lastname")) if isinstance(part, str)
        )
        if isinstance(named, str):
            yield _clean(named[:_NAME])
        elif depth < 3:
            yield from _walk(named, depth + 1)
    elif isinstance(value, list | tuple) and depth < 3:
        for entry in value[:_NAMES]:
            yield from _walk(entry, depth + 1)


def _split(text: str) -> Iterator[str]:
    if text.startswith("[") and text.endswith("]"):
        for single, double in _QUOTED.findall(text):
            yield _clean(single or double)
        return
    text = " ".join(_BY.sub("", text).replace("\n", ";").split())
    if ";" in text and all(piece.count(",") == 1 for piece in text.split(";") if piece.strip()):
        for piece in filter(str.strip, text.split(";")):  # Last, First; Last, First
            last, _, first = piece.partition(",")
            yield _clean(f"{first.strip()} {last.strip()}")
        return
    last_name = ""
    for piece in _PIECES.split(text):
        if last_name and _SUFFIX.fullmatch(piece):
            last_name = f"{last_name}, {piece}"
            continue
        if last_name:
            yield last_name
        last_name = _clean(piece)
    if last_name:
        yield last_name


def _clean(name: str) -> str:
    return " ".join(_BY.sub("", name).split()).strip(" \"'*")[:_NAME]
