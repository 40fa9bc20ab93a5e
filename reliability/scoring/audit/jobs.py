"""Runs the fits of an audit side by side: each job is a method over its rounds, and none depends on another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from reliability.scoring.fitting import one_thread

Result = TypeVar("Result")
Progress = Callable[[float], None]


def run(jobs: Mapping[str, Callable[[], Result]], *, workers: int, progress: Progress) -> dict[str, Result]:
    """Do every job and return its result by name, in the order of `jobs`.

    Threads do: nearly all of the time is spent in linear algebra, which runs beside Python.

    Args:
        jobs: name -> what to do.
        workers: how many at a time.
        progress: called with the share of the jobs that is done.
    """
    with one_thread(), ThreadPoolExecutor(max(1, workers)) as pool:
        waiting = {pool.submit(job): name for name, job in jobs.items()}
        done = {}
        try:
            for number, future in enumerate(as_completed(waiting), 1):
                done[waiting[future]] = future.result()
                progress(number / len(waiting))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # nobody waits for the others any more
            raise
    return {name: done[name] for name in jobs}
