"""How fast one machine scores a corpus into a folder, and how much memory that takes, at several sizes.

    python benchmarks/corpus_scale.py ARTICLES.parquet 1000 2000 4000      articles a second, CPU, peak memory
    python benchmarks/corpus_scale.py ARTICLES.parquet 1000000 --keep DIR  may be stopped, and goes on where it was

Articles are made from those given: sentences of two of them in turn, some left out, other numbers, another date, so
that a day has as many articles as --day says whatever their number. The same number makes the same articles. Memory is
what the system says that the processes of a run held at most (VmHWM): the first one, and the largest worker.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from reliability import config, corpus
from reliability.engines import LocalEngine
from reliability.parts import Folder, Marks
from reliability.parts.markers import RUN

ROOT = Path(__file__).resolve().parents[1]
START = datetime(2020, 1, 1, tzinfo=UTC)
FILE = 20_000  # articles of a file
SCORE = "--score"
LEFT_OUT, TAKEN = 0.2, 0.15  # shares of sentences
_SENTENCE = re.compile(r"(?<=[.!?] )(?=[A-Z\"“‘])")
_NUMBER = re.compile(r"\b[1-9]\d{0,2}\b")


def made(real: pl.DataFrame, number: int, day: int, most: int | None) -> dict[str, object]:
    """The article of a number, of so many sentences of its model at most."""
    dice = random.Random(number)
    model, other = (real.row(dice.randrange(real.height), named=True) for _ in range(2))
    sentences = [sentence for sentence in _SENTENCE.split(model["text"])[:most] if dice.random() > LEFT_OUT]
    beside = _SENTENCE.split(other["text"])
    for _ in range(int(TAKEN * len(sentences)) + 1):
        sentences.insert(dice.randrange(len(sentences) + 1), dice.choice(beside))
    return {
        "id": f"made-{number}",
        "url": f"https://{model['domain']}/made/{number}",
        "domain": model["domain"],
        "publisher": model["publisher"],
        "title": model["title"],
        "published_at": START + timedelta(seconds=number * 86_400 // day),
        "text": _NUMBER.sub(lambda _: str(dice.randrange(1, 999)), "".join(sentences)),
    }


def make(real: pl.DataFrame, count: int, day: int, folder: Path, most: int | None = None) -> None:
    """Write articles in files of FILE that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, count, FILE):
        file = folder / f"articles-{start:09}.parquet"
        if not file.exists():
            numbers = range(start, min(start + FILE, count))
            pl.DataFrame([made(real, number, day, most) for number in numbers]).write_parquet(
                file, row_group_size=2_000
            )


def below(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [each for child in task.read_text().split() for each in below(int(child))]
        except OSError:
            continue
    return found


def peaks(pid: int, held: dict[int, int], stop: threading.Event) -> None:
    """Note what each process held at most, in kB, until told to stop."""
    while not stop.wait(0.2):
        for each in below(pid):
            try:
                status = Path(f"/proc/{each}/status").read_text(encoding="utf-8")
            except OSError:
                continue
            if found := re.search(r"VmHWM:\s+(\d+)", status):
                held[each] = max(held.get(each, 0), int(found[1]))


def score(source: str, out: str, workers: str, rows: str) -> None:
    """Score a folder into another one, and take up what is there of it."""
    resume = Folder(out).get(RUN) is not None
    with LocalEngine(int(workers)) as engine:
        corpus.score(engine, corpus.Asked([source], out, resume=resume, rows=int(rows)), config.load())


def run(source: Path, out: Path, workers: int, rows: int) -> tuple[float, float, float, float, float]:
    """Score a folder into another one: seconds, CPU seconds, and MB of the first process, a worker and all together."""
    command = [sys.executable, __file__, *map(str, (SCORE, source, out, workers, rows))]
    before, started = os.times(), time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    held: dict[int, int] = {}
    stop = threading.Event()
    watcher = threading.Thread(target=peaks, args=(process.pid, held, stop))
    watcher.start()
    status = process.wait()
    stop.set()
    watcher.join()
    if status:
        sys.exit(status)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    first, others = held.pop(process.pid, 0), sorted(held.values())
    return time.perf_counter() - started, cpu, first / 1024, (others or [0])[-1] / 1024, (first + sum(others)) / 1024


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", help="Parquet file of real articles")
    parser.add_argument("counts", type=int, nargs="+", help="how many articles to make")
    parser.add_argument("--day", type=int, default=300, help="articles of a day")
    parser.add_argument("--sentences", type=int, help="take so many sentences of an article at most")
    parser.add_argument("--workers", type=int, default=0, help="processes; 0 for one per core")
    parser.add_argument("--rows", type=int, default=1_000, help="articles of a part")
    parser.add_argument("--keep", type=Path, help="folder for articles and tables, taken up where it was left")
    given = parser.parse_args()
    real = pl.read_parquet(given.articles).select("domain", "publisher", "title", "text").drop_nulls()
    print(" articles parts      s each s CPU ms first MB worker MB all MB")
    for count in given.counts:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(given.keep or place) / str(count)
            make(real, count, given.day, folder / "in", given.sentences)
            seconds, cpu, first, worker, every = run(folder / "in", folder / "out", given.workers, given.rows)
            parts = Marks(Folder(str(folder / "out"))).whole()["parts"]
            print(
                f"{count:>9,} {parts:>5} {seconds:>6.0f} {count / seconds:>6.1f} {1000 * cpu / count:>6.1f} "
                f"{first:>8.0f} {worker:>9.0f} {every:>6.0f}",
                flush=True,
            )


if __name__ == "__main__":
    if sys.argv[1:2] == [SCORE]:  # in a process of its own, so that its memory can be told from this one's
        score(*sys.argv[2:])
    else:
        main()
