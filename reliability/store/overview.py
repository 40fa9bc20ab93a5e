"""Answers about a whole run or the whole database: sources, row counts, what was set aside."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reliability import records
from reliability.errors import ReliabilityError
from reliability.store.reading import Reader
from reliability.store.sql import query, quoted

ROWS = 5_000


def latest_run(store: Reader) -> str:
    """The id of the newest run that read articles.

    Raises:
        ReliabilityError: the database holds none.
    """
    found = store.query("SELECT max(run_id) AS run_id FROM run_articles").item()
    if found is None:
        raise ReliabilityError(
            "The database holds no article yet.", "Run `reliability score` or `reliability ingest` first."
        )
    return str(found)


def sources(store: Reader, role: str | None = None, name: str | None = None) -> Iterator[pl.DataFrame]:
    """Yield the sources as `reliability sources` shows them: publishers first, those with most articles first.

    Args:
        store: an open store.
        role: only `publisher` or only `cited`.
        name: only the source of this name, whatever its case.

    Yields:
        source, role, score, low, high, abstained, source_reliability, articles, claims, second_hand, parts (what the
        score is made of: structs of records.SOURCE_EVIDENCE from `part` on). At least one frame, be it empty.
    """
    found = store.query(query("sources"), {"role": role, "name": name})
    yield from found.iter_slices(ROWS) if found.height else [found]


def told_values(store: Reader) -> pl.DataFrame:
    """records.STORIES of stories that give values: `story_id`, `conflicts` and `agreements`; all else is null."""
    return records.STORIES.conform(store.query(query("told_values")))


def rating_lists(store: Reader) -> pl.DataFrame:
    """The imported rating lists: list, domains, here (those that are sources here), error, imported_at."""
    return store.query(query("rating_lists"))


def scored_by(store: Reader) -> str | None:
    """The id of the model that scored the sources, None where they were never scored."""
    found = store.query("SELECT arg_max(model, run_id) AS model FROM sources").item()
    return None if found is None else str(found)


def row_counts(store: Reader) -> dict[str, int]:
    """How many rows each table of records.TABLES has; revisions of an article count each."""
    return {
        table.name: int(store.query(f"SELECT count(*) AS rows FROM {quoted(table.name)}").item())
        for table in records.TABLES
    }


def rejects(store: Reader, run_id: str) -> pl.DataFrame:
    """The records that a run set aside: records.REJECTS without run_id, in reading order."""
    statement = "SELECT * EXCLUDE (run_id) FROM rejects WHERE run_id = $run_id ORDER BY rowid"
    return store.query(statement, {"run_id": run_id})
