"""Speed and memory of linking in a database: `python benchmarks/stories_at_scale.py [--articles 100000]`.

The folder of `--data` holds `sources/articles.parquet`. Its articles are signed (`--signatures FILE` keeps that
for the next time) and multiplied: each further set of them lies 4,000 days later, its rare terms and MinHash values
are its own, so that it has its own events and copies. Printed are seconds, CPU seconds and peak memory

**whole**: half of the articles into an empty database, and all of them; twice the articles should take about twice
the time;
**intake**: 1,000 articles of the last days into the whole database, against linking everything anew.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from stories import CHUNK, _dated

from reliability import records, relinking
from reliability.store import Store, open_store
from reliability.stories import signatures
from reliability.stories.words import background

APART = 4_000
INTAKE = 1_000
PORTION = 5_000


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--signatures", type=Path)
    given = options.parse_args()
    signed = multiplied(sign(given.data, given.signatures), given.articles).sort("day", "article_id")
    intake, rest = signed.tail(INTAKE), signed.head(-INTAKE)
    half = rest.filter(pl.col("day") < rest["day"][rest.height // 2])
    spent = {}
    for name, held in (("half", half), ("whole", rest)):
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.duckdb") as store:
            put(store, held)
            with measured(f"{name:6} {held.height:7,} articles", spent):
                link(store)
            if name == "whole":
                put(store, intake)
                with measured(f"intake {intake.height:7,} articles", spent):
                    link(store)
                print(store.query("SELECT kind, count(*) AS links FROM story_links GROUP BY kind ORDER BY kind").rows())
    times = list(spent.values())
    print(f"whole / half: {rest.height / half.height:.2f} x articles, {times[1] / times[0]:.2f} x CPU")
    print(f"intake / whole: {times[2] / times[1]:.3f} x CPU")


def sign(data: Path, kept: Path | None) -> pl.DataFrame:
    """records.SIGNATURES of the articles, from the file where it is there."""
    if kept and kept.exists():
        return pl.read_parquet(kept)
    columns = ["id", "text", "title", "published_at", "publisher", "domain"]
    articles = _dated(pl.read_parquet(data / "sources/articles.parquet", columns=columns))
    articles = articles.rename({"id": "article_id"})
    found = pl.concat([signatures(chunk) for chunk in articles.iter_slices(CHUNK)])
    if kept:
        found.write_parquet(kept)
    return found


def multiplied(signed: pl.DataFrame, articles: int) -> pl.DataFrame:
    """As many signatures, from sets of the given ones that have nothing in common but common words."""
    common = background()["word"].implode()
    sets = []
    for number in range(-(-articles // signed.height)):
        mark = pl.lit(f"~{number}")
        term = pl.element()
        own = pl.when(term.is_in(common) | term.str.starts_with("toll:")).then(term).otherwise(term + mark)
        later = pl.duration(days=APART * number)
        sets.append(
            signed.with_columns(
                pl.col("article_id") + mark,
                pl.col("wording") + mark,
                pl.col("published_at") + later,
                pl.col("day") + later,
                terms=pl.col("terms").list.eval(own),
                minhash=pl.col("minhash").list.eval(pl.element() ^ pl.lit(number * 7_919_317, dtype=pl.UInt32)),
            )
        )
    return pl.concat(sets).sample(articles, seed=5)


def put(store: Store, signed: pl.DataFrame) -> None:
    """Store articles that were signed."""
    run_id = store.begin("score", "1", None, None, [])
    for portion in signed.iter_slices(PORTION):
        rows = portion.select("article_id", "published_at", text_hash="article_id")
        store.add_articles(records.ARTICLES.conform(rows), run_id)
        store.put_claims(records.CLAIMS.empty(), portion, portion["article_id"].to_list(), run_id, "1")


def link(store: Store) -> None:
    """Link what is new, as a run does."""
    list(relinking.relink(store, store.begin("score", "1", None, None, [])))


@contextmanager
def measured(name: str, spent: dict[str, float]) -> Iterator[None]:
    """Print what the block costs, and keep its CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    spent[name] = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{name}: {time.perf_counter() - wall:.1f} s, {spent[name]:.1f} CPU s, peak so far {peak:.2f} GB", flush=True)


if __name__ == "__main__":
    main()
