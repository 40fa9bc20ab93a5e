"""WARC (ISO 28500), as of web crawls such as CC-NEWS: one article a stored page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from reliability import resources
from reliability.readers import pages
from reliability.readers.charsets import decoded
from reliability.readers.raw import Broken, Raw
from reliability.readers.streams import BLOCK, Stream

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

NAME = "WARC archive"
RECORD = "page"
_START = b"WARC/"
_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200


def sniff(head: bytes, name: str) -> float:
    """Its first bytes say so."""
    return 1.0 if head.startswith(_START) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each page that was answered with status 200; numbers count these, from 1.

    What is no page (pictures, redirects, requests) is passed over. Memory holds one page at a time.

    Raises:
        ReliabilityError: the package `fastwarc` is missing.
        OSError: the archive is damaged.
    """
    with resources.needing("formats", "Reading WARC archives"):
        from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource
    number = 0
    for record in ArchiveIterator(cast(BinaryIO, _File(stream)), record_types=wanted, auto_decode="all"):
        if _is_page(record):
            number += 1
            yield _page(record, number)


class _File:
    """A stream as the file that the library reads from."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._taken = 0

    def read(self, size: int = BLOCK) -> bytes:
        """At most `size` bytes; none at the end."""
        block = self._stream.read(size)
        self._taken += len(block)
        return block

    def tell(self) -> int:
        """How many bytes were read."""
        return self._taken


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
