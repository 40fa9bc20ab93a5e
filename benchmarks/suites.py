"""How long the shipped suites take over a million rows, and how much memory: seconds, CPU seconds, gigabytes.

    python benchmarks/suites.py [--rows 1000000] [--batch 50000] [--check]
    python benchmarks/suites.py --compare [--rows 200000]

Real articles go through the program once (`--articles FILE`, by default the development data beside the checkout,
else the sample corpus); their rows of `features`, `articles` and `scores` are then drawn again and again, with a
fixed seed, until there are enough. What is measured is `flags.Checker.check` in batches as the pipeline calls it:
Great Expectations in its own process, and the flags with their messages in this one. Drawing is not. Memory is the
largest sum of both resident sets, sampled every 50 ms. The two processes take turns, so that on a machine with nothing
else to do their CPU seconds are the wall-clock time; it is these that `--check` holds to the limit (status 1 above it).
`--compare` tries batches of several sizes, and other columns.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.ipc
from speed import ARTICLES, PROGRAM, ROOT, resident

from reliability import config, flags, rulebook
from reliability.flags import checking, engine
from reliability.pipeline import FLAG_ROWS
from reliability.store import open_store

TABLES = ("features", "articles", "scores")
LIMITS = {"seconds": 60.0, "gigabytes": 3.0}
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What a check of all rows took."""

    flags: int
    seconds: float
    checker: float
    caller: float
    gigabytes: float

    def __str__(self) -> str:
        cpu = f"{self.checker + self.caller:5.1f} CPU s ({self.checker:.1f} + {self.caller:.1f})"
        return f"{self.seconds:6.1f} s, {cpu}, {self.gigabytes:.2f} GB, {self.flags:,} flags"


def scored(articles: Path, sample: int) -> dict[str, pl.DataFrame]:
    """The tables of some articles after the program has scored them."""
    with tempfile.TemporaryDirectory() as folder:
        source, db = ROOT / "data" / "articles.jsonl", Path(folder) / "suites.duckdb"
        if articles.is_file():
            source = Path(folder) / "articles.parquet"
            pl.read_parquet(articles).sample(sample, seed=1).write_parquet(source)
        subprocess.run([*PROGRAM, "score", str(source), "--db", str(db), "-q", "-o", f"{folder}/out.csv"], check=True)
        with open_store(str(db), read_only=True) as store:
            show_stages(store.query("SELECT timings FROM runs")["timings"][0].to_list())
            ids = store.table("features")["article_id"].to_list()
            tables = {name: store.table(name, ids) for name in ("features", "scores")}
            return {**tables, "articles": pl.concat(store.articles(ids)).drop("text")}


def show_stages(timings: list[dict[str, float]]) -> None:
    """Print what part of a run its flags took."""
    spent = {timing["stage"]: timing["seconds"] for timing in timings}
    whole = sum(spent.values())
    print(f"in a run of {whole:.1f} s flags took {spent['flags']:.1f} s, {spent['flags'] / whole:.0%}", flush=True)


def drawn(tables: dict[str, pl.DataFrame], rows: int, batch: int) -> Iterator[dict[str, pl.DataFrame]]:
    """Batches of rows drawn with replacement, each an article with an id of its own."""
    source = np.random.default_rng(1)
    for start in range(0, rows, batch):
        size = min(batch, rows - start)
        chosen = source.integers(0, tables["features"].height, size)
        ids = pl.int_range(start, start + size, eager=True).cast(pl.String).alias("article_id")
        yield {name: table[chosen].with_columns(ids) for name, table in tables.items()}


def cpu(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


@contextmanager
def watched_memory() -> Iterator[list[int]]:
    """Sample the bytes resident in this process and its children; the list holds the largest sum."""
    peak, done = [0], threading.Event()

    def sample() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], resident(os.getpid()))

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        yield peak
    finally:
        done.set()
        sampler.join()


def measured(suites: flags.Suites, tables: dict[str, pl.DataFrame], rows: int, batch: int) -> Cost:
    """Check all rows in batches in the process that the pipeline uses."""
    found, seconds, ours = 0, 0.0, 0.0
    with flags.Checker(suites) as checker, watched_memory() as peak:
        checker.check(next(drawn(tables, 10, 10)))  # Great Expectations is loaded by now
        child = checker._process
        before = cpu(child.pid)
        for part in drawn(tables, rows, batch):
            started, used = time.perf_counter(), time.process_time()
            found += checker.check(part).height
            seconds += time.perf_counter() - started
            ours += time.process_time() - used
        theirs = cpu(child.pid) - before
    return Cost(found, seconds, theirs, ours, peak[0] / 1e9)


def compared(suites: flags.Suites, tables: dict[str, pl.DataFrame], rows: int) -> None:
    """Print the cost of batches of several sizes, and of the engine alone with other kinds of columns."""
    for batch in (10_000, 25_000, 50_000, 100_000, 250_000):
        if batch <= rows:
            print(f"batches of {batch:>7,}: {measured(suites, tables, rows, batch)}", flush=True)
    judged = [entry for entry in suites.entries if entry.table in TABLES]
    plain = engine.Engine(checking.plain(judged))
    streams = checking.streams(next(drawn(tables, rows, rows)), judged)
    usual = engine.read_frame
    for name, read in {"as they are": usual, **COLUMNS}.items():
        engine.read_frame = read
        before = time.process_time()
        plain.run(streams)
        print(f"engine alone, one batch, columns {name}: {time.process_time() - before:.1f} CPU s", flush=True)
    engine.read_frame = usual


def _table(stream: bytes) -> pa.Table:
    return pa.ipc.open_stream(stream).read_all()


def _narrow(stream: bytes) -> object:
    frame = _table(stream).to_pandas(split_blocks=True)
    return frame.astype({name: "float32" for name, dtype in frame.dtypes.items() if dtype == "float64"})


COLUMNS = {
    "in one block": lambda stream: _table(stream).to_pandas(),
    "of Arrow": lambda stream: _table(stream).to_pandas(types_mapper=pd.ArrowDtype),
    "of 32 bits": _narrow,
}


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=FLAG_ROWS)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--sample", type=int, default=1_500, help="articles that the rows are drawn from")
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    suites = rulebook.suites(config.load(directory=ROOT))
    judged = [entry for entry in suites.entries if entry.table in TABLES]
    tables = scored(arguments.articles, arguments.sample)
    print(
        f"{len(judged)} expectations on {', '.join(TABLES)}; rows of {tables['features'].height:,} articles", flush=True
    )
    if arguments.compare:
        compared(suites, tables, arguments.rows)
        return 0
    cost = measured(suites, tables, arguments.rows, arguments.batch)
    print(f"{arguments.rows:,} rows in batches of {arguments.batch:,}: {cost}")
    print(f"limits {LIMITS['seconds']:g} s, {LIMITS['gigabytes']:g} GB")
    missed = cost.checker + cost.caller > LIMITS["seconds"] or cost.gigabytes > LIMITS["gigabytes"]
    return int(missed and arguments.check)


if __name__ == "__main__":
    sys.exit(main())
