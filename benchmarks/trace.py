"""Size, speed and recall of `reliability trace`: `python benchmarks/trace.py [--data FOLDER] [--claims 1500000]`.

FOLDER holds `sources/articles.parquet`. The claims of `--articles` of them are found and stored; then the database is
filled up with made ones, each the first half of one claim and the second half of another, so that words are as frequent
as in the news but no two texts are alike.

**index**: what it adds to the database and to the time in which an article's claims are found.
**speed**: median seconds of a whole answer, and of a scan that only counts the claims with one of the words; the ratio.
**recall**: real claims, altered in six ways and asked for. "first": the claim's article, or one that words it alike, is
in the group that is told first; "found": it is told at all. "nothing": of made sentences that no article has, how many
find nothing.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from reliability import claims, readers, records, tracing
from reliability.store import Store, open_store
from reliability.stories import words as word_lists

MARKS = ".,;:!?“”‘’\"'()[]… "
CHUNK = 500
LEAST_WORDS = 8
OTHERS = ("harbour", "quietly", "lantern", "seven", "orchard", "yesterday", "committee", "blue", "winter", "perhaps")

Alter = Callable[[list[str], str, random.Random], list[str]]


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    options.add_argument("--articles", type=int, default=1500, help="articles whose claims are found")
    options.add_argument("--claims", type=int, default=1_500_000, help="claims in the database")
    options.add_argument("--questions", type=int, default=100, help="claims that are altered in each way")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.duckdb"
        with open_store(path) as store:
            real = fill(store, given.data, given.articles, given.claims)
        before = path.stat().st_size
        with open_store(path) as store:
            started = time.process_time()
            indexed = tracing.index(store)
            spent = time.process_time() - started
            rows = store.query("SELECT count(*) FROM claim_terms").item()
        after = path.stat().st_size
        print(
            f"index   {rows:,} entries, {before / 1e6:.0f} MB -> {after / 1e6:.0f} MB (+{after / before - 1:.1%}; ",
            end="",
        )
        print("a scored database also holds signatures, features and reasons)")
        print(f"index   {spent / indexed * 1000:.2f} ms of CPU an article, ", end="")
        print(f"{spent / given.claims * 1e6:.0f} µs a claim")
        with open_store(path, read_only=True) as store:
            report_speed(store, real, given.questions)
            report_recall(store, real, given.questions)


def fill(store: Store, data: Path, articles: int, wanted: int) -> pl.DataFrame:
    """Store real articles with their claims, then made ones; returns the real claims."""
    run_id = store.begin("score", "benchmark", None, None, [])
    found, texts, seconds = [], [], 0.0
    for intake in readers.read([str(data / "sources" / "articles.parquet")], chunk=CHUNK):
        read = intake.articles.head(articles - sum(part.height for part in texts))
        started = time.process_time()
        found.append(claims.extract(read))
        seconds += time.process_time() - started
        texts.append(read)
        if sum(part.height for part in texts) >= articles:
            break
    real, bodies = pl.concat(found), pl.concat(texts)
    print(f"claims  {real.height:,} in {bodies.height:,} articles, {seconds / bodies.height * 1000:.1f} ms of CPU each")
    generator = np.random.default_rng(7)
    for copy in range(-(-wanted // real.height)):
        said, told = real, bodies
        if copy:
            said = _made(real, "content_text", generator).with_columns(_renamed("article_id", copy))
            said = said.with_columns(claim_id=pl.concat_str("article_id", pl.col("claim_id").str.extract(r"(#\d+)$")))
            told = _made(bodies, "text", generator).with_columns(
                _renamed("article_id", copy), text_hash=pl.col("text").hash().cast(pl.String)
            )
        for chunk in told.iter_slices(CHUNK):
            ids = chunk["article_id"].to_list()
            store.add_articles(chunk, run_id)
            part = said.filter(pl.col("article_id").is_in(ids))
            store.put_claims(part, records.SIGNATURES.empty().drop("run_id"), ids, run_id, "benchmark")
    return real


def _made(frame: pl.DataFrame, column: str, generator: np.random.Generator) -> pl.DataFrame:
    """The rows with the second half of another row's text."""
    text, other = pl.col(column), frame[column].gather(generator.permutation(frame.height)).alias("_other")
    half = (pl.col("_other").str.len_chars() // 2).cast(pl.Int64)
    joined = pl.concat_str(text.str.head(text.str.len_chars() // 2), pl.col("_other").str.slice(half))
    return frame.with_columns(other).with_columns(joined.alias(column)).drop("_other")


def _renamed(column: str, copy: int) -> pl.Expr:
    return pl.concat_str(column, pl.lit(f"-{copy}")).alias(column)


def report_speed(store: Store, real: pl.DataFrame, questions: int) -> None:
    """Seconds of an answer against those of a scan."""
    asked = _questions(real, questions, seed=1)["content_text"].to_list()
    answers = [_timed(lambda text=text: tracing.trace(store, text)) for text in asked]
    scans = [_timed(lambda text=text: _scan(store, text)) for text in asked[:20]]
    answer, scan = statistics.median(answers), statistics.median(scans)
    slow = sorted(answers)[int(len(answers) * 0.95)]
    print(
        f"speed   an answer {answer:.2f} s (95 % within {slow:.2f} s), a scan {scan:.2f} s: ratio {answer / scan:.2f}"
    )


def _timed(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def _scan(store: Store, text: str) -> int:
    """How many claims have one of the text's words of five letters or more."""
    pattern = "(?i)" + "|".join(word for word in split(text) if len(word) > 4 and word.isalpha())
    statement = "SELECT count(*) FROM claims WHERE regexp_matches(content_text, $pattern)"
    return int(store.query(statement, {"pattern": pattern}).item())


def split(text: str) -> list[str]:
    """The words of a text without the marks around them."""
    return [word for piece in text.split() if (word := piece.strip(MARKS))]


def _plain(told: list[str], who: str, chance: random.Random) -> list[str]:
    return [word.lower() for word in told]


def _piece(told: list[str], who: str, chance: random.Random) -> list[str]:
    size = max(6, len(told) // 2)
    start = chance.randrange(len(told) - size + 1)
    return told[start : start + size]


def _changed(told: list[str], who: str, chance: random.Random) -> list[str]:
    return [chance.choice(OTHERS) if place % 7 == 3 else word for place, word in enumerate(told)]


def _dropped(told: list[str], who: str, chance: random.Random) -> list[str]:
    return [word for place, word in enumerate(told) if place % 7 != 4]


def _changed_piece(told: list[str], who: str, chance: random.Random) -> list[str]:
    return _changed(_piece(told, who, chance), who, chance)


def _other_words(told: list[str], who: str, chance: random.Random) -> list[str]:
    """Four fifths of its words that are not common, in another order, after the name of who said it."""
    common = set(word_lists.background().filter(pl.col("share") >= 0.25)["word"])
    telling = [word for word in told if word.lower() not in common]
    kept = chance.sample(telling, -(-len(telling) * 4 // 5))
    return [*who.split(), "said", "that", *kept]


WAYS: dict[str, Alter] = {
    "without marks and capitals": _plain,
    "a piece": _piece,
    "every seventh word changed": _changed,
    "every seventh word left out": _dropped,
    "a piece, a seventh changed": _changed_piece,
    "other words, with the speaker": _other_words,
}


def report_recall(store: Store, real: pl.DataFrame, questions: int) -> None:
    """How often the claim that was altered is found."""
    asked = _questions(real, questions, seed=2).to_dicts()
    for way, alter in WAYS.items():
        chance, first, found = random.Random(3), 0, 0
        for claim in asked:
            words = alter(split(claim["content_text"]), claim["origin"] or "", chance)
            told = tracing.trace(store, " ".join(words))
            own = told.filter(
                (pl.col("article_id") == claim["article_id"]) | (pl.col("content_text") == claim["content_text"])
            )
            found += own.height > 0
            first += (own["group"] == 1).any()
        print(f"recall  {way:<30} first {first / len(asked):.2f}, found {found / len(asked):.2f}")
    chance = random.Random(4)
    pool = [word for claim in asked for word in split(claim["content_text"]) if len(word) > 4]
    nothing = sum(not tracing.trace(store, " ".join(chance.sample(pool, 8))).height for _ in asked)
    print(f"nothing eight words of different claims: nothing is found for {nothing / len(asked):.2f}")


def _questions(real: pl.DataFrame, number: int, seed: int) -> pl.DataFrame:
    """Claims of eight words or more."""
    long = real.filter(pl.col("content_text").str.split(" ").list.len() >= LEAST_WORDS)
    return long.sample(min(number, long.height), seed=seed)


if __name__ == "__main__":
    main()
