from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b

import polars as pl
import pytest

from reliability import records
from reliability.store import Store, open_store, queue_rows

START = datetime(2030, 3, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def desk() -> Iterator[Store]:
    """A store with two scored articles, `ferry` and `pier`, of which `ferry` has two claims."""
    with open_store(":memory:") as opened:
        _put(opened, "ferry", "pier")
        claims = [{"article_id": "ferry", "claim_id": f"ferry#{n}", "content_text": f"claim {n}"} for n in (1, 2)]
        signed = records.SIGNATURES.empty().drop("run_id")
        opened.put_claims(records.CLAIMS.frame(claims).drop("run_id"), signed, ["ferry"], "r", "s")
        yield opened


def _put(opened: Store, *ids: str, text: str = "The ferry sailed.", score: float | None = 0.2) -> None:
    """Store these articles, or new words of them, with this score."""
    run_id = opened.begin("score", "0.1.0", "m", None, [])
    rows = [
        {
            "article_id": article,
            "domain": "harbour-post.example",
            "title": f"Words on the {article}",
            "text": text,
            "text_hash": blake2b(f"{article} {text}".encode(), digest_size=8).hexdigest(),
            "published_at": START,
            "input": "a.jsonl",
        }
        for article in ids
    ]
    opened.add_articles(records.ARTICLES.frame(rows), run_id)
    scored = [{"article_id": article, "score": score, "low": 0.1, "high": 0.4, "model": "m"} for article in ids]
    opened.replace("scores", records.SCORES.frame(scored).drop("run_id"), run_id, list(ids))


def _queue_rows_of(*given: dict[str, object]) -> pl.DataFrame:
    """Rows as `store.queue_rows` gives them from the columns that matter."""
    usual = {"title": "Words", "score": 0.9, "low": 0.85, "high": 0.95, "source": "harbour-post.example"}
    usual |= {"copied_by": 0, "told_by": 0, "volume": 1, "codes": [], "critical": 0, "warning": 0, "info": 0}
    usual |= {"outdated": False, "disputed": False, "publisher": "Harbour Post"}
    return pl.DataFrame([usual | row for row in given], schema=_schema())


@cache
def _schema() -> pl.Schema:
    with open_store(":memory:") as empty:
        return queue_rows(empty).schema


@pytest.fixture
def rows() -> Callable[..., pl.DataFrame]:
    return _queue_rows_of


@pytest.fixture
def put() -> Callable[..., None]:
    return _put
