"""WARC (ISO 28500), as of web crawls such as CC-NEWS: one article a stored page."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from reliability import resources
from reliability.readers import pages
from reliability.readers.charsets import decoded
from reliability.readers.raw import Broken, Raw
from reliability.readers.streams import BLOCK, Peekable, Stream

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

NAME = "WARC archive"
RECORD = "page"
_START = b"WARC/"
_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200
LONGEST_KEPT = 8_000_000  # bytes of the end of an archive


def sniff(head: bytes, name: str) -> float:
    """Its first bytes say so."""
    return 1.0 if head.startswith(_START) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each page that was answered with status 200; numbers count these, from 1.

    What is no page (pictures, redirects, requests) is passed over. Memory holds two pages at a time.

    Raises:
        ReliabilityError: the package `fastwarc` is missing.
        OSError: the archive is damaged.
    """
    with resources.needing("formats", "Reading WARC archives"):
        from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    file = _File(stream.packed or stream.source, members=stream.packed is not None)
    held: Raw | Broken | None = None
    number = 0
    try:
        for record in ArchiveIterator(cast(BinaryIO, file), record_types=wanted, auto_decode="all"):
            if held is not None:
                yield held
                held = None
            file.keep_from(record.stream_pos)
            if _is_page(record):
                number += 1
                held = _page(record, number)
        file.check_end()
    except OSError:
        if held is not None and file.first_whole():
            yield held
        raise
    if held is not None:
        yield held


class _File:
    """A stream as the file that the library reads from.

    The library takes an archive of gzip members that was cut off for one that ends there, so the last one is kept.
    """

    def __init__(self, source: Peekable, *, members: bool) -> None:
        self._source = source
        self._members = members
        self._taken = 0
        self._kept: deque[tuple[int, bytes]] = deque()  # with where each block begins
        self._from = 0

    def read(self, size: int = BLOCK) -> bytes:
        """At most `size` bytes; none at the end."""
        block = self._source.read(size)
        if self._members and block:
            self._kept.append((self._taken, block))
            if self._taken - self._kept[0][0] > LONGEST_KEPT:
                self._kept.popleft()
        self._taken += len(block)
        return block

    def tell(self) -> int:
        """How many bytes were read."""
        return self._taken

    def keep_from(self, place: int) -> None:
        """Forget what stands before the member that begins there."""
        self._from = place
        while self._kept and self._kept[0][0] + len(self._kept[0][1]) <= place:
            self._kept.popleft()

    def first_whole(self) -> bool:
        """Whether the member that was kept from is whole and sound; of what is not packed nobody can tell."""
        try:
            return not self._members or self._after_first(self._held()) is not None
        except zlib.error:
            return False

    def check_end(self) -> None:
        """See that the last members are whole, where they are not too large to be kept.

        Raises:
            OSError: the last one is cut off.
        """
        data: bytes | None = self._held()
        while data:
            try:
                data = self._after_first(data)
            except zlib.error:
                return  # what follows the last record is damaged, and the library passed it over
            if data is None:
                raise OSError("the archive is cut off")

    def _held(self) -> bytes:
        """What was read from the member on that was kept from; nothing where that was too much."""
        if not self._kept or self._kept[0][0] > self._from:
            return b""
        return b"".join(block for _, block in self._kept)[self._from - self._kept[0][0] :]

    @staticmethod
    def _after_first(data: bytes) -> bytes | None:
        """What follows the first member; None where that is cut off."""
        unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
        while data and not unpacking.eof:
            unpacking.decompress(data, BLOCK)
            data = unpacking.unconsumed_tail
        return unpacking.unused_data if unpacking.eof else None


def _is_page(record: WarcRecord) -> bool:
    if record.http_headers is not None:
        return record.http_headers.status_code == _FOUND and record.http_content_type in _PAGES
    return record.headers.get("Content-Type", "").partition(";")[0].strip() in _PAGES


def _page(record: WarcRecord, number: int) -> Raw | Broken:
    url = record.headers.get("WARC-Target-URI") or ""
    try:
        data = record.reader.read(pages.LONGEST_PAGE + 1)  # a packed body may swell without end
    except OSError as error:
        return Broken(number, f"The page cannot be unpacked ({error}).", url)
    if len(data) > pages.LONGEST_PAGE:
        return Broken(number, f"The page is larger than {pages.LONGEST_PAGE // 1_000_000} MB.", url)
    return Raw(number, {"url": url.strip("<>"), "html": decoded(data, record.http_charset)})
