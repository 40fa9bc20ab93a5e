"""How fast a gzipped WARC archive is read, against fastwarc alone on the same file in the same run.

    python benchmarks/warc.py [--megabytes 1000] [--times 3] [--check]

The archive is made of pages that are made up (words at random, some 50 KB each), a gzip member a record as crawls have
them, beside requests and pictures; it lies under the folder for temporary files and is deleted afterwards. Each reading
is a process of its own. `bare` is fastwarc that unpacks, parses HTTP and reads the body of every page; `reader` is this
program's reader up to the page as text, before anything looks for the article in it. `--check`: exit status 1 when the
reader takes longer than LIMITS allow, or its memory grows with the archive.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from itertools import accumulate
from pathlib import Path

LIMITS = {"ratio": 1.2, "peak_mb": 400}
PAGES = 400  # different ones; the archive repeats their members, which cost the same each time
SEED = 20260301
WORDS = 20_000
FREQUENT = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))  # Zipf's law


def page(random_: random.Random, words: list[str]) -> bytes:
    """A page: some paragraphs, of words of which few are frequent, between much that is the same over and over."""

    def some(number: int) -> list[str]:
        return random_.choices(words, cum_weights=FREQUENT, k=number)

    text = "".join(f"<p>{' '.join(some(random_.randint(20, 120)))}.</p>\n" for _ in range(random_.randint(4, 40)))
    menu = "".join(
        f'<li class="menu-item menu-item-type-custom"><a href="/{word}/">{word}</a></li>' for word in some(150)
    )
    cards = "".join(
        f'<div class="card card--wide"><a class="card__link" href="/{word}">{word}</a></div>' for word in some(250)
    )
    script = f"<script>var settings = {json.dumps(dict.fromkeys(some(600), True))};</script>"
    head = f"<head><title>{' '.join(some(8))}</title>{script}</head>"
    return f"<!doctype html><html>{head}<body><nav><ul>{menu}</ul></nav>{text}{cards}</body></html>".encode()


def record(kind: str, url: str, content_type: str, block: bytes) -> bytes:
    """One WARC record as a gzip member."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-01T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{abs(hash(url)) % 10**12:012d}>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6)


def members() -> list[bytes]:
    """What the archive is made of: a request and a page, and a picture with every tenth."""
    random_ = random.Random(SEED)
    words = ["".join(random_.choices("aabcdeeefghiiklmnoooprstuuvy", k=random_.randint(2, 11))) for _ in range(WORDS)]
    made = []
    for number in range(PAGES):
        url = f"https://site-{number % 37}.example/{number}"
        body = page(random_, words)
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        asked = f"GET /{number} HTTP/1.1\r\nHost: site.example\r\n\r\n".encode()
        parts = [
            record("request", url, "application/http; msgtype=request", asked),
            record("response", url, "application/http; msgtype=response", http.encode() + body),
        ]
        if number % 10 == 0:
            noise = random_.randbytes(20_000)
            http = f"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {len(noise)}\r\n\r\n"
            parts.append(record("response", url, "application/http; msgtype=response", http.encode() + noise))
        made.append(b"".join(parts))
    return made


def make(path: Path, megabytes: int) -> None:
    """Write an archive of about so many megabytes."""
    random_, pieces, left = random.Random(SEED), members(), megabytes * 1_000_000
    with path.open("wb") as out:
        while left > 0:
            left -= out.write(random_.choice(pieces))


def bare(path: Path) -> tuple[int, int]:
    """Pages and bytes of them, by fastwarc alone."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages = size = 0
    for found in ArchiveIterator(str(path), record_types=WarcRecordType.response, auto_decode="all"):
        if found.http_headers is not None and found.http_content_type == "text/html":
            pages, size = pages + 1, size + len(found.reader.read())
    return pages, size


def reader(path: Path) -> tuple[int, int]:
    """Pages and characters of them, by this program's reader."""
    from reliability.readers import warc
    from reliability.readers.raw import Raw
    from reliability.readers.streams import open_stream

    pages = size = 0
    with path.open("rb") as raw:
        stream = open_stream(raw, path.name, path, lambda _: None)
        assert warc.sniff(stream.head, path.name) == 1.0
        for found in warc.read(stream):
            assert isinstance(found, Raw)
            pages, size = pages + 1, size + len(str(found.fields["html"]))
    return pages, size


WAYS: dict[str, Callable[[Path], tuple[int, int]]] = {"bare": bare, "reader": reader}


LOADED = {"bare": ("fastwarc.warc",), "reader": ("fastwarc.warc", "reliability.readers.warc")}
"""What is loaded before the clock starts."""


def timed(way: str, path: Path) -> dict[str, float]:
    """One reading in this process: pages, size, seconds, CPU seconds, peak memory in MB."""
    for name in LOADED[way]:
        import_module(name)
    started, worked = time.perf_counter(), time.process_time()
    pages, size = WAYS[way](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {
        "pages": pages,
        "megabytes": size / 1e6,
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - worked,
        "peak_mb": peak,
    }


def measured(way: str, path: Path) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--read", way, str(path)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def compared(path: Path, times: int) -> dict[str, dict[str, float]]:
    """Both ways by turns; of each the reading with the median of CPU seconds."""
    runs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(times):
        for way, found in runs.items():
            found.append(measured(way, path))
    middle = {way: statistics.median_low([one["cpu"] for one in found]) for way, found in runs.items()}
    return {way: next(one for one in found if one["cpu"] == middle[way]) for way, found in runs.items()}


def main() -> int:
    """Make the archive, read it both ways, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000, help="size of the gzipped archive")
    parser.add_argument("--times", type=int, default=3, help="readings of each kind, by turns")
    parser.add_argument("--check", action="store_true", help="exit status 1 where a limit is missed")
    parser.add_argument("--read", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        print(json.dumps(timed(asked.read[0], Path(asked.read[1]))))
        return 0
    with tempfile.TemporaryDirectory(prefix="warc-") as folder:
        archive = Path(folder, "pages.warc.gz")
        make(archive, asked.megabytes)
        packed = archive.stat().st_size / 1e6
        found = compared(archive, asked.times)
    for way, one in found.items():
        print(
            f"{way:<7} {one['pages']:,} pages, {packed:,.0f} MB packed, {one['megabytes']:,.0f} MB of pages: "
            f"{one['seconds']:.1f} s, {one['cpu']:.1f} CPU s, {packed / one['cpu']:.0f} MB/s packed, "
            f"{one['megabytes'] / one['cpu']:.0f} MB/s of pages, peak {one['peak_mb']:.0f} MB"
        )
    ratio = found["reader"]["cpu"] / found["bare"]["cpu"]
    print(f"ratio   {ratio:.2f} of fastwarc's CPU time")
    assert found["reader"]["pages"] == found["bare"]["pages"]
    missed = ratio > LIMITS["ratio"] or found["reader"]["peak_mb"] > LIMITS["peak_mb"]
    return int(asked.check and missed)


if __name__ == "__main__":
    raise SystemExit(main())
