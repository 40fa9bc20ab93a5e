"""MinHash sketches: `python benchmarks/sketches.py [--articles 3000]`.

**speed**: CPU seconds of signing the articles, of their sketches alone by the library (datasketch), and by a few lines
of NumPy that do the same (multiply and take the upper bits of 64).
**error**: of the share of shingles in common, estimated from both sketches, against the exact one, for pairs made by
mixing articles in random shares; beside it the error that 128 independent permutations would have.

The folder of `--data` holds `sources/articles.parquet`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from reliability.stories import fingerprint, signatures, words

PAIRS = 4_000
LEAST = 50  # shingles
BLOCK = 2_048
Sketch = Callable[[fingerprint.Hashes], npt.NDArray[np.uint32]]
Result = TypeVar("Result")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    options.add_argument("--articles", type=int, default=3_000)
    given = options.parse_args()
    articles = pl.read_parquet(given.data / "sources/articles.parquet", columns=["id", "title", "text"])
    articles = articles.sample(given.articles, seed=3).rename({"id": "article_id"})
    whole, _ = timed(lambda: signatures(articles))
    sets = shingles(articles)
    print(
        f"signing {articles.height} articles {whole:.2f} CPU s; {np.mean([len(one) for one in sets]):.0f} shingles each"
    )
    mixed = pairs(sets)
    exact = np.array([len(np.intersect1d(*pair)) / len(np.union1d(*pair)) for pair in mixed])
    print(
        f"error of 128 independent permutations {np.sqrt((exact * (1 - exact) / fingerprint.PERMUTATIONS).mean()):.4f}"
    )
    for name, sketch in (("library", fingerprint.minhash), ("NumPy", by_numpy)):
        spent, _ = timed(lambda sketch=sketch: [sketch(one) for one in sets])  # type: ignore[misc]
        estimate = np.array([(sketch(one) == sketch(other)).mean() for one, other in mixed])
        error = estimate - exact
        print(f"{name:8} {spent:.2f} CPU s; error {np.sqrt((error**2).mean()):.4f}, bias {error.mean():+.4f}")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """The least CPU seconds of three runs, and the result."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        result = work()
        spent.append(time.process_time() - started)
    return min(spent), result


def shingles(articles: pl.DataFrame) -> list[fingerprint.Hashes]:
    """The shingles of each article's text."""
    read = words.read(articles["text"])
    hashes = read.vocabulary["hash"].to_numpy()[read.word]
    edges = np.searchsorted(read.article, np.arange(articles.height + 1))
    return [fingerprint.shingle_hashes(hashes[a:b]) for a, b in pairwise(edges)]


def pairs(sets: list[fingerprint.Hashes]) -> list[tuple[fingerprint.Hashes, fingerprint.Hashes]]:
    """An article, and a part of it mixed with a part of another one."""
    dice = np.random.default_rng(2)
    found = []
    for one, other in dice.integers(len(sets), size=(PAIRS, 2)).tolist():
        kept = [part[dice.random(len(part)) < dice.random()] for part in (sets[one], sets[other])]
        mixed = np.union1d(*kept)
        if min(len(mixed), len(sets[one])) >= LEAST:
            found.append((sets[one], mixed))
    return found


def by_numpy(shingled: fingerprint.Hashes) -> npt.NDArray[np.uint32]:
    """The sketch that was here before: odd multipliers modulo 2^64."""
    steps = np.random.default_rng(1).integers(1 << 62, size=fingerprint.PERMUTATIONS, dtype=np.uint64) * 2 + 1
    smallest = np.full(len(steps), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingled), BLOCK):
        block = steps.astype(np.uint64)[:, None] * shingled[start : start + BLOCK]
        np.minimum(smallest, block.min(axis=1), out=smallest)
    return (smallest >> np.uint64(32)).astype(np.uint32)


if __name__ == "__main__":
    main()
