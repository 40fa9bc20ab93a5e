"""Articles that arrive at the same time go down the path together: a run costs half a second however small it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from reliability.errors import Busy, ReliabilityError

MOST = 100  # articles of one run: its first answer waits for the last
Run = Callable[[pl.DataFrame, list[str]], pl.DataFrame]


@dataclass(eq=False)
class _Ticket:
    articles: pl.DataFrame
    inputs: list[str]
    rows: pl.DataFrame | None = None
    failure: Exception | None = None

    @property
    def done(self) -> bool:
        return self.rows is not None or self.failure is not None


@dataclass
class Batcher:
    """Gathers what callers bring while a run is at work, and takes it along in the next one.

    Args:
        run: scores articles; it gives a row for each, in their order.
    """

    run: Run
    _waiting: list[_Ticket] = field(default_factory=list)
    _listing: threading.Lock = field(default_factory=threading.Lock)
    _running: threading.Lock = field(default_factory=threading.Lock)

    def score(self, articles: pl.DataFrame, inputs: list[str]) -> pl.DataFrame:
        """The rows of these articles, as `run` alone would give them; called by many threads.

        Raises:
            ReliabilityError: what `run` says of these articles.
        """
        ticket = _Ticket(articles, inputs)
        with self._listing:
            self._waiting.append(ticket)
        while not ticket.done:
            with self._running:  # who comes in leads: the others' tickets are done when they do
                if not ticket.done:
                    self._lead(self._taken())
        if ticket.failure is not None:
            raise ticket.failure
        assert ticket.rows is not None
        return ticket.rows

    def _taken(self) -> list[_Ticket]:
        """The first tickets that fit into one run; two of one article do not."""
        with self._listing:
            taken: list[_Ticket] = []
            ids: set[str] = set()
            for ticket in self._waiting:
                wanted = ticket.articles["article_id"].to_list()
                if taken and (len(ids) + len(wanted) > MOST or ids & set(wanted)):
                    break
                taken.append(ticket)
                ids.update(wanted)
            del self._waiting[: len(taken)]
            return taken

    def _lead(self, taken: list[_Ticket]) -> None:
        """Run them together; where that fails, each by itself, so that nobody fails for another's article."""
        try:
            rows = self.run(pl.concat([ticket.articles for ticket in taken]), taken[0].inputs)
            if len(taken) == 1:
                taken[0].rows = rows
                return
            if rows.height != sum(ticket.articles.height for ticket in taken):  # somebody brought an article twice
                raise ReliabilityError("A run gave another number of rows than it was given articles.", exit_code=3)
        except Exception as error:  # whatever it is, who asked must hear of it
            if len(taken) == 1 or isinstance(error, Busy):
                for ticket in taken:
                    ticket.failure = error
                return
            for ticket in taken:
                self._lead([ticket])
            return
        start = 0
        for ticket in taken:
            ticket.rows = rows.slice(start, ticket.articles.height)
            start += ticket.articles.height
