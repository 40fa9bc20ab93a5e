"""Rounds over all places: look, score what is new, remember what is done; fail softly and ask again later."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from reliability import pipeline, records, store
from reliability.errors import ReliabilityError
from reliability.fetching import FetchError, Guest, Validators
from reliability.intake import Rejects
from reliability.watching import feeds, folders
from reliability.watching.found import Found
from reliability.watching.places import Place

LONGEST_PAUSE = timedelta(hours=6)
SHOWN_FLAGS = 8


@dataclass
class Standing:
    """How it stands with one place."""

    place: Place
    articles: int = 0
    waiting: int = 0
    failures: int = 0
    checked_at: datetime | None = None
    next_at: datetime | None = None
    said: str | None = None
    validators: Validators = field(default_factory=Validators)
    tries: dict[str, int] = field(default_factory=dict)
    """How often the page of an entry could not be had for now."""


@dataclass
class Board:
    """What there is to show of the watch so far."""

    standings: dict[Place, Standing]
    started_at: datetime
    articles: int = 0
    runs: int = 0
    set_aside: int = 0
    flags: deque[tuple[str, str, str]] = field(default_factory=lambda: deque(maxlen=SHOWN_FLAGS))
    """The last critical flags and warnings: severity, code with its message, title."""
    seconds: float = 0.0


@dataclass(frozen=True)
class Round:
    """What one round did: articles scored, the run's id (None without articles), records set aside."""

    articles: int
    run_id: str | None
    rejects: Rejects


@dataclass
class Watch:
    """Places that are looked at again and again.

    Args:
        desk: an open session.
        every: between two looks at a place that answers.
        guest: fetches pages.
        show: called with the board whenever something has changed.
    """

    desk: pipeline.Session
    places: Sequence[Place]
    every: timedelta
    guest: Guest
    show: Callable[[Board], object] = lambda board: None

    def __post_init__(self) -> None:
        self.places = list(self.places)
        self.board = Board({place: Standing(place) for place in self.places}, datetime.now(UTC))
        for row in store.watched(self.desk.store, [place.name for place in self.places]).to_dicts():
            for place in self.places:
                if place.name == row["place"]:
                    standing = self.board.standings[place]
                    standing.failures, standing.next_at = row["failures"] or 0, row["next_at"]
                    standing.said, standing.validators = row["said"], Validators(row["etag"], row["modified"])

    def due(self, now: datetime) -> list[Place]:
        """The places whose time has come."""
        standings = self.board.standings
        return [place for place in self.places if (standings[place].next_at or now) <= now]

    def pause(self, now: datetime) -> float:
        """Seconds until the next place is due."""
        coming = [standing.next_at or now for standing in self.board.standings.values()]
        return max(0.0, (min(coming) - now).total_seconds())

    def round(self, now: datetime) -> Round:
        """Look at every place that is due, and score what is new in one run.

        What is done is remembered after it is scored: who is stopped in between finds it again, and the database
        knows the articles that it has.

        Raises:
            ReliabilityError: the database or an expectation fails. A place that fails only says so.
        """
        looks = [(place, *self._look(place, now)) for place in self.due(now)]
        found = [look for _, look, _ in looks]
        done = self._score([intake for look in found for intake in look.intakes], [place.name for place, _, _ in looks])
        notes = [row for look in found for row in look.notes] + [row for _, _, row in looks]
        if notes:
            self.desk.store.note_watched(records.WATCHED.frame(notes))
        for place, look, row in looks:
            standing = self.board.standings[place]
            standing.articles += look.articles
            standing.waiting = look.waiting
            standing.next_at = now if look.waiting else row["next_at"]
            standing.validators = Validators(row["etag"], row["modified"])
        self.show(self.board)
        return done

    def _look(self, place: Place, now: datetime) -> tuple[Found, dict[str, Any]]:
        """What is there, and the row that remembers this look."""
        standing = self.board.standings[place]
        row: dict[str, Any] = {"place": place.name, "item": "", "checked_at": now, "next_at": now + self.every}
        try:
            if place.kind == "folder":
                look = folders.look(place.name, self.desk.store, self.desk.config["chunk"], now)
                validators = Validators()
            else:
                look, validators, others = feeds.look(
                    place.name, standing.validators, self.desk.store, self.guest, now, tries=standing.tries
                )
                self._add(others)
        except ReliabilityError as error:
            standing.failures, standing.said = standing.failures + 1, error.message
            look, validators = Found(), standing.validators
            row["next_at"] = now + self._back_off(standing.failures, error)
        else:
            standing.failures, standing.said = 0, None
        standing.checked_at, standing.next_at = now, row["next_at"]
        self.show(self.board)
        kept = {"etag": validators.etag, "modified": validators.modified}
        return look, row | kept | {"failures": standing.failures, "said": standing.said}

    def _add(self, addresses: Sequence[str]) -> None:
        """Watch also what a place lists."""
        for address in addresses:
            place = Place("feed", address)
            if place not in self.board.standings:
                self.places = [*self.places, place]
                self.board.standings[place] = Standing(place)

    def _back_off(self, failures: int, error: ReliabilityError) -> timedelta:
        """Twice as long after each failure in a row, or as long as the server wants."""
        asked = error.retry_after if isinstance(error, FetchError) and error.retry_after else 0.0
        doubled = self.every * 2.0 ** min(failures - 1, 10)
        return max(min(doubled, LONGEST_PAUSE), timedelta(seconds=asked))

    def _score(self, intakes: list[Any], inputs: list[str]) -> Round:
        rejects = Rejects()
        for intake in intakes:
            rejects.add(intake.rejects)
        self.board.set_aside += rejects.count
        if not any(intake.articles.height for intake in intakes):
            return Round(0, None, rejects)
        run = pipeline.score(self.desk, intakes, inputs, command=pipeline.WATCH)
        self.board.articles += run.articles
        self.board.runs += 1
        self.board.seconds += sum(timing["seconds"] for timing in run.timings)
        for rows in run.results():
            self._note_flags(rows)
        return Round(run.articles, run.run_id, rejects)

    def _note_flags(self, rows: pl.DataFrame) -> None:
        for row in rows.select("title", "flags").iter_rows(named=True):
            for flag in row["flags"]:
                if flag["severity"] != "info":
                    said = (flag["severity"], f"{flag['code']} {flag['message']}", row["title"] or "no title")
                    self.board.flags.appendleft(said)
