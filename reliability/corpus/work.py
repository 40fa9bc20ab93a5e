"""How a stage runs over the parts of a folder: what has a receipt is passed over, what is a user's mistake stops it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from reliability.engines import Engine, Piece
from reliability.errors import ReliabilityError
from reliability.intake import Progress
from reliability.parts import Folder, Marks
from reliability.parts.markers import Receipt

WORK = "_work"
"""Tables that one stage leaves for another and that nobody keeps."""


@dataclass(frozen=True)
class Job:
    """What every task of a run knows. It can be pickled.

    Args:
        folder: where the tables go.
        run_id: the run.
        started: when it began; the same for each attempt of a task.
        chunk: articles that are worked on at a time.
        rows: articles in a part, about.
        parts: parts of articles, of stories and of everything between; 0 before that is known.
    """

    folder: Folder
    run_id: str
    started: datetime
    chunk: int
    rows: int
    parts: int = 0


@dataclass
class Work:
    """A run at work: the job, what does it, and what it took.

    Args:
        job: what every task knows.
        engine: what does the work.
        progress: called as stages begin and end.
        articles: that were read.
        kept: articles that are there, once each.
        timings: how long each stage took.
    """

    job: Job
    engine: Engine
    progress: Progress
    articles: int = 0
    kept: int = 0
    timings: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage and show that it is at work."""
        started = time.perf_counter()
        self.progress(name, 0.0, 0)
        yield
        self.timings.append({"stage": name, "seconds": time.perf_counter() - started, "articles": self.articles})
        self.progress(name, 1.0, self.articles)

    def each(self, step: str, function: Callable[[Job, int], Receipt], numbers: Iterable[int]) -> list[Receipt]:
        """Apply a function to each part that has no receipt; the receipts of all, in order."""
        wanted = list(numbers)
        done = self._marks.receipts(step, wanted)
        lacking = [number for number in wanted if number not in done]
        task = partial(_each, self.job, step, function)
        return self._receipts(wanted, done, zip(lacking, self.engine.map(task, lacking), strict=False))

    def exchange(
        self,
        step: str,
        emit: Callable[[Job, Any], Iterable[Piece]],
        chunks: Sequence[Any],
        combine: Callable[[Job, int, list[Piece]], Receipt],
        buckets: Iterable[int],
    ) -> list[Receipt]:
        """Bring rows together in buckets, and make something of each that has no receipt; the receipts of all."""
        wanted = list(buckets)
        done = self._marks.receipts(step, wanted)
        lacking = [number for number in wanted if number not in done]
        if not lacking:
            return [done[number] for number in wanted]
        task = partial(_combine, self.job, step, combine)
        results = self.engine.exchange(partial(emit, self.job), chunks, task, lacking)
        return self._receipts(wanted, done, zip(lacking, results, strict=False))

    @property
    def _marks(self) -> Marks:
        return Marks(self.job.folder)

    def _receipts(
        self, wanted: Sequence[int], done: dict[int, Receipt], results: Iterable[tuple[int, Receipt | ReliabilityError]]
    ) -> list[Receipt]:
        for number, result in results:
            if isinstance(result, ReliabilityError):
                raise result
            done[number] = result
        return [done[number] for number in wanted]


def _each(job: Job, step: str, function: Callable[[Job, int], Receipt], number: int) -> Receipt | ReliabilityError:
    """A mistake of the user is an answer: an engine that tries again what fails would only meet it again."""
    started = time.process_time()
    try:
        receipt = function(job, number)
        return Marks(job.folder).done(step, number, {**receipt, "cpu": time.process_time() - started})
    except ReliabilityError as error:
        if error.exit_code == 2:
            return error
        raise


def _combine(
    job: Job, step: str, combine: Callable[[Job, int, list[Piece]], Receipt], bucket: int, pieces: list[Piece]
) -> Receipt:
    """The receipt tells the price too: seconds of this bucket's work, and bytes that came to it."""
    started = time.process_time()
    receipt = combine(job, bucket, pieces)
    price = {"cpu": time.process_time() - started, "moved": sum(len(piece.rows) for piece in pieces)}
    return Marks(job.folder).done(step, bucket, {**receipt, **price})
