"""Runs take turns: in the order of asking, a long one lets short ones in, and none waits longer than it wants to."""

from __future__ import annotations

import threading
import time

import pytest

from reliability.errors import Busy
from reliability.store import open_store, wire
from reliability.store.remote import reach
from reliability.store.writing import Store


def until(condition) -> None:
    limit = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < limit, "it never came"
        time.sleep(0.002)


@pytest.fixture(params=["here", "through another process's"])
def desks(request, db):
    """Two stores over one database, and the queue of turns behind them."""
    with open_store(db) as own, own.shared():
        queue = own._session._turns._queue
        if request.param == "here":
            yield own, own, queue
        else:
            with Store(reach(str(db), read_only=False)) as other, Store(reach(str(db), read_only=False)) as third:
                yield other, third, queue


def test_a_long_run_lets_short_ones_in_when_it_rests_and_only_then(desks):
    long_desk, short_desk, queue = desks
    done = []

    def short(name: str) -> None:
        with short_desk.turn(patience=10) as turn:
            turn.rest()  # a short run is never cut
            done.append((name, turn.alone))

    with long_desk.turn(long=True) as turn:
        turn.rest()
        first = threading.Thread(target=short, args=("first",))
        first.start()
        until(lambda: queue.wanted)
        second = threading.Thread(target=short, args=("second",))
        second.start()
        until(lambda: len(queue._waiting) == 3)
        assert done == []
        turn.rest()
        assert done == [("first", False), ("second", False)]
    first.join()
    second.join()
    short("last")
    assert done[-1] == ("last", True)


def test_who_waits_too_long_is_told_and_leaves_the_line(desks):
    one, other, queue = desks
    with one.turn(long=True):
        with pytest.raises(Busy) as caught, other.turn(patience=0.05):
            pass
        with pytest.raises(Busy), other.turn(long=True, patience=0.05):  # long runs follow each other
            pass
        assert caught.value.retry_after > 0
        assert not queue.wanted
    with other.turn(patience=5):
        pass


def test_a_run_that_fails_or_whose_process_goes_hands_its_turn_on(desks, db):
    one, other, _ = desks
    with pytest.raises(KeyError), one.turn(long=True):
        raise KeyError
    connection = reach(str(db), read_only=False).connect()
    wire.send(connection, {"do": "turn", "long": True, "patience": None})
    assert wire.receive(connection) == ({"alone": True}, {})
    connection.close()
    with other.turn(long=True, patience=10):
        pass
