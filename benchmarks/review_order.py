"""How much reading the order of the review queue saves, on publishers that no score has seen.

    python benchmarks/review_order.py [--data DIR] [--cap 60] [--keep QUEUE.parquet] [--queue QUEUE.parquet] [--check]

For the publishers of the split `dev`, and for all rated ones: articles read until 50, 80 and 90 % of those labelled
below 0.6 (what the model calls unreliable), or below 0.5, are found; at random (expected value), in the queue's order,
by the score alone, and at best. Scores are of models fitted without the publisher and others of its owner; the weights
of the order were chosen on the split `train`. `--keep` stores the queue with its scores, and `--queue` takes it from
there: that spares the ten minutes that all else takes. `--check` exits with 1 where the queue saves less than twofold
on `dev` at 80 %.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import polars as pl

from reliability import config, learning, readers, simulating
from reliability.cli._terminal import Bar, console
from reliability.ratings import Scale
from reliability.reports import saving

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "sources"
PARTS = (("dev",), ())
BELOW = (0.6, 0.5)
GOAL = 2.0


def main() -> None:
    """Print a table for each part and bound."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--cap", type=int, default=simulating.CAP)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--queue", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    settings = config.load()
    queue = pl.read_parquet(arguments.queue) if arguments.queue else queued(arguments.data, settings, arguments.cap)
    if arguments.keep:
        queue.write_parquet(arguments.keep)
    reached = True
    for splits in PARTS:
        for below in BELOW:
            found = simulating.measured(queue, settings, splits=splits, below=below)
            print(f"\npublishers: {', '.join(splits) or 'all'}")
            saving.render(found, console())
            if splits == PARTS[0] and below == BELOW[0]:
                reached = next(row for row in found["found"] if row["share"] == 0.8)["queue_saving"]["value"] >= GOAL
    if arguments.check and not reached:
        sys.exit(f"The queue saves less than {GOAL:g}x on {PARTS[0][0]}.")


def queued(data: Path, settings: config.Config, cap: int) -> pl.DataFrame:
    """The rated articles as a queue."""
    labels = learning.read_labels(data / "ratings.csv", Scale.parse("0-1"))
    articles = [str(data / "articles.parquet")]
    with Bar(quiet=False) as bar:
        read = lambda: readers.read(articles, chunk=settings["chunk"])  # noqa: E731
        return simulating.queued(read, labels, settings, cap=cap, progress=bar.show)


if __name__ == "__main__":
    main()
