"""Turns of runs over one database: one run works at a time, and a long one lets short ones in between its steps.

A run reads what it computes from and writes it in many transactions, so that two runs must not mix as they please.
Long runs (`score` over many articles) follow each other. A long run rests between steps, where nothing that it goes
on with is spoilt by what others write; a short run (one article from the API) has its turn then, and is never cut.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from time import monotonic

from reliability.errors import Busy

RETRY = 5
"""Seconds after which who found it busy should ask again."""


class Queue:
    """A lock that is handed on in the order of asking."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()

    @property
    def held(self) -> bool:
        """Whether somebody has it."""
        return bool(self._waiting)

    @property
    def wanted(self) -> bool:
        """Whether somebody waits for it."""
        return len(self._waiting) > 1

    @contextmanager
    def held_by_me(self, patience: float | None = None) -> Iterator[Hold]:
        """Wait for it, for `patience` seconds at most, and have it inside the block.

        Raises:
            Busy: it did not come in time.
        """
        hold = Hold(self)
        hold.take(patience)
        try:
            yield hold
        finally:
            hold.give()

    def join(self, hold: Hold, patience: float | None) -> bool:
        """Wait in line; whether the turn came in time. Who leaves early is out of the line."""
        with self._changed:
            self._waiting.append(hold)
            came = False
            try:
                came = self._changed.wait_for(lambda: self._waiting[0] is hold, patience)
            finally:
                if not came:
                    self.leave(hold)
            return came

    def leave(self, hold: Hold) -> None:
        """Hand it on, or leave the line; who is not in line may leave too."""
        with self._changed:
            if hold in self._waiting:
                self._waiting.remove(hold)
                self._changed.notify_all()


class Hold:
    """One place in a queue."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    def take(self, patience: float | None = None) -> None:
        """Wait for it.

        Raises:
            Busy: it did not come within `patience` seconds.
        """
        if not self._queue.join(self, patience):
            raise Busy("The database is busy with another run.", "Try again in a while.", retry_after=RETRY)

    def give(self) -> None:
        """Hand it on."""
        self._queue.leave(self)


class LocalTurn:
    """The right to run."""

    def __init__(self, turn: Hold, queue: Queue, longs: Queue, *, long: bool) -> None:
        self._turn = turn
        self._queue = queue
        self._longs = longs
        self._long = long

    @property
    def alone(self) -> bool:
        """Whether no long run is in the middle of its work."""
        return self._long or not self._longs.held

    def rest(self) -> None:
        """Let those run who wait; a short run never does."""
        if self._long and self._queue.wanted:
            self._turn.give()
            self._turn.take()


class Turns:
    """Hands out turns."""

    def __init__(self) -> None:
        self._queue, self._longs = Queue(), Queue()

    @contextmanager
    def take(self, *, long: bool, patience: float | None) -> Iterator[LocalTurn]:
        """A turn, in the order of asking.

        Args:
            long: whether the run rests between its steps; long runs follow each other.
            patience: seconds to wait at most; None waits as long as it takes.

        Raises:
            Busy: it did not come in time.
        """
        until = None if patience is None else monotonic() + patience
        with self._longs.held_by_me(patience) if long else nullcontext():
            left = None if until is None else max(until - monotonic(), 0.0)
            with self._queue.held_by_me(left) as turn:
                yield LocalTurn(turn, self._queue, self._longs, long=long)
