from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from reliability import records, tracing
from reliability.store import Store, open_store

Tell = Callable[..., None]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


@pytest.fixture
def tell(store: Store) -> Tell:
    """Stores an article of a publisher that was published on a day of March 2026 (None for no date) with its claims."""
    run_id = store.begin("score", "0.1.0", "m", "s", ["intake.jsonl"])

    def put(article: str, day: int | None, *claims: dict[str, Any], copy_of: str | None = None, **about: Any) -> None:
        date = None if day is None else datetime(2026, 3, day, 8, tzinfo=UTC)
        row = {"article_id": article, "publisher": f"{article.title()} Post", "published_at": date, "input": "a"}
        row |= {"text": str(claims), "text_hash": str(hash((article, str(claims))))} | about
        store.add_articles(records.ARTICLES.frame([row]), run_id)
        usual = {"quotation": "direct", "origin": "Ida Voss", "source_type": "person", "via": [], "hops": 0}
        usual |= {"second_hand": False, "anonymous": False, "hedged": False, "article_id": article}
        said = [usual | {"claim_id": f"{article}#{n}"} | claim for n, claim in enumerate(claims, 1)]
        signature = {"article_id": article, "published_at": date, "publisher": row["publisher"]}
        signatures = records.SIGNATURES.frame([signature]).drop("run_id")
        store.put_claims(records.CLAIMS.frame(said).drop("run_id"), signatures, [article], run_id, "stamp")
        group = copy_of or article
        member = {"article_id": article, "story_id": group, "copy_group": group, "is_original": copy_of is None}
        store.replace("story_members", records.STORY_MEMBERS.frame([member]).drop("run_id"), run_id, [article])

    return put


@pytest.fixture
def ask(store: Store) -> Callable[[str], list[dict[str, Any]]]:
    """Brings the index up to date and searches; the rows of the answer."""

    def asked(words: str) -> list[dict[str, Any]]:
        tracing.index(store)
        found = tracing.trace(store, words)
        assert isinstance(found, pl.DataFrame) and found.schema == records.TRACE.schema
        return found.to_dicts()

    return asked
