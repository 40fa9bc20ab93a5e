"""One input as a stream of bytes: decompressed, recoded to UTF-8 where it is text, its first bytes in sight."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from reliability.readers import charsets
from reliability.readers.mail_heads import is_mail

if TYPE_CHECKING:
    from reliability.readers.inputs import Span

HEAD = 1 << 16
"""Bytes that detection may look at."""

BLOCK = 1 << 18
_WINDOW = 1 << 27
_MEMBER = 16 + zlib.MAX_WBITS
_ARCHIVE = b"WARC/"
_BYTES = (_ARCHIVE, b"%PDF-", b"PK\x03\x04")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"

Read = Callable[[int], bytes]
"""Return at most so many bytes; none at the end of the input."""


class Peekable:
    """Bytes that can be looked at before they are read. An error behind the head waits until it is reached."""

    def __init__(self, read: Read, ahead: bytes = b"") -> None:
        self._read = read
        self._ahead = ahead
        self._failure: OSError | None = None

    def peek(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer at the end, and keep them."""
        while len(self._ahead) < size and self._failure is None:
            try:
                block = self._read(size - len(self._ahead))
            except OSError as error:
                self._failure = error
                break
            if not block:
                break
            self._ahead += block
        return self._ahead[:size]

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes; none at the end."""
        if self._ahead:
            block, self._ahead = self._ahead[:size], self._ahead[size:]
            return block
        if self._failure is not None:
            raise self._failure
        return self._read(size)


@dataclass
class Stream:
    """One opened input.

    `path` is set where the bytes on disk are the bytes of the format, so that a reader may seek.
    `span` says which piece of it is wanted, where that is not all, and `place` is the file where it is in no folder.
    `encoding` is None for bytes that are no text; text arrives as UTF-8 whatever it was, without a byte-order mark.
    `rows_read` is the share of its rows read so far, for a format that does not read from front to back.
    `packed` is set for an archive whose library unpacks it faster: its bytes as they are, and `source` only its head.
    """

    name: str
    path: Path | None
    source: Peekable
    encoding: str | None
    rows_read: float | None = None
    span: Span | None = None
    place: BinaryIO | None = None
    packed: Peekable | None = None

    @property
    def head(self) -> bytes:
        """The first bytes that are still unread."""
        return self.source.peek(HEAD)

    def read(self, size: int = BLOCK) -> bytes:
        """Return at most `size` bytes; none at the end.

        Raises:
            OSError: the input is damaged or cannot be read any further.
        """
        return self.source.read(size)

    def read_all(self, limit: int) -> bytes | None:
        """Return the rest of the input, or None where it is longer than `limit` bytes."""
        parts, length = [], 0
        while block := self.read(BLOCK):
            length += len(block)
            if length > limit:
                return None
            parts.append(block)
        return b"".join(parts)


def open_stream(raw: BinaryIO, name: str, path: Path | None, count: Callable[[int], None]) -> Stream:
    """Put decompression and recoding on top of `raw`.

    Args:
        raw: the file or standard input; the caller closes it.
        name: what to call the input.
        path: where it is on disk, None for standard input.
        count: called with the number of bytes of each piece taken from `raw`.
    """

    def counted(size: int) -> bytes:
        block = raw.read(size)
        count(len(block))
        return block

    source = Peekable(counted)
    start = source.peek(4)
    if start[:2] == _GZIP:
        if archived := _archived(source.peek(HEAD)):
            return Stream(name, None, Peekable(lambda _: b"", archived), None, packed=source)
        source, path = Peekable(_gunzip(source)), None
    elif start == _ZSTD:
        source, path = Peekable(_unzstd(source)), None
    head = source.peek(HEAD)
    packed = head.startswith(_BYTES) or is_mail(head)  # texts inside, in an encoding each
    encoding = None if packed else charsets.detect(head)
    if encoding == "utf-8":
        if source.peek(3) == codecs.BOM_UTF8:
            source.read(3)
    elif encoding is not None:
        source = Peekable(_recode(source.read, encoding))
    return Stream(name, path, source, encoding)


def open_span(raw: BinaryIO, name: str, path: Path | None, span: Span) -> Stream:
    """A piece of a file that is UTF-8 or Parquet and not compressed around.

    Args:
        raw: the file, which can seek; the caller closes it.
        name: what to call it.
        path: where it is on disk, None for one in an object store.
        span: the piece; row groups are left to the reader.
    """
    left = span.end - span.start
    lines = not raw.read(4).startswith(b"PAR1")
    raw.seek(span.start if lines else 0)

    def read(size: int) -> bytes:
        nonlocal left
        block = raw.read(min(size, left) if lines else size)
        left -= len(block)
        return block

    source = Peekable(read)
    if span.start == 0 and source.peek(3) == codecs.BOM_UTF8:
        source.read(3)
    return Stream(name, path, source, "utf-8" if lines else None, span=span, place=raw)


def _archived(packed: bytes) -> bytes:
    """The first member of a gzipped archive that has each record as a member; empty for whatever else it is."""
    unpacking = zlib.decompressobj(_MEMBER)
    try:
        first = unpacking.decompress(packed, HEAD)
    except zlib.error:
        return b""
    return first if unpacking.eof and first.startswith(_ARCHIVE) else b""


def _gunzip(source: Peekable) -> Read:
    # read1 hands over what it has before a truncated member raises, so the readable part is not lost.
    file = gzip.GzipFile(fileobj=cast(BinaryIO, source), mode="rb")

    def read(size: int) -> bytes:
        try:
            return file.read1(size)
        except (EOFError, zlib.error) as error:
            raise OSError(f"the gzip data are damaged or cut off ({error})") from error

    return read


def _unzstd(source: Peekable) -> Read:
    import zstandard

    decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    reader = decompressor.stream_reader(cast(BinaryIO, source), read_across_frames=True)

    def read(size: int) -> bytes:
        try:
            return reader.read(size)
        except zstandard.ZstdError as error:
            raise OSError(f"the zstd data are damaged ({error})") from error

    return read


def _recode(read: Read, encoding: str) -> Read:
    decoder = codecs.getincrementaldecoder(encoding)("replace")

    def recoded(size: int) -> bytes:
        while True:
            block = read(size)
            text = decoder.decode(block, final=not block)
            if text or not block:
                return text.encode("utf-8", "replace")

    return recoded
