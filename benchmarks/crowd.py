"""Makes a large database out of the sample corpus: its articles many times over, each time other articles.

    reliability score data --db sample.duckdb
    python benchmarks/crowd.py sample.duckdb crowd.duckdb --articles 100000

Ids, dates, publishers and the words of texts differ from copy to copy; claims, flags, features, scores and their
reasons are as many as in the sample, in rows of their own and in the order in which `score` writes them. Texts are
lengthened to about 900 words. What is nested in stories still names the articles of the first copy.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import polars as pl

from reliability.store import Store, open_store

IDS = ("article_id", "story_id", "copy_group", "left_id", "right_id")
TABLES = (
    "article_rows",
    "run_articles",
    "processed",
    "claims",
    "signatures",
    "story_links",
    "stories",
    "story_members",
    "features",
    "scores",
    "contributions",
    "flags",
    "sources",
    "source_evidence",
)
PORTION = 50  # copies that are written at a time
PUBLISHERS = 40  # copies of each publisher of the sample
DAYS = 300
WORDS = 6_000  # characters of a text


def build(sample: Path, out: Path, articles: int) -> None:
    """Write the database `out`, which must not exist."""
    with open_store(sample, read_only=True) as store:
        rows = {name: store.query(f"SELECT * FROM {name} ORDER BY rowid") for name in TABLES}
        terms = store.query("SELECT * FROM claim_terms ORDER BY rowid")
        numbers = store.query("SELECT * FROM claim_articles")
        runs = store.query("SELECT * FROM runs")
    copies = -(-articles // rows["article_rows"].height)
    rows["article_rows"] = _lengthened(rows["article_rows"])
    with open_store(out) as store:
        _widen(store, rows["features"])
        with store._session.transaction(bulk=True) as transaction:
            transaction.insert("runs", runs)
        for first in range(0, copies, PORTION):
            last = min(first + PORTION, copies)
            for name, frame in rows.items():
                if name not in ("sources", "source_evidence"):
                    _copy(store, name, frame, first, last)
            _copy_terms(store, terms, numbers, first, last)
        for name in ("sources", "source_evidence"):
            _copy(store, name, rows[name], 0, PUBLISHERS)


def _copy(store: Store, name: str, frame: pl.DataFrame, first: int, last: int) -> None:
    chosen = ", ".join(
        f"{_nested(column) if dtype.is_nested() else _as_copy(column, frame.height)} AS {quoted(column)}"
        for column, dtype in frame.schema.items()
    )
    numbered = frame.with_row_index("_row")
    with store._session.transaction(bulk=True, given=numbered) as transaction:
        transaction.run(
            f"INSERT INTO {name} BY NAME SELECT {chosen} FROM given CROSS JOIN range({first}, {last}) AS copies(k) "
            "ORDER BY k, _row"
        )
        if name in ("stories", "story_members", "features", "flags", "scores", "contributions", "sources"):
            key = {"stories": "story_id", "sources": "source"}.get(name, "article_id")
            transaction.run(
                f"INSERT INTO written SELECT DISTINCT md5_number_lower('{name}/' || {_as_copy(key, 0)}) "
                f"FROM given CROSS JOIN range({first}, {last}) AS copies(k)"
            )


def _copy_terms(store: Store, terms: pl.DataFrame, numbers: pl.DataFrame, first: int, last: int) -> None:
    many = numbers.height
    copies = f"CROSS JOIN range({first}, {last}) AS copies(k)"
    with store._session.transaction(bulk=True, terms=terms, numbers=numbers) as transaction:
        transaction.run(
            f"INSERT INTO claim_articles SELECT {_as_copy('article_id', 0)}, (number + k * {many})::UINTEGER "
            f"FROM numbers {copies}"
        )
        transaction.run(
            f"INSERT INTO claim_terms SELECT term, (article + k * {many})::UINTEGER, claim FROM terms {copies} "
            "ORDER BY ALL"
        )


def _as_copy(column: str, height: int) -> str:
    """SQL for the column of copy `k`; the first copy is as it was."""
    name = quoted(column)
    if column in IDS:
        return f"CASE WHEN k = 0 THEN {name} ELSE {name} || '-' || k END"
    if column == "claim_id":
        return f"CASE WHEN k = 0 THEN {name} ELSE regexp_replace({name}, '#', '-' || k || '#') END"
    if column in ("domain", "publisher", "source"):
        return f"{name} || CASE WHEN k % {PUBLISHERS} = 0 THEN '' ELSE '-' || (k % {PUBLISHERS}) END"
    return {
        "published_at": f"{name} - to_days((k % {DAYS})::INTEGER)",
        "day": f"({name} - to_days((k % {DAYS})::INTEGER))::DATE",
        "url": f"{name} || '?copy=' || k",
        "text_hash": f"md5({name} || k)",
        "title": f"{name} || ' (' || k || ')'",
        "wording": f"{name} || k",
        "text": f"replace({name}, '@', (k * 7919 % 99991)::VARCHAR)",
        "seq": f"{name} + k * {height}",
        "score": f"CASE WHEN {name} IS NOT NULL THEN least(greatest({name} + (k % 97 - 48) / 1000.0, 0.01), 0.99) END",
    }.get(column, name)


def _nested(column: str) -> str:
    """SQL for a list of copy `k`: no text repeats one of another copy, and no event is told by two."""
    return {
        "minhash": "list_transform(minhash, lambda value: (hash(value, k) % 4294967296)::UINTEGER)",
        "terms": "list_transform(terms, lambda term: term || k)",
    }.get(column, quoted(column))


def _lengthened(articles: pl.DataFrame) -> pl.DataFrame:
    """Texts of about WORDS characters: each is followed by parts of others, with a number of its own every line."""
    texts = articles["text"].to_list()
    longer = []
    for place, text in enumerate(texts):
        parts, at = [text], place
        while sum(map(len, parts)) < WORDS:
            at += 1
            other = texts[at % len(texts)]
            parts.append(f"No. @-{at % 10}. " + " ".join(reversed(other.split(". "))))
        longer.append("\n\n".join(parts))
    return articles.with_columns(
        text=pl.Series(longer), bytes=pl.Series([len(text.encode()) for text in longer], dtype=pl.Int64)
    )


def _widen(store: Store, features: pl.DataFrame) -> None:
    with store._session.transaction(bulk=True) as transaction:
        for column in features.columns[2:]:
            transaction.run(f"ALTER TABLE features ADD COLUMN {quoted(column)} DOUBLE")


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return f'"{name}"'


def main() -> int:
    """Build the database named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    arguments = parser.parse_args()
    started = time.perf_counter()
    build(arguments.sample, arguments.out, arguments.articles)
    size = arguments.out.stat().st_size / 1e9
    print(f"{arguments.out}: {arguments.articles:,} articles, {size:.2f} GB, {time.perf_counter() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
