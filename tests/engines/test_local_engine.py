"""Chunks go out and come back in order, here or in worker processes."""

from __future__ import annotations

import os

import pytest

from reliability.engines import LocalEngine
from reliability.errors import ReliabilityError


def double(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


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
