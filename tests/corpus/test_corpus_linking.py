"""Links that are found slice by slice and bucket by bucket are those that all articles together have."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import records
from reliability.corpus import components, linking
from reliability.corpus.linking import LINKS, Slice, link_articles, sliced
from reliability.corpus.work import Job, Work
from reliability.engines import LocalEngine
from reliability.parts import Folder
from reliability.stories.linking import links

START = datetime(2031, 5, 5, 9, tzinfo=UTC)
NAMES = ("norvale", "halmsund", "tarnmouth", "osprey", "kestrel", "skerry", "brenn", "dunmore", "alder", "okafor")


def signatures(dice: random.Random, count: int) -> pl.DataFrame:
    """Articles of some events, some of them copies and some word for word the same."""
    rows = []
    for number in range(count):
        values = [dice.getrandbits(32) for _ in range(128)]
        if rows and dice.random() < 0.5:
            model = dice.choice(rows)
            changed = dice.choice((0, 10, 100))
            values = [value if dice.random() * 128 > changed else dice.getrandbits(32) for value in model["minhash"]]
        date_line = None if dice.random() < 0.1 else START + timedelta(hours=dice.randrange(240))
        rows.append(
            {
                "article_id": f"a{number:03}",
                "published_at": date_line,
                "day": (date_line or START).date(),
                "terms": dice.sample(NAMES, 6),
                "wording": str(hash(tuple(values))) if dice.random() < 0.9 else None,
                "shingles": 300,
                "minhash": values,
            }
        )
    return records.SIGNATURES.frame(rows)


def work_on(signed: pl.DataFrame, folder: str, parts: int) -> Work:
    job = Job(Folder(folder), "run", START, 500, 10, parts)
    place = pl.Series(range(signed.height)) % parts
    for part in range(parts):
        job.folder.write("signatures", part, signed.filter(place == part))
    return Work(job, LocalEngine(1), lambda *_: None)


def plain(found: pl.DataFrame) -> set[tuple[object, ...]]:
    return {(*sorted((left, right)), kind, score) for left, right, kind, score in found.iter_rows()}


@given(st.integers(0, 10**6), st.integers(1, 5), st.integers(3, 40))
@settings(max_examples=12, deadline=None, derandomize=True)
def test_links_are_those_of_all_articles_at_once(tmp_path_factory, seed, parts, slice_size):
    dice = random.Random(seed)
    signed = signatures(dice, 40)
    work = work_on(signed, str(tmp_path_factory.mktemp("links")), parts)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(linking, "SLICE", slice_size)
        link_articles(work)
    found = [work.job.folder.read("story_links", part).drop("run_id") for part in range(parts)]
    assert plain(pl.concat(found)) == plain(links(signed))
    assert sum(frame.height for frame in found) == len(plain(links(signed)))


def test_days_make_slices_and_a_large_day_is_cut():
    days = {date(2031, 5, day): articles for day, articles in ((1, 9_000), (2, 9_000), (3, 50_000), (9, 10), (20, 10))}
    assert sliced(days) == [
        Slice(date(2031, 5, 1), date(2031, 5, 2)),
        *(Slice(date(2031, 5, 3), date(2031, 5, 3), block, 3) for block in range(3)),
        Slice(date(2031, 5, 9), date(2031, 5, 20)),
    ]


def chain(work: Work, score: float, size: int = 12) -> None:
    """Articles that hang together one by one, on two parts in turn, by links of an event."""
    place = (np.arange(size, dtype=np.int64) % 2 << 32) + np.arange(size) // 2
    rows = pl.DataFrame({"left_place": place[:-1], "right_place": place[1:]}).with_columns(
        kind=pl.lit("event"), score=pl.lit(score)
    )
    for part in range(2):
        work.job.folder.write(LINKS, part, rows.filter(pl.col("left_place") // (1 << 32) == part))


def labels(work: Work) -> dict[int, int]:
    found = pl.concat([work.job.folder.read(components.LABELS, part) for part in range(2)])
    return dict(found.iter_rows())


def test_articles_that_hang_together_over_parts_get_one_label(tmp_path):
    work = work_on(signatures(random.Random(1), 4), str(tmp_path), 2)
    chain(work, 0.2)
    components.find_components(work)
    assert set(labels(work).values()) == {0}
    assert len(labels(work)) == 12


def test_too_large_a_component_is_parted_at_a_stricter_score(tmp_path, monkeypatch):
    work = work_on(signatures(random.Random(1), 4), str(tmp_path), 2)
    chain(work, 0.25)
    monkeypatch.setattr(components, "LARGEST", 5)
    components.find_components(work)
    assert labels(work) == {}


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=60), st.integers(1, 4))
@settings(max_examples=6, deadline=None, derandomize=True)
def test_too_many_links_for_one_machine_give_the_same_components(tmp_path_factory, ends, parts):
    place = [(end % parts << 32) + end // parts for pair in ends for end in pair]
    rows = pl.DataFrame(
        {"left_place": place[::2], "right_place": place[1::2]}, schema={"left_place": pl.Int64, "right_place": pl.Int64}
    )
    rows = rows.filter(pl.col("left_place") != pl.col("right_place")).with_columns(
        kind=pl.lit("copy"), score=pl.lit(1.0)
    )
    found = []
    for most in (0, 10_000):
        work = Work(Job(Folder(str(tmp_path_factory.mktemp("c"))), "run", START, 500, 10, parts), LocalEngine(1), print)
        for part in range(parts):
            work.job.folder.write(LINKS, part, rows.filter(pl.col("left_place") // (1 << 32) == part))
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(components, "MERGE", most - 1)
            components.find_components(work)
        found.append([work.job.folder.read(components.LABELS, part).rows() for part in range(parts)])
    assert found[0] == found[1]


@pytest.mark.parametrize("most", [-1, 10_000])
def test_only_what_is_too_large_is_parted(tmp_path, monkeypatch, most):
    work = work_on(signatures(random.Random(1), 4), str(tmp_path), 2)
    chain(work, 0.25)
    links = work.job.folder.read(LINKS, 0)
    pair = pl.DataFrame({"left_place": [500], "right_place": [501], "kind": ["event"], "score": [0.2]})
    strong = links.head(1).with_columns(score=pl.lit(0.9))
    work.job.folder.write(LINKS, 0, pl.concat([strong, links.tail(-1), pair]))
    monkeypatch.setattr(components, "LARGEST", 5)
    monkeypatch.setattr(components, "MERGE", most)
    components.find_components(work)
    held = (strong["left_place"].item(), strong["right_place"].item())
    assert labels(work) == {**dict.fromkeys(held, min(held)), 500: 500, 501: 500}
