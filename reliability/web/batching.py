"""Articles that arrive at the same time go down the path together: a run costs a second or more however small it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, TypeVar

import polars as pl

from reliability.errors import Busy, ReliabilityError

MOST = 200  # articles of one run: its first answer waits for the last
FEW = 25  # that are never parted
LINGER = 1.5  # seconds that the next run waits for more while one is at work
Made = TypeVar("Made")
log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Ticket:
    articles: pl.DataFrame
    inputs: list[str]
    rows: pl.DataFrame | None = None
    failure: Exception | None = None
    taken: bool = False
    done: threading.Event = field(default_factory=threading.Event)

    def end(self, rows: pl.DataFrame | None = None, failure: Exception | None = None) -> None:
        """Give who brought it an answer."""
        self.rows, self.failure = rows, failure
        self.done.set()


@dataclass
class Batcher(Generic[Made]):
    """Gathers what callers bring while a run is at work, and takes it along in the next one.

    What can be made ready for a run without the others' results is made while the one before is at work.

    Args:
        ready: makes something of the articles of a run to come, and is told whether another one is at work; one at a
            time, and not much ahead of `run`.
        run: scores articles, given what was made ready, if that worked; it gives a row for each, in their order. One at
            a time.
    """

    ready: Callable[[pl.DataFrame, bool], Made]
    run: Callable[[pl.DataFrame, list[str], Made | None], pl.DataFrame]
    _waiting: list[_Ticket] = field(default_factory=list)
    _listing: threading.Condition = field(default_factory=threading.Condition)
    _at_work: int = 0
    _next: threading.Lock = field(default_factory=threading.Lock)
    _running: threading.Lock = field(default_factory=threading.Lock)

    def score(self, articles: pl.DataFrame, inputs: list[str]) -> pl.DataFrame:
        """The rows of these articles, as `run` alone would give them; called by many threads.

        Raises:
            ReliabilityError: what `run` says of these articles.
        """
        ticket = _Ticket(articles, inputs)
        with self._listing:
            self._waiting.append(ticket)
            self._listing.notify_all()
        while not ticket.taken:
            with self._next:  # who comes in leads those who wait; the others find themselves taken
                if ticket.taken:
                    break
                taken = self._taken()
                made = self._made(taken)
                self._running.acquire()
                self._at_work = sum(ticket.articles.height for ticket in taken)
            try:
                self._lead(taken, made)
            finally:
                self._at_work = 0
                self._running.release()
                with self._listing:
                    self._listing.notify_all()
        ticket.done.wait()
        if ticket.failure is not None:
            raise ticket.failure
        assert ticket.rows is not None
        return ticket.rows

    def _taken(self) -> list[_Ticket]:
        """The first tickets that fit into one run; two of one article do not.

        It takes half of all who are here or at work: else who asks again and again would come in a large run and a
        small one by turns.
        """
        with self._listing:
            self._listing.wait_for(self._enough, LINGER)
            most = min(max(FEW, (self._here() + self._at_work + 1) // 2), MOST)
            taken: list[_Ticket] = []
            ids: set[str] = set()
            for ticket in self._waiting:
                wanted = ticket.articles["article_id"].to_list()
                if taken and (len(ids) + len(wanted) > most or ids & set(wanted)):
                    break
                taken.append(ticket)
                ids.update(wanted)
            del self._waiting[: len(taken)]
            for ticket in taken:
                ticket.taken = True
            return taken

    def _enough(self) -> bool:
        """Whether more callers are not worth waiting for."""
        return not self._running.locked() or self._here() >= min(max(FEW, self._at_work), MOST)

    def _here(self) -> int:
        return sum(ticket.articles.height for ticket in self._waiting)

    def _made(self, taken: list[_Ticket]) -> Made | None:
        """What is made ready for them; None where that fails: their run will say why."""
        try:
            return self.ready(pl.concat([ticket.articles for ticket in taken]), self._running.locked())
        except Exception:
            log.debug("Nothing could be made ready for a run.", exc_info=True)
            return None

    def _lead(self, taken: list[_Ticket], made: Made | None) -> None:
        """Run them together; where that fails, each by itself, so that nobody fails for another's article."""
        try:
            rows = self.run(pl.concat([ticket.articles for ticket in taken]), taken[0].inputs, made)
            heights = [ticket.articles.height for ticket in taken]
            if len(taken) > 1 and rows.height != sum(heights):  # somebody brought an article twice
                raise ReliabilityError("A run gave another number of rows than it was given articles.", exit_code=3)
        except Exception as error:  # whatever it is, who asked must hear of it
            if len(taken) > 1 and not isinstance(error, Busy):
                for ticket in taken:
                    self._lead([ticket], made)
                return
            for ticket in taken:
                ticket.end(failure=error)
            return
        if len(taken) == 1:
            taken[0].end(rows)
            return
        for ticket, start in zip(taken, accumulate(heights, initial=0), strict=False):
            ticket.end(rows.slice(start, ticket.articles.height))
