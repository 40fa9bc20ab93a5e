"""The served desk as it runs: a process of its own, written to over HTTP and by commands at once, and killed.

`benchmarks/writers.py` does the same at length.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import httpx
import pytest

from reliability import store

DECISIONS = 5  # of each writer over HTTP
CHAOS = ("lock", "conflict", "Traceback", "IO Error", "duckdb.")
SHARED = "ferry-torch"
OWN = ("dam-torch", "tunnel-torch", "ferry-cpa")


@pytest.fixture
def db(sample, tmp_path):
    copy = tmp_path / "desk.duckdb"
    shutil.copy(sample.db, copy)
    return copy


@contextmanager
def serving(db, port):
    """The address of `reliability serve` in a process of its own, and that process."""
    command = [sys.executable, "-m", "reliability", "serve", "--db", str(db), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr.readline().startswith("http://127.0.0.1:")
            base = f"http://127.0.0.1:{port}/api/v1"
            until = time.monotonic() + 60
            while time.monotonic() < until and process.poll() is None:
                try:
                    if httpx.get(f"{base}/health").status_code == 200:
                        break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield base, process
        finally:
            process.kill()


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def decide(base, article, number):
    """Decide over HTTP; the id of the decision that is acknowledged."""
    said = {"verdict": ("escalated", "needs_sources")[number % 2], "reason": f"Number {number} over HTTP."}
    answer = httpx.post(f"{base}/articles/{article}/decisions", json=said, timeout=60)
    assert answer.status_code == 201, answer.text
    return answer.json()["decision_id"]


def decide_often(base, article):
    return [decide(base, article, number) for number in range(DECISIONS)]


def score(base, name):
    text = f"The pier of {name} is safe, Ida Holm told Radio Almar. The council agreed, according to its minutes."
    answer = httpx.post(f"{base}/score", json={"id": name, "text": text}, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()["article_id"]


def test_ten_writers_over_http_and_by_commands_lose_nothing(db, port, tmp_path, run_program):
    files = []
    for name in ("one", "two"):
        files.append(tmp_path / f"{name}.jsonl")
        rows = ({"id": f"{name}-{n}", "text": f"Fog stopped ferry {n} of {name}."} for n in range(40))
        files[-1].write_text("".join(json.dumps(row) + "\n" for row in rows))

    def command(*arguments):
        done = run_program(*arguments, "--db", str(db))
        assert done.returncode == 0, done.stderr
        assert not [word for word in CHAOS if word in done.stderr], done.stderr

    by_hand = ("--verdict", "escalated", "--reason", "By hand.", "--reviewer")
    with serving(db, port) as (base, process):
        with ThreadPoolExecutor(10) as writers:
            decided = [writers.submit(decide_often, base, article) for article in (SHARED, *OWN)]
            scored = writers.submit(score, base, "almar")
            commands = [writers.submit(command, "ingest", str(file), "--quiet") for file in files]
            for article, who in ((SHARED, "ruth"), (SHARED, "omar"), ("tunnel-post", "ruth")):
                commands.append(writers.submit(command, "review", "decide", article, *by_hand, who))
            acknowledged = {one for writer in decided for one in writer.result(110)}
            assert scored.result(110) == "almar"
            for one in commands:
                one.result(110)
        assert len(acknowledged) == 4 * DECISIONS
        process.send_signal(signal.SIGINT)
        assert not [word for word in CHAOS if word in process.communicate(timeout=60)[1]]
    with store.open_store(db, read_only=True) as opened:
        decisions = opened.table("decisions")
        assert acknowledged == set(decisions.filter(reviewer="local")["decision_id"])
        assert sorted(decisions.filter(reason="By hand.")["reviewer"]) == ["omar", "ruth", "ruth"]
        ids = set(opened.query("SELECT article_id FROM articles")["article_id"])
        assert {f"{name}-{n}" for name in ("one", "two") for n in range(40)} | {"almar"} <= ids


def test_no_acknowledged_decision_is_lost_when_the_server_is_killed(db, port, run_program):
    acknowledged: list[str] = []
    enough = threading.Event()

    def client(base, article):
        for number in range(10_000):
            try:
                acknowledged.append(decide(base, article, number))
            except httpx.TransportError:
                return number
            if len(acknowledged) >= 30:
                enough.set()
        return None

    with serving(db, port) as (base, process), ThreadPoolExecutor(4) as clients:
        ended = list(map(partial(clients.submit, client, base), (SHARED, *OWN)))
        assert enough.wait(60)
        os.kill(process.pid, signal.SIGKILL)
        assert None not in [one.result(60) for one in ended]  # each was cut off
    done = run_program("review", "history", SHARED, "--db", str(db))
    assert done.returncode == 0 and "over HTTP" in done.stdout, done.stderr
    with serving(db, port) as (base, _):  # the same port: nothing of the killed one holds it
        found = httpx.get(f"{base}/decisions", params={"limit": 100}).json()
        assert len(acknowledged) >= 30
        kept = {row["decision_id"] for row in found["decisions"]}
        while found["next"]:
            found = httpx.get(f"{base}/decisions", params={"limit": 100, "after": found["next"]}).json()
            kept |= {row["decision_id"] for row in found["decisions"]}
        assert set(acknowledged) <= kept
        decide(base, SHARED, 0)
