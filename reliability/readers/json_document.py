"""A JSON array of objects, one object over several lines, or objects one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from reliability.readers import jsonl
from reliability.readers.fields import has_text
from reliability.readers.lines import LINE, SKIPPED
from reliability.readers.raw import Broken, Raw
from reliability.readers.streams import BLOCK, Stream

NAME = "JSON"
RECORD = "element"
_ENVELOPES = ("articles", "items", "results", "documents", "data")
_OUTSIDE = re.compile(rb'["{}\[\]]')
_INSIDE = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.S)  # up to the quote that closes a string
_WRAPPER = re.compile(rb'\s*(?:\{[^\[{]{0,2000}"(?:%s)"\s*:\s*){1,2}\[\s*\{' % "|".join(_ENVELOPES).encode())
_QUOTE = ord('"')
_START = re.compile(rb'\s*(?:\[\s*(?:[{"\[\]]|$)|\{\s*(?:["}]|$))')


def sniff(head: bytes, name: str) -> float:
    """It starts like an array or an object; a list in a wrapper is told from JSON Lines by its beginning."""
    if _WRAPPER.match(head):
        return 0.97
    if _START.match(head):
        return 0.9
    return 0.3 if PurePath(name).suffix.lower() == ".json" else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each element; numbers count elements from 1.

    An object that only wraps a list (`{"articles": [...]}`, `{"articles": {"results": [...]}}`) stands for the objects
    in that list.
    """
    number = 0
    for element in elements(stream.read):
        for record in _records(element, number + 1):
            number = record.record
            yield record


def _records(element: bytes | None, number: int) -> Iterator[Raw | Broken]:
    if element is None:
        yield Broken(number, f"The element is longer than {LINE >> 20} MB.", "")
        return
    record = jsonl.parse(element, number)
    wrapped = _wrapped(record)
    if wrapped is None:
        yield record
        return
    for place, fields in enumerate(wrapped, start=number):
        if isinstance(fields, dict):
            yield Raw(place, fields)
        else:
            yield Broken(place, f"The element is of type '{type(fields).__name__}', not an object.", str(fields)[:200])


def _wrapped(record: Raw | Broken) -> list[object] | None:
    if isinstance(record, Broken) or has_text(record.fields):
        return None
    return _listed(record.fields) or next(
        filter(None, (_listed(value) for value in map(record.fields.get, _ENVELOPES) if isinstance(value, dict))), None
    )


def _listed(fields: Mapping[str, object]) -> list[object] | None:
    for name in _ENVELOPES:
        value = fields.get(name)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return value
    return None


def elements(read: Callable[[int], bytes], *, block: int = BLOCK, limit: int = LINE) -> Iterator[bytes | None]:
    """Yield the bytes of each element of the outer array, or of each outer value, without parsing it.

    Only brackets and strings are followed, so memory holds one element at a time; None stands for one that is longer
    than `limit`.

    Raises:
        OSError: a single element is longer than `SKIPPED`, or `read` failed.
    """
    scan = _Scan(limit)
    while piece := read(block):
        yield from scan.feed(piece)
    yield from scan.finish()


class _Scan:
    """Where the scanner is between two blocks."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: list[bytes] = []
        self._length = 0
        self._depth = 0
        self._in_array = False
        self._in_string = False
        self._overhang = 0

    def feed(self, block: bytes) -> Iterator[bytes | None]:
        """Yield the elements that end in `block`."""
        at, start = self._overhang, 0
        self._overhang = 0
        while at < len(block):
            if self._in_string:
                inside = _INSIDE.match(block, at)
                at = (inside.end() if inside else at) + 1
                # Behind the block: it ends inside the string, or between a backslash and what that escapes.
                self._in_string = at > len(block) or block[at - 1] != _QUOTE
                self._overhang = int(at == len(block) and self._in_string)
                continue
            found = _OUTSIDE.search(block, at)
            if not found:
                break
            mark, at = found[0], found.end()
            if mark == b'"':
                self._in_string = True
            elif self._depth == 0:
                # Whatever stands before a bracket of the outer level is an element of its own, or only separators.
                yield from self._take(block[start : found.start()])
                start = found.start() if self._opens(mark) else at
            else:
                self._depth += 1 if mark in b"{[" else -1
                if self._depth == 0:
                    yield from self._take(block[start:at])
                    start = at
        self._keep(block[start:])

    def finish(self) -> Iterator[bytes | None]:
        """Yield what is left where the input ends early."""
        yield from self._take(b"")

    def _opens(self, mark: bytes) -> bool:
        """Follow a bracket of the outer level; return whether an element starts with it."""
        if mark == b"[" and not self._in_array:
            self._in_array = True
        elif mark in b"{[":
            self._depth = 1
            return True
        elif mark == b"]":
            self._in_array = False
        return False

    def _keep(self, piece: bytes) -> None:
        self._length += len(piece)
        if self._length > SKIPPED:
            raise OSError(f"one element is longer than {SKIPPED >> 30} GB")
        if self._length <= self._limit:
            self._kept.append(piece)
        else:
            self._kept.clear()

    def _take(self, last: bytes) -> Iterator[bytes | None]:
        self._keep(last)
        element = b"".join(self._kept).strip(b", \t\r\n") if self._length <= self._limit else None
        self._kept.clear()
        self._length = 0
        if element is None or element:
            yield element
