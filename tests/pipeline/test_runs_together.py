"""Articles from the API in the middle of a long run: the end is that of one run after the other."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from reliability import config, flags, pipeline, readers, records, relinking, store
from reliability.readers import Intake

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "articles.jsonl"
ARTICLES = {row["id"]: row for row in map(json.loads, SAMPLE.read_text(encoding="utf-8").splitlines())}
LONG = [ARTICLES[name] for name in ("ferry-cpa", "tunnel-courier", "hospital-clean", "ferry-courier", "school-clean")]
EDITED = ARTICLES["hospital-clean"] | {"text": ARTICLES["hospital-clean"]["text"].replace("18 beds", "16 beds")}
SHORT = {
    "read": ARTICLES["ferry-torch"],
    "claims": EDITED | {"title": "Before its claims are stored"},
    "index": ARTICLES["museum-clean"],
    "stories": ARTICLES["tunnel-torch"],
    "scores": EDITED | {"title": "After its evidence was read"},
    "flags": ARTICLES["ferry-lowmere"],
}
"""What comes in during which stage of the long run."""


SUM = pl.sum_horizontal(pl.col(pl.Float64).fill_nan(0).fill_null(0))

TABLES = {
    "claims": ["claim_id"],
    "scores": ["article_id"],
    "features": ["article_id"],
    "contributions": ["article_id", "feature"],
    "flags": ["article_id", "code"],
    "story_members": ["article_id"],
    "sources": ["source", "role"],
}


class Checker(flags.Checker):
    """Flags every article with the sum of its features at once: what is old shows, and nothing has to be loaded."""

    def __init__(self) -> None: ...

    def take(self, suites: flags.Suites) -> None: ...

    def check(self, tables):
        rows = tables["features"].select(
            "article_id", code=pl.lit("LAN004"), severity=pl.lit("info"), observed=SUM.round(6).cast(pl.String)
        )
        return records.FLAGS.conform(rows).drop("run_id")

    def findings(self, tables):
        return records.FINDINGS.empty().drop("run_id")


def intakes(rows):
    for row in rows:
        yield Intake(readers.one(row), records.REJECTS.empty(), None)


def short(desk, row) -> None:
    pipeline.score(desk, intakes([row]), ["<api>"], command=pipeline.SERVE)


def together(desk) -> list[str]:
    """The long run, with a short one that asks for its turn in the middle of each stage."""
    waiting = dict(SHORT)
    threads = []

    def progress(stage: str, share: float, done: int) -> None:
        if done and stage in waiting:
            threads.append(threading.Thread(target=short, args=(desk, waiting.pop(stage))))
            threads[-1].start()
            limit = time.monotonic() + 20
            while not desk.store._session._turns._queue.wanted and time.monotonic() < limit:
                time.sleep(0.002)

    run = pipeline.score(desk, intakes(LONG), ["<file>"], progress)
    for thread in threads:
        thread.join()
    assert not waiting
    return [row for frame in run.results() for row in frame["article_id"]]


def stored(desk) -> dict[str, pl.DataFrame]:
    """What the tables hold, whichever run wrote it."""
    return {
        name: desk.store.table(name).drop("run_id", "told", strict=False).sort(keys) for name, keys in TABLES.items()
    }


def test_short_runs_in_the_middle_of_a_long_one_end_like_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.setattr(relinking, "BATCH", 2)
    settings = config.load({"db": str(tmp_path / "together.duckdb"), "workers": 1, "chunk": 2})
    with pipeline.session(settings, Checker()) as desk, store.open_store(tmp_path / "apart.duckdb") as other:
        assert together(desk) == [row["id"] for row in LONG]
        apart = replace(desk, store=other)
        pipeline.score(apart, intakes(LONG), ["<file>"])
        for row in SHORT.values():
            short(apart, row)
        expected, found = stored(apart), stored(desk)
        assert store.outdated(desk.store) == store.unlinked(desk.store, 9) == store.unposted(desk.store) == []
    assert found["scores"].height == len(LONG) + len(SHORT) - 2
    for name, frame in expected.items():
        assert_frame_equal(found[name], frame, check_column_order=False, abs_tol=1e-9)
