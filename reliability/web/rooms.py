"""Room for slow work: each kind has threads of its own, so that pages are answered however much of it there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from reliability.errors import Busy
from reliability.web.batching import MOST

FETCHES = 4  # pages that are fetched at a time, each for up to 15 seconds
SCORINGS = 2 * MOST  # requests at a time that score: two runs of the server
BULKS = 8  # requests of many articles at a time
EXPORTS = 2  # at a time
REPORTS = 2  # data-quality reports at a time, which take seconds of a core each
RETRY = 5  # seconds

Found = TypeVar("Found")


class Room:
    """A bounded number of places; who finds none is sent away at once, and told when to come again.

    Args:
        places: how many there are.
        full: what is said where all are taken.
        threads: that work for who has a place.
    """

    def __init__(self, places: int, full: str, threads: int = 1) -> None:
        self._places = places
        self._full = full
        self._taken = 0
        self._limiter = CapacityLimiter(places * threads)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Have a place inside the block; in the event loop only.

        Raises:
            Busy: none is free.
        """
        if self._taken >= self._places:
            raise Busy(self._full, f"Try again in {RETRY} seconds.", retry_after=RETRY)
        self._taken += 1
        try:
            yield
        finally:
            self._taken -= 1

    async def thread(self, work: Callable[..., Found], *given: object) -> Found:
        """Do work in a thread of this room, for who has a place."""
        return await to_thread.run_sync(work, *given, limiter=self._limiter)

    async def run(self, work: Callable[..., Found], *given: object) -> Found:
        """Take a place and do work there.

        Raises:
            Busy: none is free.
        """
        with self.place():
            return await self.thread(work, *given)


@dataclass(frozen=True)
class Rooms:
    """The rooms of a server."""

    fetching: Room = field(default_factory=lambda: Room(FETCHES, "Too many pages are being fetched at this moment."))
    scoring: Room = field(default_factory=lambda: Room(SCORINGS, "Too many articles wait to be scored."))
    reports: Room = field(default_factory=lambda: Room(REPORTS, "Too many reports are being made at this moment."))
    exports: Room = field(default_factory=lambda: Room(EXPORTS, "Too many exports are being written at this moment."))
    bulk: Room = field(
        default_factory=lambda: Room(BULKS, "Too many requests of many articles are being worked on.", threads=2)
    )


async def _rooms(request: Request) -> Rooms:
    rooms: Rooms = request.app.state.rooms
    return rooms


AtRooms = Annotated[Rooms, Depends(_rooms)]
"""Parameter of a route whose work is slow."""
