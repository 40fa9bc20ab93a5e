"""The path over a folder, on one machine and on Spark, against the path over a database.

    python benchmarks/spark.py equal              the same tables from a database, a folder here, and Spark
    python benchmarks/spark.py killed executor    an executor is killed in the middle; so is `killed worker`
    python benchmarks/spark.py lost               both are killed in one run: what was lost, doubled or found otherwise
    python benchmarks/spark.py scale              so many articles and twice as many, here and on the cluster, warm
    python benchmarks/spark.py price DIR          what each step of a finished run cost: see docs/scale.md

`--input PATH` names articles (default: the sample in data/), `--master URL` the cluster (default:
local-cluster[2,1,2048], two executors that are processes of their own), `--rows N` the articles of a part. `scale`
makes `--articles N` of the Parquet file `--input`, as corpus_scale.py does, and counts CPU of Python by the receipts.
Exit status 1 when tables differ.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import corpus_scale
import polars as pl
from polars.testing import assert_frame_equal

from reliability import claims, config, corpus, quality, records
from reliability.engines import LocalEngine, SparkEngine
from reliability.store import open_store

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = [sys.executable, "-m", "reliability"]
KEYS = {
    "articles": ["article_id", "revision"],
    "rejects": ["input", "record"],
    "claims": ["claim_id"],
    "signatures": ["article_id"],
    "story_links": ["left_id", "right_id", "kind"],
    "story_members": ["article_id"],
    "stories": ["story_id"],
    "features": ["article_id"],
    "scores": ["article_id"],
    "contributions": ["article_id", "feature"],
    "flags": ["article_id", "code"],
    "sources": ["source", "role"],
    "source_evidence": ["source", "role", "part", "origin"],
    "source_checks": ["source"],
}
REPORTED = ("intake", "grades", "origins", "cited", "citations", "sources", "stories", "articles", "rejects", "drift")
OF_THE_RUN = ("run_id", "ingested_at", "told", "previous_title", "previous_text", "days_in_future", "input")
EXACT = 1e-9


def rows(folder: Path, table: str) -> pl.DataFrame:
    """A table of a folder."""
    return pl.concat([pl.read_parquet(file) for file in sorted((folder / table).glob("*.parquet"))], how="diagonal")


def ordered(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """Rows in one order; which of two linked articles stands left is left to chance."""
    if table == "story_links":
        both = ("left_id", "right_id")
        frame = frame.with_columns(left_id=pl.min_horizontal(both), right_id=pl.max_horizontal(both))
    return frame.sort([key for key in KEYS[table] if key in frame.columns])


def differing(wanted: dict[str, pl.DataFrame], folder: Path) -> int:
    """Print how many rows of each table agree, and count the tables that differ."""
    wrong = 0
    for table, frame in wanted.items():
        here = frame.drop(OF_THE_RUN, strict=False)
        there = ordered(rows(folder, table).select(here.columns), table)
        try:
            assert_frame_equal(there, ordered(here, table), rel_tol=EXACT, abs_tol=EXACT, check_dtypes=False)
            print(f"{table:16} {here.height:>9,} rows, equal")
        except AssertionError as error:
            wrong += 1
            print(f"{table:16} DIFFERS: {here.height:,} and {there.height:,} rows; {str(error).splitlines()[0]}")
    return wrong


def alike(one: object, other: object) -> bool:
    """Whether two parts of a report say the same, numbers to EXACT."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=EXACT, abs_tol=EXACT)
    return one == other


def differing_reports(wanted: dict[str, Any], folder: Path) -> int:
    """Print which parts of the data-quality report differ, and count them."""
    found = corpus.report(str(folder))
    wrong = [part for part in REPORTED if not alike(found[part], wanted[part])]
    print(f"{'quality.json':16} {len(REPORTED):>9,} parts, {', '.join(wrong) + ' DIFFER' if wrong else 'equal'}")
    return len(wrong)


def of_database(source: str, folder: Path) -> dict[str, pl.DataFrame]:
    """The tables that `reliability score` makes in a database."""
    db = folder / "reference.duckdb"
    command = [
        *PROGRAM,
        "score",
        source,
        "--db",
        str(db),
        "--format",
        "jsonl",
        "--output",
        str(folder / "r.jsonl"),
        "-q",
    ]
    subprocess.run(command, check=True, cwd=ROOT)
    with open_store(db, read_only=True) as store:
        return {table: store.query(f"SELECT * FROM {table}") for table in KEYS}


def score(engine: LocalEngine | SparkEngine, given: argparse.Namespace, out: Path) -> float:
    """Score into a folder, and return the seconds that it took."""
    started = time.perf_counter()
    with engine:
        corpus.score(engine, corpus.Asked([given.input], str(out), rows=given.rows), config.load())
    return time.perf_counter() - started


def equal(given: argparse.Namespace) -> int:
    """Compare a database, a folder made here and one made by Spark."""
    with tempfile.TemporaryDirectory() as place:
        wanted, wrong = of_database(given.input, Path(place)), 0
        with open_store(Path(place) / "reference.duckdb", read_only=True) as store:
            report = quality.summary(store, config.load())
        for name, engine in (("local", LocalEngine), ("spark", lambda: SparkEngine(given.master))):
            seconds = score(engine(), given, Path(place) / name)
            print(f"-- {name}, {seconds:.0f} s")
            wrong += differing(wanted, Path(place) / name) + differing_reports(report, Path(place) / name)
    return wrong


def below(pid: int) -> Iterator[int]:
    """All processes below one."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            yield child
            yield from below(child)


def words(pid: int) -> str:
    """The command line of a process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def kill_one(kind: str, out: Path, told: list[str], after: int = 1) -> None:
    """Kill one executor or one Python worker below this process as soon as so many parts of the claims are done."""
    marks = {"executor": "CoarseGrainedExecutorBackend", "worker": "pyspark.daemon"}
    while len(list(out.glob("_done/claims/*.json"))) < after:
        time.sleep(0.05)
    found = [pid for pid in below(os.getpid()) if marks[kind] in words(pid) and "java" in words(pid)[:80]]
    if kind == "worker":
        daemons = [pid for pid in below(os.getpid()) if marks[kind] in words(pid)]
        found = [pid for pid in daemons if not list(below(pid))]
    os.kill(found[0], signal.SIGKILL)
    done = len(list(out.glob("_done/claims/*.json")))
    told.append(f"killed {kind} {found[0]}, one of {len(found)}, after {done} parts of the claims")


def killed(given: argparse.Namespace) -> int:
    """Compare a folder made by Spark while something was killed with one made here."""
    with tempfile.TemporaryDirectory() as place:
        score(LocalEngine(), given, Path(place) / "whole")
        told: list[str] = []
        out = Path(place) / "killed"
        threading.Thread(target=kill_one, args=(given.what, out, told), daemon=True).start()
        seconds = score(SparkEngine(given.master), given, out)
        print(f"-- {told or 'nothing was killed'}; {seconds:.0f} s")
        return differing({table: rows(Path(place) / "whole", table) for table in KEYS}, out) + (not told)


def lost(given: argparse.Namespace) -> int:
    """Count what a run kept in which an executor was killed, and later a worker; look at the claims of some again."""
    with tempfile.TemporaryDirectory() as place:
        out, told = Path(place), list[str]()

        def kill() -> None:
            kill_one("executor", out, told, 1 + given.articles // given.rows // 10)
            kill_one("worker", out, told, 1 + given.articles // given.rows * 2 // 5)

        threading.Thread(target=kill, daemon=True).start()
        seconds = score(SparkEngine(given.master), given, out)
        read = json.loads((out / "_SUCCESS").read_bytes())["articles"]
        print(f"-- {'; '.join(told)}; {read:,} articles in {seconds:.0f} s")
        wrong = int(len(told) < 2 or read != given.articles)
        for table in ("articles", "claims", "story_members", "features", "scores", "contributions", "flags"):
            found = rows(out, table).select(KEYS[table])
            apart, keys = found.unique().height, found[KEYS[table][0]].n_unique()
            print(f"{table:14} {found.height:>10,} rows, {apart:>10,} different; {keys:>9,} of {KEYS[table][0]}")
            each = table in ("articles", "story_members", "features", "scores")
            wrong += found.height != apart or (each and keys != given.articles)
        return wrong + claims_differ(out)


def claims_differ(out: Path) -> bool:
    """Find the claims of 300 articles of a folder again, in this process."""
    stored = rows(out, "articles")
    some = stored.sample(min(300, stored.height), seed=3)
    here = claims.extract(records.ARTICLES.conform(some), outlets=config.load().outlets).drop("run_id", strict=False)
    there = rows(out, "claims").join(some, on="article_id", how="semi").select(here.columns)
    same = here.sort("claim_id").equals(there.sort("claim_id"))
    print(f"claims of {some.height} articles, found again here: {here.height:,}, {'equal' if same else 'DIFFERENT'}")
    return not same


def scale(given: argparse.Namespace) -> int:
    """Compare engines that have warmed up on some articles by twice as many: time, CPU, memory, what is moved."""
    real = pl.read_parquet(given.input).select("domain", "publisher", "title", "text").drop_nulls()
    print("engine articles      s  CPU ms each  Python MB  Java MB  moved bytes each")
    with tempfile.TemporaryDirectory() as place:
        for name, start in (("local", lambda: LocalEngine(2)), ("spark", lambda: SparkEngine(given.master))):
            with start() as engine:
                for count in (given.articles, 2 * given.articles):
                    source, out = Path(place) / str(count), Path(place) / f"{name}-{count}"
                    corpus_scale.make(real, count, 300, source)
                    print(f"{name:6} {count:>8,} {scaled(engine, source, out, given.rows, count)}", flush=True)
    return 0


def scaled(engine: LocalEngine | SparkEngine, source: Path, out: Path, part: int, count: int) -> str:
    """Score by an engine that goes on running, and say what it cost."""
    held: dict[int, int] = {}
    with watching(held):
        started = time.perf_counter()
        corpus.score(engine, corpus.Asked([str(source)], str(out), rows=part), config.load())
        seconds = time.perf_counter() - started
    cpu, moved = paid(out)
    java, python = largest(held)
    return f"{seconds:>6.0f} {1000 * cpu / count:>12.1f} {python:>10.0f} {java:>8.0f} {moved / count:>17,.0f}"


@contextmanager
def watching(held: dict[int, int]) -> Iterator[None]:
    """Note what the processes below this one hold at most."""
    stop = threading.Event()
    watcher = threading.Thread(target=corpus_scale.peaks, args=(os.getpid(), held, stop))
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def largest(held: dict[int, int]) -> tuple[float, float]:
    """MB of the largest executor of Java and of the largest Python process but this one."""
    kinds: dict[bool, float] = {True: 0.0, False: 0.0}
    for pid, size in held.items():
        command = words(pid)
        if pid != os.getpid() and ("CoarseGrained" in command or "java" not in command[:80]):
            java = "CoarseGrained" in command
            kinds[java] = max(kinds[java], size / 1024)
    return kinds[True], kinds[False]


def paid(folder: Path) -> tuple[float, int]:
    """CPU seconds and bytes moved by the receipts of a run."""
    receipts = [json.loads(file.read_bytes()) for file in (folder / "_done").glob("*/*.json")]
    return sum(receipt["cpu"] for receipt in receipts), sum(receipt.get("moved", 0) for receipt in receipts)


def price(given: argparse.Namespace) -> int:
    """Print what each step cost, by the receipts that its parts left."""
    folder = Path(given.what)
    whole = json.loads((folder / "_SUCCESS").read_bytes())
    articles = whole["articles"]
    print(f"{articles:,} articles in {whole['parts']} parts; CPU without Java's and without what sends rows")
    print(f"{'step':12} {'CPU ms an article':>18} {'bytes moved an article':>24}")
    for step in sorted((folder / "_done").iterdir()):
        receipts = [json.loads(file.read_bytes()) for file in step.glob("*.json")]
        cpu, moved = (sum(receipt.get(name, 0) for receipt in receipts) for name in ("cpu", "moved"))
        print(f"{step.name:12} {1000 * cpu / articles:>18.2f} {moved / articles:>24,.0f}")
    for table in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("_")):
        size = sum(file.stat().st_size for file in table.iterdir())
        print(f"{table.name:17} {size / articles:>12,.0f} bytes an article on disk")
    return 0


def main() -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("equal", "killed", "lost", "scale", "price"))
    parser.add_argument("what", nargs="?", help="executor or worker; or a folder")
    parser.add_argument("--input", default=str(ROOT / "data"))
    parser.add_argument("--master", default="local-cluster[2,1,2048]")
    parser.add_argument("--rows", type=int, default=10)
    parser.add_argument("--articles", type=int, default=1_000, help="of `scale`; in the input of `lost`")
    given = parser.parse_args()
    tasks = {"equal": equal, "killed": killed, "lost": lost, "scale": scale, "price": price}
    return min(int(tasks[given.task](given)), 1)


if __name__ == "__main__":
    sys.exit(main())
