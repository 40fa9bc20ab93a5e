"""The whole tables behind a report that shows only their first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from reliability import store as room
from reliability.quality.slices import cut
from reliability.store import Reader

ROWS = 5_000


def tables(store: Reader, of: Mapping[str, Any]) -> dict[str, Iterator[pl.DataFrame]]:
    """The tables of a report in chunks, nothing left out.

    Args:
        store: an open store.
        of: the `slice` of the report: run, since, source.

    Returns:
        `articles` (rows of `reliability score`), `flags` (records.FLAGS) and `sources` (rows of
        `reliability sources`: all of the database, for their scores are over all articles).
    """
    ids = cut(store, of["run"], of["since"], of["source"]).members["article_id"].to_list()
    return {
        "articles": room.result_chunks(store, ids, ROWS),
        "flags": (store.table("flags", ids[start : start + ROWS]) for start in range(0, len(ids), ROWS)),
        "sources": room.sources(store),
    }
