from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

import polars as pl
import pytest

from reliability import records
from reliability.store import Store, open_store

Build = Callable[..., pl.DataFrame]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "desk.duckdb"


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


@pytest.fixture
def run_id(store: Store) -> str:
    return store.begin("score", "0.1.0", "2026-01-test", "abc", ["intake.jsonl"])


@pytest.fixture
def articles() -> Build:
    """Builds article rows from (id, text) pairs."""

    def build(*pairs: tuple[str, str], **columns: object) -> pl.DataFrame:
        return records.ARTICLES.frame(
            {
                "article_id": article_id,
                "url": f"https://harbour-post.example/{article_id}",
                "domain": "harbour-post.example",
                "publisher": "Harbour Post",
                "title": f"Council votes on pier {article_id}",
                "authors": ["Ida Voss"],
                "published_at": datetime(2026, 1, 5, 8, 30, tzinfo=UTC),
                "text": text,
                "text_hash": blake2b(text.encode(), digest_size=8).hexdigest(),
                "input": "intake.jsonl",
                "record": number,
            }
            | columns
            for number, (article_id, text) in enumerate(pairs, 1)
        )

    return build


@pytest.fixture
def claims() -> Build:
    """Builds claim rows of one article from the columns that matter."""

    def build(article_id: str, *rows: dict[str, object]) -> pl.DataFrame:
        return records.CLAIMS.frame(
            {
                "claim_id": f"{article_id}#{number}",
                "article_id": article_id,
                "quotation": "indirect",
                "source": [[0, 8]],
                "cue": [[9, 13]],
                "content": [[14, 20], [25, 31]],
                "source_type": "person",
                "via": [],
                "hops": 0,
                "second_hand": False,
                "anonymous": False,
                "hedged": False,
            }
            | row
            for number, row in enumerate(rows, 1)
        ).drop("run_id")

    return build


@pytest.fixture
def signatures() -> Build:
    """Builds one signature per id."""

    def build(*ids: str) -> pl.DataFrame:
        return records.SIGNATURES.frame(
            {"article_id": article_id, "shingles": 3, "minhash": [1, 2**32 - 1], "terms": ["Pier 9"]}
            for article_id in ids
        ).drop("run_id")

    return build
