"""Articles of many callers go in few runs, and everybody gets their own answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest

from reliability.errors import ReliabilityError
from reliability.web.batching import MOST, Batcher


class Runs:
    """Stands for the path: notes what it was given, and holds the first run until others wait."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []
        self.made: list[tuple[list[str], bool]] = []
        self.given: list[list[str] | None] = []
        self.go = threading.Event()

    def ready(self, articles: pl.DataFrame, beside: bool) -> list[str]:
        self.made.append((articles["article_id"].to_list(), beside))
        if "hard" in self.made[-1][0]:
            raise ValueError("too hard")
        return self.made[-1][0]

    def __call__(self, articles: pl.DataFrame, inputs: list[str], made: list[str] | None) -> pl.DataFrame:
        ids = articles["article_id"].to_list()
        self.seen.append(ids)
        self.given.append(made)
        self.go.wait(10)
        if "bad" in ids:
            raise ReliabilityError("One of them is bad.")
        return articles.unique("article_id", maintain_order=True).with_columns(
            score=pl.col("article_id").str.len_chars()
        )


def article(*ids: str) -> pl.DataFrame:
    return pl.DataFrame({"article_id": list(ids)})


def together(runs: Runs, given: list[str]) -> list[object]:
    """What each caller gets, errors as themselves; all but the first wait while the first is at work."""
    batcher = Batcher(runs.ready, runs)

    def ask(id: str) -> object:
        try:
            return batcher.score(article(id), ["<api>"]).rows()
        except ReliabilityError as error:
            return error

    with ThreadPoolExecutor(len(given)) as pool:
        asked = [pool.submit(ask, id) for id in given]
        for _ in range(500):
            if len(batcher._waiting) + sum(len(ids) for ids, _ in runs.made) >= len(given):
                break
            threading.Event().wait(0.01)
        runs.go.set()
        return [one.result(20) for one in asked]


def test_who_asks_while_a_run_works_goes_along_in_the_next():
    runs = Runs()
    ids = [f"a{number}" for number in range(20)]
    assert together(runs, ids) == [[(id, len(id))] for id in ids]
    assert len(runs.seen) == 2
    assert sorted(id for seen in runs.seen for id in seen) == sorted(ids)


def test_no_run_takes_more_than_it_may_nor_one_article_twice():
    runs = Runs()
    ids = ["same", "same", "same", *(f"a{number}" for number in range(MOST + 5))]
    together(runs, ids)
    assert all(len(seen) <= MOST and len(set(seen)) == len(seen) for seen in runs.seen)
    assert sorted(id for seen in runs.seen for id in seen) == sorted(ids)


def test_what_a_run_needs_is_made_ready_while_the_one_before_is_at_work():
    runs = Runs()
    batcher = Batcher(runs.ready, runs)
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(batcher.score, article("first"), [])]
        while not runs.seen:
            threading.Event().wait(0.01)
        asked.append(pool.submit(batcher.score, article("second"), []))
        while len(runs.made) < 2:
            threading.Event().wait(0.01)
        assert runs.seen == [["first"]]
        runs.go.set()
        assert [one.result(20).rows() for one in asked] == [[("first", 5)], [("second", 6)]]
    assert runs.made == [(["first"], False), (["second"], True)]
    assert runs.given == [["first"], ["second"]]


def test_where_nothing_can_be_made_ready_the_run_does_without():
    runs = Runs()
    runs.go.set()
    assert Batcher(runs.ready, runs).score(article("hard"), []).rows() == [("hard", 4)]
    assert runs.given == [None]


def test_a_run_takes_half_of_many_so_that_the_next_one_is_not_small():
    runs = Runs()
    together(runs, [f"a{number}" for number in range(120)])
    assert all(len(seen) <= 60 for seen in runs.seen)
    assert len(runs.seen) <= 6


def test_nobody_fails_for_another_ones_article():
    runs = Runs()
    ids = ["a", "bad", "c", "d"]
    answers = dict(zip(ids, together(runs, ids), strict=True))
    assert isinstance(answers["bad"], ReliabilityError)
    assert all(answers[id] == [(id, len(id))] for id in ("a", "c", "d"))


def test_one_caller_with_an_article_twice_is_answered_as_alone():
    runs = Runs()
    runs.go.set()
    assert Batcher(runs.ready, runs).score(article("a", "a"), []).rows() == [("a", 1)]


def test_a_fault_of_the_program_reaches_who_asked():
    def fail(articles: pl.DataFrame, inputs: list[str], made: object) -> pl.DataFrame:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Batcher(lambda articles, beside: None, fail).score(article("a"), [])
