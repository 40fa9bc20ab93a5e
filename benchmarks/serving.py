"""How much a server on this machine answers: article pages a second, and articles scored a second by the API.

    reliability score data --db sample.duckdb
    python benchmarks/crowd.py sample.duckdb crowd.duckdb --articles 100000
    python benchmarks/serving.py crowd.duckdb --check [--real ../shared/data/sources/articles.parquet]

The load comes from this machine too, so that both share its cores. Pages are those of articles chosen at random.
Articles are scored twice: one a request, by many callers at once, and all in one request, a line each. Without
`--real` they are those of the sample, each time with other words: all of them join the same few stories, which are told
anew, and their hundreds of members scored anew, in each run.
`--check` ends with status 1 below 50 pages a second, above 200 ms for the slowest twentieth, or below 20 articles.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import ssl
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import httpx
import polars as pl

ROOT = Path(__file__).resolve().parents[1]
PAGES, SLOWEST, SCORED = 50.0, 200.0, 20.0


def main() -> int:
    """Start a server, load it, print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--articles", type=int, default=1_000, help="scored by the API")
    parser.add_argument("--callers", type=int, default=400, help="that score at the same time")
    parser.add_argument("--real", type=Path, help="a Parquet file of articles to score, with title and text")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "reliability", "serve", "--db", str(options.db), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(base)
        times = pages(base, options.clients, options.seconds)
        rate = len(times) / options.seconds
        middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"pages: {rate:.1f} a second, median {middle:.0f} ms, p95 {slow:.0f} ms, {options.clients} clients")
        warm(base)
        one, many = (given(kind, options.articles, options.real) for kind in ("one", "line"))
        scored = scoring(base, options.callers, one)
        print(f"scored one a request: {scored:.1f} articles a second, {options.callers} callers")
        together = lines(base, many)
        print(f"scored a line each: {together:.1f} articles a second; load average {os.getloadavg()[0]:.1f}")
    finally:
        server.terminate()
        server.wait(30)
    return int(options.check and (rate < PAGES or slow > SLOWEST or scored < SCORED))


def wait_for(base: str) -> None:
    """Until the server answers, and its caches are warm."""
    for _ in range(600):
        try:
            if httpx.get(f"{base}/api/v1/health", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def pages(base: str, clients: int, seconds: float) -> list[float]:
    """Milliseconds of each page that was read in so many seconds."""
    ids: list[str] = []
    after = ""
    while len(ids) < 2_000:
        found = httpx.get(f"{base}/api/v1/articles", params={"limit": 100, "after": after}, timeout=60).json()
        ids += [row["article_id"] for row in found["articles"]]
        if not (after := found["next"] or ""):
            break
    times: list[float] = []
    end = time.monotonic() + seconds

    def read(seed: int) -> None:
        chosen = random.Random(seed)
        with httpx.Client(base_url=base, timeout=60) as client:
            while time.monotonic() < end:
                started = time.perf_counter()
                answer = client.get(f"/articles/{quote(chosen.choice(ids))}")
                answer.raise_for_status()
                times.append((time.perf_counter() - started) * 1000)

    run(read, clients)
    return times


def given(kind: str, articles: int, real: Path | None = None) -> list[dict[str, str]]:
    """Articles to score: of a file, chosen at random, or those of the sample, each time with other words."""
    if real is not None:
        rows = pl.read_parquet(real, columns=["title", "text"]).drop_nulls().sample(articles, seed=len(kind))
        return [row | {"id": f"{kind}-{n}"} for n, row in enumerate(rows.iter_rows(named=True))]
    sample = [json.loads(line) for line in (ROOT / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = (sample[number % len(sample)]["text"].split() for number in range(articles))
    return [
        {"id": f"{kind}-{n}", "text": " ".join(f"{word}{n}" if word.istitle() else word for word in words)}
        for n, words in enumerate(texts)
    ]


def warm(base: str) -> None:
    """Let the server load what scoring needs, also in its workers."""
    lines(base, given("warm", 50))


def scoring(base: str, callers: int, articles: list[dict[str, str]]) -> float:
    """Articles scored a second, one a request."""
    todo = iter(articles)
    lock = threading.Lock()

    done: list[str] = []
    context = ssl.create_default_context()  # one for all: to make it takes longer than to score an article

    def score(_: int) -> None:
        with httpx.Client(base_url=base, timeout=300, verify=context) as client:
            while True:
                with lock:
                    article = next(todo, None)
                if article is None:
                    return
                client.post("/api/v1/score", json=article).raise_for_status()
                done.append(article["id"])

    started = time.perf_counter()
    run(score, callers)
    seconds = time.perf_counter() - started
    if len(done) != len(articles):
        raise SystemExit(f"{len(done)} of {len(articles)} articles were scored")
    return len(articles) / seconds


def lines(base: str, articles: list[dict[str, str]]) -> float:
    """Articles scored a second, all in one request."""
    body = "".join(json.dumps(article) + "\n" for article in articles)
    started = time.perf_counter()
    kind = {"Content-Type": "application/x-ndjson"}
    answer = httpx.post(f"{base}/api/v1/score", content=body, headers=kind, timeout=600)
    answer.raise_for_status()
    found = [json.loads(line) for line in answer.text.splitlines()]
    if len(found) != len(articles) or any("article_id" not in row for row in found):
        raise SystemExit(f"{len(found)} answers for {len(articles)} articles, or problems among them")
    return len(articles) / (time.perf_counter() - started)


def run(work, clients: int) -> None:
    """Let so many threads work to their end."""
    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    sys.exit(main())
