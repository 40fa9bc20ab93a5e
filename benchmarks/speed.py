"""How fast the program is and how much memory it takes, against a baseline in the same run.

    python benchmarks/speed.py help      `--help` against `import typer`; no heavy library loaded
    python benchmarks/speed.py cold      one article scored cold against a bare import of the libraries it needs
    python benchmarks/speed.py corpus    articles a second by stage, peak memory, and the same for half of them

`corpus` takes `--articles FILE` (Parquet; by default the development data beside the checkout). Memory is the
largest sum of the resident sets of the process and its children, sampled every 50 ms (shared pages count twice,
so it errs upwards). Bytecode is compiled first, as an installation does. Exit status 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import compileall
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "sources" / "articles.parquet"
PROGRAM = [str(Path(sys.executable).with_name("reliability"))]
HEAVY = ("great_expectations", "polars", "duckdb", "sklearn", "pandas", "pyarrow", "trafilatura", "numpy")
LIMITS = {
    "help": 3.0,
    "cold": 1.3,
    "memory_gb": 2.5,
    "articles_per_second": 60.0,
    "flags": 0.2,
    "double": 2.2,
    "memory_ratio": 1.5,
}


def timed(command: list[str], times: int) -> float:
    """Median wall-clock seconds of `command`, after one run that warms the disk cache."""
    seconds = []
    for _ in range(times + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds[1:])


def resident(pid: int) -> int:
    """Bytes resident in `pid` and all its descendants."""
    total, waiting = 0, [pid]
    while waiting:
        current = waiting.pop()
        try:
            pages = int(Path(f"/proc/{current}/statm").read_text(encoding="utf-8").split()[1])
            children = Path(f"/proc/{current}/task/{current}/children").read_text(encoding="utf-8").split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += pages * 4096
        waiting += [int(child) for child in children]
    return total


def watched(command: list[str]) -> tuple[float, int]:
    """Wall-clock seconds and peak resident bytes of `command` and its children."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak, done = [0], threading.Event()

    def sample() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], resident(process.pid))

    sampler = threading.Thread(target=sample)
    sampler.start()
    status = process.wait()
    done.set()
    sampler.join()
    if status:
        sys.exit(f"{command} ended with status {status}")
    return time.perf_counter() - started, peak[0]


def help_page() -> bool:
    """`--help` against `import typer`."""
    ours = timed([*PROGRAM, "--help"], 15)
    typer = timed([sys.executable, "-c", "import typer"], 15)
    script = (
        "import sys\nfrom reliability.cli.main import build\n"
        "try: build()(['--help'])\nexcept SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stderr.strip()
    ratio = ours / typer
    print(f"--help {ours:.3f} s, import typer {typer:.3f} s, ratio {ratio:.2f} (limit {LIMITS['help']})")
    print(f"heavy libraries loaded by --help: {loaded}")
    return ratio <= LIMITS["help"] and loaded == "[]"


def cold() -> bool:
    """One article against a bare import of what it needs."""
    article = (ROOT / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()[3]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.jsonl"
        path.write_text(article + "\n", encoding="utf-8")
        ours = timed([*PROGRAM, "score", str(path), "--db", str(Path(folder) / "cold.duckdb"), "--quiet"], 5)
    libraries = "great_expectations, polars, duckdb"
    bare = timed([sys.executable, "-c", f"import {libraries}"], 5)
    fitted = timed([sys.executable, "-c", f"import {libraries}, sklearn.linear_model, sklearn.pipeline"], 5)
    print(f"one article cold {ours:.2f} s")
    print(f"import {libraries}: {bare:.2f} s, ratio {ours / bare:.2f}")
    print(f"and with sklearn.linear_model, sklearn.pipeline: {fitted:.2f} s, ratio {ours / fitted:.2f}")
    print(f"limit {LIMITS['cold']}")
    return ours / bare <= LIMITS["cold"]


def corpus(articles: Path) -> bool:
    """Throughput by stage and peak memory, whole and half."""
    import polars as pl

    frame = pl.scan_parquet(articles)
    count = frame.select(pl.len()).collect().item()
    seconds, gigabytes = {}, {}
    for size in (count // 2, count):
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder) / "part.parquet"
            frame.head(size).collect().write_parquet(part, row_group_size=2000)
            db = Path(folder) / "speed.duckdb"
            command = [
                *PROGRAM,
                "score",
                str(part),
                "--db",
                str(db),
                "-f",
                "jsonl",
                "-o",
                str(Path(folder) / "out.jsonl"),
            ]
            seconds[size], peak = watched(command)
            gigabytes[size] = peak / 1e9
            rate = size / seconds[size]
            print(f"{size:,} articles: {seconds[size]:.0f} s, {rate:.0f} a second, {gigabytes[size]:.2f} GB")
            timings = stages(db)
            for stage in timings:
                rate = stage["articles"] / stage["seconds"] if stage["seconds"] else 0.0
                print(f"  {stage['stage']:<8} {stage['seconds']:7.1f} s  {rate:8,.0f} articles a second")
    share = sum(t["seconds"] for t in timings if t["stage"] == "flags") / sum(t["seconds"] for t in timings)
    print(f"flags take {share:.1%} of the time (limit {LIMITS['flags']:.0%})")
    ratio = seconds[count] / seconds[count // 2]
    more = gigabytes[count] / gigabytes[count // 2]
    print(f"twice the articles take {ratio:.2f} times the time and {more:.2f} times the memory")
    return (
        count / seconds[count] >= LIMITS["articles_per_second"]
        and gigabytes[count] < LIMITS["memory_gb"]
        and share <= LIMITS["flags"]
        and ratio <= LIMITS["double"]
        and more <= LIMITS["memory_ratio"]
    )


def stages(db: Path) -> list[dict[str, float]]:
    """Stage timings of the last run of a database."""
    script = (
        "import json, sys; from reliability.store import open_store\n"
        "with open_store(sys.argv[1], read_only=True) as store:\n"
        "    runs = store.query('SELECT timings FROM runs ORDER BY started_at')\n"
        "    print(json.dumps(runs['timings'][-1].to_list()))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(db)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def main() -> int:
    """Run the measurements named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("help", "cold", "corpus", "all"), nargs="?", default="all")
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    arguments = parser.parse_args()
    compileall.compile_dir(str(ROOT / "reliability"), quiet=1)
    wanted = ("help", "cold", "corpus") if arguments.what == "all" else (arguments.what,)
    jobs = {"help": help_page, "cold": cold, "corpus": lambda: corpus(arguments.articles)}
    passed = {name: jobs[name]() for name in wanted}
    print(passed)
    return 0 if all(passed.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
