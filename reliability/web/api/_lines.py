"""Lines of a body that comes in pieces, each bounded."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator

LINE = 2_000_000
"""Bytes of a line, at most."""


async def lines(pieces: AsyncIterable[bytes], longest: int = LINE) -> AsyncIterator[tuple[int, bytes | None]]:
    """Yield the number of each line, from 1, and its bytes; None for one that is longer than allowed."""
    held, skipping, number = bytearray(), False, 0
    async for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for part in ended:
            number += 1
            whole = not skipping and len(held) + len(part) <= longest
            yield number, bytes(held) + part if whole else None
            held.clear()
            skipping = False
        skipping = skipping or len(held) + len(rest) > longest
        held = bytearray() if skipping else held + rest
    if held or skipping:
        yield number + 1, None if skipping else bytes(held)
