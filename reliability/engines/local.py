"""One machine: chunks go to worker processes and come back in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path

from reliability.config import cores
from reliability.engines.engine import THREADS, Chunk, Piece, Result
from reliability.engines.spilling import Spill, pieces_of
from reliability.errors import ReliabilityError

IN_FLIGHT = 2  # chunks per worker: one being worked on, one waiting


class LocalEngine:
    """Applies stage functions to chunks, in this process or in `workers` spawned ones.

    Args:
        workers: number of processes; 0 for one per core, 1 for none beside this one.

    Processes start only when a second chunk shows up, so that a small job pays nothing for them. They are spawned, not
    forked: a forked Polars hangs. Several threads may use them at the same time.
    """

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or cores()
        self._pool: ProcessPoolExecutor | None = None
        self._starting = threading.Lock()
        self._others: set[int | None] = set()

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        if kind is not None:  # nobody waits for the chunks in work any more
            for worker in multiprocessing.active_children():
                if worker.pid not in self._others:
                    worker.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def map(
        self, function: Callable[[Chunk], Result], chunks: Iterable[Chunk], *, at_once: int | None = None
    ) -> Iterator[Result]:
        """Yield `function(chunk)` for each chunk, in order, holding a bounded number of chunks.

        Args:
            function: importable by name (a module-level function or a partial of one).
            chunks: what there is.
            at_once: chunks that workers have at a time, at most; by default enough to keep all of them busy.

        Raises:
            ReliabilityError: a worker process died.
        """
        stream = iter(chunks)
        head = list(islice(stream, 2))
        if self.workers == 1 or len(head) < 2:
            yield from map(function, chain(head, stream))
            return
        pool = self._started()
        try:
            yield from self._ordered(pool, function, chain(head, stream), at_once or IN_FLIGHT * self.workers)
        except BrokenProcessPool as error:
            self._leave(pool)
            raise ReliabilityError(
                "A worker process died.", "It may have run out of memory: try --workers 1.", exit_code=3
            ) from error

    def exchange(
        self,
        emit: Callable[[Chunk], Iterable[Piece]],
        chunks: Iterable[Chunk],
        combine: Callable[[int, list[Piece]], Result],
        buckets: Sequence[int],
    ) -> Iterator[Result]:
        """Send what `emit` yields for each chunk to its bucket by way of the disk; see `Engine.exchange`.

        Raises:
            ReliabilityError: a worker process died.
        """
        with tempfile.TemporaryDirectory(prefix="reliability-") as folder:
            spill = Spill(Path(folder))
            wanted = set(buckets)
            for pieces in self.map(partial(_listed, emit), chunks):
                spill.add(piece for piece in pieces if piece.bucket in wanted)
            yield from self.map(partial(_combined, combine), [(bucket, spill.file(bucket)) for bucket in buckets])

    def _ordered(
        self, pool: ProcessPoolExecutor, function: Callable[[Chunk], Result], chunks: Iterator[Chunk], most: int
    ) -> Iterator[Result]:
        waiting: deque[Future[Result]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(function, chunk))
            if len(waiting) >= most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        with self._starting:
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._others = {child.pid for child in multiprocessing.active_children()}
                self._pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_settle)
                with _single_threaded():
                    for _ in range(self.workers):  # each finds none idle, and starts one
                        self._pool.submit(_settled)
            return self._pool

    def _leave(self, broken: ProcessPoolExecutor) -> None:
        """Let who comes next start new processes."""
        with self._starting:
            if self._pool is broken:
                self._pool = None


def _listed(emit: Callable[[Chunk], Iterable[Piece]], chunk: Chunk) -> list[Piece]:
    return list(emit(chunk))


def _combined(combine: Callable[[int, list[Piece]], Result], waiting: tuple[int, Path]) -> Result:
    bucket, file = waiting
    return combine(bucket, pieces_of(bucket, file))


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Start processes that use a core each, whatever the caller's own script imports in them first."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _settled() -> None:
    """Nothing: a worker that does it is ready."""


def _settle() -> None:
    """Prepare a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops the workers in order
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """End this worker when its parent is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
