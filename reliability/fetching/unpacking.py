"""Bodies as they are sent -> bytes, bounded on both sides."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from reliability.errors import ReliabilityError
from reliability.fetching.page import Limits

ENCODINGS = ("gzip", "x-gzip", "deflate")
_ANY = 32 + zlib.MAX_WBITS  # gzip or zlib, by its header
_BARE = -zlib.MAX_WBITS


def unpacked(parts: Iterable[bytes], encoding: str, limits: Limits, name: str) -> bytes:
    """Join the parts of a body and take `Content-Encoding` off.

    Args:
        parts: the body as it arrives; no more of it is taken than the limits allow.
        encoding: empty, `identity`, `gzip` or `deflate`.
        limits: bytes as sent and bytes unpacked.
        name: what to call the page.

    Raises:
        ReliabilityError: it is too large, packed in another way, damaged or cut off.
    """
    if encoding in ("", "identity"):
        return b"".join(_bounded(parts, min(limits.sent_bytes, limits.page_bytes), name))
    if encoding not in ENCODINGS:
        raise ReliabilityError(f"{name} is packed as '{encoding[:40]}', which nobody asked for.", "Save it as a file.")
    return _inflated(_bounded(parts, limits.sent_bytes, name), limits.page_bytes, name)


def _bounded(parts: Iterable[bytes], limit: int, name: str) -> Iterable[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > limit:
            raise _too_large(name, limit)
        yield part


def _inflated(parts: Iterable[bytes], limit: int, name: str) -> bytes:
    decoder, found, size = zlib.decompressobj(_ANY), [], 0
    try:
        for number, part in enumerate(parts):
            try:
                block = decoder.decompress(part, limit - size + 1)
            except zlib.error:
                if number:
                    raise
                decoder = zlib.decompressobj(_BARE)  # what some servers send as `deflate`
                block = decoder.decompress(part, limit - size + 1)
            size += len(block)
            if size > limit:
                raise _too_large(name, limit)
            found.append(block)
            if decoder.eof:
                break
    except zlib.error as error:
        raise ReliabilityError(f"{name} is packed, and damaged.", "Try again later.") from error
    if not decoder.eof:
        raise ReliabilityError(f"{name} was cut off.", "Try again later.")
    return b"".join(found)


def _too_large(name: str, limit: int) -> ReliabilityError:
    return ReliabilityError(f"{name} is larger than {limit / 1e6:.3g} MB.", "Save the article as a file.")
