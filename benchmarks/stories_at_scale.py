"""Speed and memory of the stories stage: `python benchmarks/stories_at_scale.py [--articles 100000] [--kept FOLDER]`.

The folder of `--data` holds `sources/articles.parquet`. Its claims are extracted first, by another process, for that
is not the stage's work (`--kept` keeps them for the next time). Then the articles are signed as often as it takes, and
each further set is made its own: it lies 4,000 days later, and its rare terms and MinHash values are its own, so
that it has its own events and copies. Printed are seconds, CPU seconds and the peak memory of the process so far

**sign**: all articles, in portions as the pipeline signs them;
**half**, **whole**: half of them with their claims into an empty database and linked, told and corroborated; and all of
them. Twice the articles should take about twice the time;
**intake**: 1,000 articles of the last days into the whole database, against making everything anew.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import polars as pl
from stories import CHUNK, _dated

from reliability import claims, records, relinking
from reliability.store import Store, open_store
from reliability.stories import signatures
from reliability.stories.words import background

APART = 4_000
INTAKE = 1_000
PORTION = 5_000
TOLD = ("quotation", "source_text", "content_text", "origin", "source_type", "via", "anonymous")

Spent = dict[str, tuple[float, float]]


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--kept", type=Path, help="folder in which the claims are kept")
    given = options.parse_args()
    articles = read(given.data)
    articles = articles.sample(min(given.articles, articles.height), seed=5)
    with tempfile.TemporaryDirectory() as folder:
        told = extracted(articles, given.kept or Path(folder))
        spent: Spent = {}
        signed = Path(folder) / "signed-*.parquet"
        with measured(f"sign   {given.articles:7,} articles", spent):
            for turn, part in enumerate(sign(articles, given.articles)):
                part.sort("day", "article_id").write_parquet(str(signed).replace("*", f"{turn:03}"))
        days = pl.scan_parquet(signed).select("day").collect()["day"]
        half = int((days.head(-INTAKE) < days[(given.articles - INTAKE) // 2]).sum())
        for name, size in (("half", half), ("whole", given.articles - INTAKE)):
            with open_store(Path(folder) / f"{name}.duckdb") as store:
                put(store, signed, told, 0, size)
                with measured(f"{name:6} {size:7,} articles", spent):
                    link(store)
                if name == "whole":
                    put(store, signed, told, size, INTAKE)
                    with measured(f"intake {INTAKE:7,} articles", spent):
                        link(store)
                    print(store.query("SELECT kind, count(*) AS n FROM story_links GROUP BY kind ORDER BY kind").rows())
                    print(store.query("SELECT count(*) AS stories, sum(len(claims)) AS told FROM stories").rows())
    (sign_wall, sign_cpu), (_, half_cpu), (wall, cpu), (_, intake_cpu) = spent.values()
    print(f"stage (sign and whole): {sign_wall + wall:.0f} s, {sign_cpu + cpu:.0f} CPU s, peak {peak():.2f} GB")
    print(f"whole / half: {(given.articles - INTAKE) / half:.2f} x articles, {cpu / half_cpu:.2f} x CPU")
    print(f"intake / whole: {intake_cpu / cpu:.3f} x CPU")


def read(data: Path) -> pl.DataFrame:
    """The articles, with what signing them takes."""
    columns = ["id", "text", "title", "published_at", "publisher", "domain", "authors"]
    articles = _dated(pl.read_parquet(data / "sources/articles.parquet", columns=columns))
    return articles.rename({"id": "article_id"}).with_columns(pl.col("authors").str.split(", "))


def extracted(articles: pl.DataFrame, folder: Path) -> Path:
    """The claims of the articles in a file, which is written where it is not there."""
    place = folder / f"claims-{articles.height}.parquet"
    if not place.exists():
        worker = get_context("spawn").Process(target=extract, args=(articles, place))
        worker.start()
        worker.join()
    return place


def extract(articles: pl.DataFrame, place: Path) -> None:
    """Write the claims of the articles."""
    parts = [claims.extract(part).select("article_id", *TOLD) for part in articles.iter_slices(CHUNK)]
    pl.concat(parts).write_parquet(place, row_group_size=20_000)


def sign(articles: pl.DataFrame, number: int) -> Iterator[pl.DataFrame]:
    """As many signatures, in sets of the articles that have nothing in common but common words."""
    common = background()["word"].implode()
    for turn in range(-(-number // articles.height)):
        here = articles.head(number - turn * articles.height)
        yield pl.concat([own(signatures(part), turn, common) for part in here.iter_slices(CHUNK)])


def own(signed: pl.DataFrame, turn: int, common: pl.Series) -> pl.DataFrame:
    """The signatures with terms, values, credits and days of their own."""
    mark, term = pl.lit(f"~{turn}"), pl.element()
    later = pl.duration(days=APART * turn)
    rare = pl.when(term.is_in(common) | term.str.starts_with("toll:")).then(term).otherwise(term + mark)
    return signed.with_columns(
        pl.col("article_id") + mark,
        pl.col("wording") + mark,
        pl.col("published_at") + later,
        pl.col("day") + later,
        terms=pl.col("terms").list.eval(rare),
        minhash=pl.col("minhash").list.eval(pl.element() ^ pl.lit(turn * 7_919_317, dtype=pl.UInt32)),
    )


def put(store: Store, signed: Path, told: Path, first: int, size: int) -> None:
    """Store articles that were signed, with their claims."""
    run_id = store.begin("score", "1", None, None, [])
    for start in range(first, first + size, PORTION):
        portion = pl.scan_parquet(signed).slice(start, min(PORTION, first + size - start)).collect()
        rows = portion.select("article_id", "published_at", text_hash="article_id")
        store.add_articles(records.ARTICLES.conform(rows), run_id)
        ids = portion.select(own="article_id", article_id=pl.col("article_id").str.replace("~.*", ""))
        theirs = (
            pl.scan_parquet(told).join(ids.lazy(), on="article_id").drop("article_id").rename({"own": "article_id"})
        )
        number = pl.int_range(1, pl.len() + 1).over("article_id")
        given = theirs.with_columns(claim_id=pl.format("{}#{}", "article_id", number)).collect()
        store.put_claims(records.CLAIMS.conform(given), portion, portion["article_id"].to_list(), run_id, "1")


def link(store: Store) -> None:
    """Bring what is new into stories, as a run does."""
    list(relinking.relink(store, store.begin("score", "1", None, None, [])))


@contextmanager
def measured(name: str, spent: Spent) -> Iterator[None]:
    """Print what the block costs, and keep its seconds and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    spent[name] = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name}: {spent[name][0]:.1f} s, {spent[name][1]:.1f} CPU s, peak so far {peak():.2f} GB", flush=True)


def peak() -> float:
    """The most memory that this process has held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main()
