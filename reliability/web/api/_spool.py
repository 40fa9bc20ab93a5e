"""An answer that waits for its reader: on disk where it grows, so that who first sends all and then reads is served."""

from __future__ import annotations

from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile

import anyio

IN_MEMORY = 1_000_000  # bytes; what goes beyond is written to a temporary file
PIECE = 65_536


class Spool:
    """Bytes that one task adds and another takes, in one event loop. A context manager."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._written = self._taken = 0
        self._finished = False
        self._news = anyio.Event()

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, data: bytes) -> None:
        """Add bytes."""
        self._file.seek(self._written)
        self._file.write(data)
        self._written += len(data)
        self._news.set()

    def finish(self) -> None:
        """Say that nothing more comes."""
        self._finished = True
        self._news.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield what was added, as it comes, until the end."""
        while True:
            while self._taken < self._written:
                self._file.seek(self._taken)
                piece = self._file.read(PIECE)
                self._taken += len(piece)
                yield piece
            if self._finished:
                return
            self._file.seek(0)
            self._file.truncate()
            self._written = self._taken = 0
            self._news = anyio.Event()
            await self._news.wait()
