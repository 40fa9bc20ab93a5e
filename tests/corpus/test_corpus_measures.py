"""What is measured of parts and brought together is what is measured of all at once, however the parts are cut."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from reliability.corpus import measuring
from reliability.corpus.work import Job, Work
from reliability.engines import LocalEngine
from reliability.parts import Folder
from reliability.quality import parted
from reliability.quality.parted import Asked
from reliability.store import quality as tables
from reliability.store.parted import over_frames

NOW = datetime(2031, 5, 5, 9, tzinfo=UTC)
START = datetime(2030, 11, 20, tzinfo=UTC)


def asked(articles: int) -> Asked:
    return Asked("run", NOW, articles, articles, 0)


def dates(dice: random.Random, count: int) -> pl.DataFrame:
    """Date lines of three publishers over half a year, some of them the same to the second."""
    rows = [
        (dice.choice("abc"), START + timedelta(hours=dice.randrange(24 * 180) if dice.random() < 0.8 else 0), 1)
        for _ in range(count)
    ]
    return pl.DataFrame(rows, schema=parted.no_dates().schema, orient="row")


@given(st.integers(0, 10**6), st.integers(1, 60), st.integers(1, 6))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_the_rhythm_of_a_publisher_is_found_month_by_month(seed, count, parts):
    every = dates(random.Random(seed), count)
    salted = every.with_columns(part=pl.struct("source", pl.col("published_at").dt.truncate("1mo")).hash() % parts)
    halves = [parted.rhythms(part.drop("part")) for part in salted.partition_by("part")]
    gaps, months = (pl.concat(frames) for frames in zip(*halves, strict=True))
    sums = every.group_by("source").agg(articles=pl.len(), claims=1, second_hand=0, flagged=0)
    with over_frames({"gaps": gaps, "months": months}) as store:
        found = tables.delivered(store, sums, every["published_at"].max())
    for source, newest, usual in found.select("source", "newest", "usual_gap_hours").iter_rows():
        told = every.filter(pl.col("source") == source)["published_at"].sort()
        hours = told.diff().drop_nulls().dt.total_seconds() / 3600
        assert newest == told.max()
        assert usual == (pytest.approx(hours.quantile(0.95, "linear"), abs=1e-9) if len(hours) else None)


def flagged(dice: random.Random, count: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    members = [
        (f"a{number:03}", dice.choice(["x", "y", None]), START + timedelta(days=dice.randrange(9)))
        for number in range(count)
    ]
    rows = [
        (article, code, "info", f"{code} of {article}", [[0, 3]] if dice.random() < 0.5 else [])
        for article, _, _ in members
        for code in ("ONE", "TWO")
        if dice.random() < 0.7
    ]
    kinds = {"article_id": pl.String, "code": pl.String, "severity": pl.String, "message": pl.String}
    flags = pl.DataFrame(rows, schema={**kinds, "spans": pl.List(pl.List(pl.Int64))}, orient="row")
    schema = {"article_id": pl.String, "source": pl.String, "published_at": pl.Datetime("us", "UTC")}
    return pl.DataFrame(members, schema=schema, orient="row"), flags


@given(st.integers(0, 10**6), st.integers(1, 60), st.integers(1, 7))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_examples_of_parts_hold_those_of_all(seed, count, parts):
    members, flags = flagged(random.Random(seed), count)
    run = asked(count)
    with over_frames({"flags": flags}) as store:
        whole = tables.totals(store, "flag_examples", members, run.params("flag_examples"))
        place = pl.Series(range(count)) % parts
        told = [
            {"flag_examples": tables.part(store, "flag_examples", here, run.params("flag_examples"))}
            for here in (members.filter(place == part) for part in range(parts))
        ]
    assert_frame_equal(parted.together(told, run)["flag_examples"], whole)


def test_measures_of_many_parts_come_together_in_steps(tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "TOGETHER", 3)
    work = Work(Job(Folder(str(tmp_path)), "run", NOW, 500, 10, 20), LocalEngine(1), lambda *_: None)
    found = measuring._gathered(work, asked(200), "articles", scores_of_ten, range(20))
    assert found["abstentions"].rows() == [("too_short", 40), ("not_english", 20)]
    assert sorted(path.name for path in (tmp_path / "_done").iterdir()) == [f"measures-articles-{n}" for n in range(3)]
    assert len(list((tmp_path / "_work" / "measures-articles-2").iterdir())) == 3


def scores_of_ten(_: Job, number: int) -> dict[str, pl.DataFrame]:
    """Each part has two articles that are too short and one in another language."""
    del number
    return {"abstentions": pl.DataFrame({"abstained": ["too_short", "not_english"], "articles": [2, 1]})}


def test_a_sample_is_surely_among_what_parts_send():
    assert asked(1_000).last_place == parted.PLACES - 1
    share = asked(100_000_000).last_place / parted.PLACES
    assert 20_000 < share * 100_000_000 < 22_000
