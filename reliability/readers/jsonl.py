"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath

import orjson

from reliability.readers.lines import LINE, lines
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "JSON Lines"
RECORD = "line"
_LOOKED_AT = 5


def sniff(head: bytes, name: str) -> float:
    """Judge by the first lines: one of them is a whole object."""
    first = [line.strip() for line in head.splitlines() if line.strip()][:_LOOKED_AT]
    if not first:
        return 0.0
    opened = first[0] in (b"{", b"[") or (first[0].endswith(b",") and not isinstance(_value(first[0]), dict))
    if not opened and any(line.startswith(b"{") and isinstance(_value(line), dict) for line in first):
        return 0.95
    if len(first) == 1 and first[0].startswith(b'{"'):
        return 0.95  # the first line is longer than the head, or broken
    return 0.3 if PurePath(name).suffix.lower() in (".jsonl", ".ndjson", ".jl") else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each line that is not blank; numbers count all lines, from 1."""
    before = stream.span.first if stream.span else 0
    for number, line in enumerate(lines(stream.read), start=before + 1):
        if line is None:
            yield Broken(number, f"The line is longer than {LINE >> 20} MB.", "")
        elif not line.isspace():
            yield parse(line.rstrip(b"\r\n"), number)


def parse(data: bytes, number: int) -> Raw | Broken:
    """Return the object in `data`, which may hold bytes that are not UTF-8 and lone surrogates."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        try:
            # The standard library forgives what orjson does not: NaN, lone surrogates.
            value = json.loads(data.decode("utf-8", "replace"))
        except (ValueError, RecursionError) as error:
            return Broken(number, f"This is no valid JSON: {_where(error)}.", excerpt(data))
    if not isinstance(value, Mapping):
        return Broken(number, f"The JSON is of type '{type(value).__name__}', not an object.", excerpt(data))
    return Raw(number, value)


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:].removesuffix(' at')} at character {error.pos + 1}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number is too long"


def _value(line: bytes) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
