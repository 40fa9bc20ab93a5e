"""Large files in pieces, so that several tasks can read one: whole lines of JSON Lines, row groups of Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reliability.errors import ReliabilityError
from reliability.readers import formats, jsonl, parquet
from reliability.readers.inputs import Item, Span, open_item
from reliability.readers.streams import open_stream

SPLIT = 64 << 20
"""Bytes of a piece, about: some ten thousand articles. Smaller files stay whole."""

BLOCK = 4 << 20


def spans(item: Item, size: int = SPLIT) -> list[Span]:
    """The pieces of a file, of about so many bytes each, with the number of records before each.

    A file that is compressed as a whole, not in UTF-8 or of another format can only be read from front to back; it has
    none, and so has a small one. JSON Lines are read once for the places where lines begin.
    """
    if item.size is None or item.size <= size:
        return []
    try:
        with open_item(item) as raw:
            plain = open_stream(raw, item.name, None, lambda _: None)
            chosen, encoding = formats.identify(plain), plain.encoding
        if chosen.NAME == parquet.NAME:
            return _row_groups(item, size)
        if chosen.NAME == jsonl.NAME and encoding == "utf-8" and not _packed(item):
            return _lines(item, size)
    except (OSError, ReliabilityError):
        return []  # whoever reads it says what is wrong
    return []


def _packed(item: Item) -> bool:
    with open_item(item) as raw:
        return raw.read(4).startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd"))


def _row_groups(item: Item, size: int) -> list[Span]:
    import pyarrow.parquet as pq

    found, held, start, first, rows = [], 0, 0, 0, 0
    with open_item(item, seekable=True) as raw:
        about = pq.ParquetFile(raw).metadata
    for place in range(about.num_row_groups):
        group = about.row_group(place)
        held += _stored(group)
        rows += group.num_rows
        if held >= size or place + 1 == about.num_row_groups:
            found.append(Span(parquet.NAME, start, place + 1, first))
            held, start, first = 0, place + 1, rows
    return found if len(found) > 1 else []


def _stored(group: Any) -> int:
    return sum(group.column(column).total_compressed_size for column in range(group.num_columns))


def _lines(item: Item, size: int) -> list[Span]:
    found, start, first = [], 0, 0
    for place, lines in _line_ends(item):
        if place - start >= size:
            found.append(Span(jsonl.NAME, start, place, first))
            start, first = place, lines
    assert item.size is not None
    if start < item.size:
        found.append(Span(jsonl.NAME, start, item.size, first))
    return found if len(found) > 1 else []


def _line_ends(item: Item) -> Iterator[tuple[int, int]]:
    """Where the last line of each block ends, and how many lines end up to there."""
    done = lines = 0
    with open_item(item) as raw:
        while block := raw.read(BLOCK):
            while block.endswith(b"\r") and (more := raw.read(1)):
                block += more  # so that \r\n is never taken apart
            end = block.rfind(b"\n") + 1
            if end:
                yield done + end, lines + _count(block[:end])
            done, lines = done + len(block), lines + _count(block)


def _count(block: bytes) -> int:
    return block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
