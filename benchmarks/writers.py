"""Many writers at once on one served database, over HTTP and by commands, counted; then the server killed, again and
again, while clients decide.

    reliability score data --db sample.duckdb
    python benchmarks/writers.py sample.duckdb [--writers 10] [--kills 5]

Works on a copy of the database. Ends with status 1 where anything that was acknowledged is missing, or a command says
anything of a lock.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from reliability import store

PROGRAM = [sys.executable, "-m", "reliability"]
ROUNDS = 5  # of each writer
TEXT = "The pier of {} is safe, Ida Holm told Radio Almar. The council agreed in March, according to its minutes."
RAW = ("lock", "Conflict", "Traceback", "IO Error", "duckdb")


@dataclass
class Told:
    """What was acknowledged, and what went wrong."""

    decisions: set[str] = field(default_factory=set)
    by_hand: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


class Desk:
    """`reliability serve` over a database, in a process of its own."""

    def __init__(self, db: Path, port: int) -> None:
        self.db, self.base = db, f"http://127.0.0.1:{port}/api/v1"
        self._command = [*PROGRAM, "serve", "--db", str(db), "--port", str(port)]

    def start(self) -> subprocess.Popen[str]:
        """Start it, and wait until it answers."""
        process = subprocess.Popen(self._command, stderr=subprocess.PIPE, text=True)
        while process.poll() is None:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.base}/health", timeout=30).status_code == 200:
                    return process
            time.sleep(0.05)
        raise SystemExit(process.communicate()[1])

    def decide(self, told: Told, article: str, number: int) -> None:
        """Decide over HTTP, and note what is acknowledged."""
        said = {"verdict": ("escalated", "needs_sources")[number % 2], "reason": f"Number {number}."}
        answer = httpx.post(f"{self.base}/articles/{article}/decisions", json=said, timeout=120)
        if answer.status_code == 201:
            told.decisions.add(answer.json()["decision_id"])
        else:
            told.wrong.append(f"{answer.status_code} {answer.text[:200]}")

    def score(self, told: Told, name: str) -> None:
        """Score three articles in one request, and note those that are answered."""
        lines = [json.dumps({"id": f"{name}-{n}", "text": TEXT.format(f"{name} {n}")}) for n in range(3)]
        headers = {"Content-Type": "application/x-ndjson"}
        answer = httpx.post(f"{self.base}/score", content="\n".join(lines), headers=headers, timeout=300)
        for line in answer.text.splitlines():
            found = json.loads(line)
            if "article_id" in found:
                told.articles.add(found["article_id"])
            else:
                told.wrong.append(line[:200])

    def run(self, told: Told, *arguments: str) -> bool:
        """Run a command of the same database."""
        done = subprocess.run([*PROGRAM, *arguments, "--db", str(self.db)], capture_output=True, text=True, check=False)
        if done.returncode or any(word in done.stderr for word in RAW):
            told.wrong.append(f"{arguments[0]} {done.returncode}: {done.stderr[:300]}")
        return not done.returncode


def main() -> int:
    """Write, count; kill, count; print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path)
    parser.add_argument("--writers", type=int, default=10)
    parser.add_argument("--kills", type=int, default=5)
    options = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "desk.duckdb", port)
        shutil.copy(options.db, desk.db)
        missing = crowd(desk, options.writers, Path(folder)) + sum(kill(desk) for _ in range(options.kills))
    return int(bool(missing))


def crowd(desk: Desk, writers: int, folder: Path) -> int:
    """Half of the writers over HTTP, half by commands; how many things went wrong or are missing."""
    told, began = Told(), time.perf_counter()
    process = desk.start()
    ids = [row["article_id"] for row in httpx.get(f"{desk.base}/articles", timeout=60).json()["articles"]]

    def over_http(writer: int) -> None:
        for number in range(ROUNDS):
            if writer % 2:
                desk.score(told, f"http{writer}x{number}")
            else:
                desk.decide(told, ids[writer % 3], number)

    def by_command(writer: int) -> None:
        for number in range(ROUNDS):
            name = f"cmd{writer}x{number}"
            if writer % 3 == 0:
                said = ("--verdict", "escalated", "--reason", name, "--reviewer", f"w{writer}")
                if desk.run(told, "review", "decide", ids[writer % 3], *said):
                    told.by_hand.add(name)
                continue
            file = folder / f"{name}.jsonl"
            rows = [{"id": f"{name}-{n}", "text": TEXT.format(f"{name} {n}")} for n in range(20)]
            file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            if desk.run(told, ("ingest", "score")[writer % 3 - 1], str(file), "--quiet"):
                told.articles |= {row["id"] for row in rows}

    with ThreadPoolExecutor(writers) as pool:
        work = [pool.submit((over_http, by_command)[n % 2], n // 2) for n in range(writers)]
        for one in work:
            one.result()
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=120)[1]
    told.wrong += [line for line in said.splitlines() if any(word in line for word in RAW)]
    missing = absent(desk, told)
    print(
        f"{writers} writers: {len(told.decisions)} decisions over HTTP, {len(told.by_hand)} by commands, "
        f"{len(told.articles)} articles in {time.perf_counter() - began:.0f} s; missing {missing}, "
        f"wrong {len(told.wrong)}"
    )
    print(*told.wrong[:5], sep="\n", end="\n" if told.wrong else "")
    return missing + len(told.wrong)


def kill(desk: Desk) -> int:
    """Kill the server while eight clients decide; how many acknowledged decisions are missing then."""
    told, process = Told(), desk.start()
    ids = [row["article_id"] for row in httpx.get(f"{desk.base}/articles", timeout=60).json()["articles"]]

    def client(writer: int) -> None:
        with suppress(httpx.TransportError):
            for number in range(100_000):
                desk.decide(told, ids[3 + writer], number)

    with ThreadPoolExecutor(8) as pool:
        for writer in range(8):
            pool.submit(client, writer)
        while len(told.decisions) < 100:
            time.sleep(0.01)
        process.kill()
    process.wait()
    missing = absent(desk, told)
    print(f"killed: {len(told.decisions)} decisions were acknowledged; missing {missing}, wrong {len(told.wrong)}")
    return missing + len(told.wrong)


def absent(desk: Desk, told: Told) -> int:
    """How much of what was acknowledged is not in the database."""
    with store.open_store(desk.db, read_only=True) as opened:
        decisions = opened.query("SELECT decision_id, reason FROM decisions")
        articles = set(opened.query("SELECT article_id FROM articles")["article_id"])
    lost = told.decisions - set(decisions["decision_id"]), told.by_hand - set(decisions["reason"])
    return sum(map(len, (*lost, told.articles - articles)))


if __name__ == "__main__":
    sys.exit(main())
