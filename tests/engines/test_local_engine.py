"""Chunks go out and come back in order, here or in worker processes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from reliability.engines import LocalEngine
from reliability.errors import ReliabilityError


def double(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def threads(number: int) -> str | None:
    return os.environ.get("OPENBLAS_NUM_THREADS")


def refuse(number: int) -> int:
    raise ReliabilityError(f"no {number}", "try another")


def die(number: int) -> int:
    os._exit(1)


def test_one_chunk_stays_in_this_process():
    with LocalEngine(2) as engine:
        assert list(engine.map(double, [4])) == [(8, os.getpid())]


def test_many_chunks_come_back_in_order_from_other_processes():
    with LocalEngine(2) as engine:
        results = list(engine.map(double, range(20)))
    assert [value for value, _ in results] == [2 * number for number in range(20)]
    assert os.getpid() not in {pid for _, pid in results}


def test_chunks_are_drawn_only_as_fast_as_they_are_used():
    drawn = []

    def chunks():
        for number in range(100):
            drawn.append(number)
            yield number

    with LocalEngine(2) as engine:
        results = engine.map(double, chunks())
        next(results)
        assert len(drawn) <= 6


def test_an_error_keeps_its_hint_on_the_way_back():
    with LocalEngine(2) as engine, pytest.raises(ReliabilityError) as caught:
        list(engine.map(refuse, [1, 2, 3]))
    assert (caught.value.message, caught.value.hint) == ("no 1", "try another")


def test_a_dead_worker_is_our_error_and_says_so():
    with LocalEngine(2) as engine, pytest.raises(ReliabilityError) as caught:
        list(engine.map(die, [1, 2, 3]))
    assert caught.value.exit_code == 3


def test_after_a_dead_worker_there_are_new_ones():
    with LocalEngine(2) as engine:
        with pytest.raises(ReliabilityError):
            list(engine.map(die, [1, 2, 3]))
        assert [value for value, _ in engine.map(double, [1, 2, 3])] == [2, 4, 6]


def test_workers_have_a_core_each_and_this_process_keeps_its_own(monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    with LocalEngine(2) as engine:
        assert set(engine.map(threads, [1, 2, 3])) == {"1"}
    assert os.environ["OPENBLAS_NUM_THREADS"] == "7"


def test_several_threads_use_the_same_workers():
    with LocalEngine(2) as engine, ThreadPoolExecutor(3) as callers:
        asked = [callers.submit(lambda: list(engine.map(double, range(10), at_once=1))) for _ in range(3)]
        results = [one.result(60) for one in asked]
    assert [[value for value, _ in result] for result in results] == [[2 * number for number in range(10)]] * 3
    assert len({pid for result in results for _, pid in result}) <= 2
