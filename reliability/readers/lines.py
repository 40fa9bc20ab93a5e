"""Lines of a stream in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

LINE = 32 << 20
"""Bytes of the longest line that is kept."""

SKIPPED = 1 << 30
"""Bytes of the longest line that is worth skipping; behind it the rest of the input is given up."""


def lines(read: Callable[[int], bytes], *, block: int = 1 << 18, limit: int = LINE) -> Iterator[bytes | None]:
    r"""Yield each line with its end (`\n`, `\r\n` or `\r`), or None in place of a line longer than `limit` bytes.

    Raises:
        OSError: a single line is longer than `SKIPPED`, or `read` failed.
    """
    kept: list[bytes] = []
    length = 0
    while piece := read(block):
        while piece.endswith(b"\r") and (more := read(1)):
            piece += more  # so that \r\n is never taken apart
        for part in piece.splitlines(keepends=True):
            length += len(part)
            if length <= limit:
                kept.append(part)
            elif kept:
                kept.clear()
            if part.endswith((b"\n", b"\r")):
                yield b"".join(kept) if length <= limit else None
                kept.clear()
                length = 0
        if length > SKIPPED:
            raise OSError(f"one line is longer than {SKIPPED >> 30} GB")
    if length:
        yield b"".join(kept) if length <= limit else None
