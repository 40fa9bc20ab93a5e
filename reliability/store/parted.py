"""A part of all articles as a store that measures it, and a store of a few articles that knows the measures of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from reliability.store.connection import MEMORY, connect
from reliability.store.local import LocalSession
from reliability.store.schema import migrate, migrations
from reliability.store.session import Session
from reliability.store.writing import Store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CURRENT = ("article_id", "revision", "domain", "publisher", "published_at", "run_id", "ingested_at")
"""The columns of records.ARTICLES that measures look at."""


class _Frames(LocalSession):
    """Frames as tables."""

    def __init__(self, connection: DuckDBPyConnection, frames: Mapping[str, pl.DataFrame]) -> None:
        super().__init__(connection, MEMORY)
        self._frames = dict(frames)

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """See `Session.query`."""
        named = {name: frame for name, frame in self._frames.items() if name in sql}  # handing one over takes time
        return super().query(sql, params, **{**named, **frames})


class Measured(Store):
    """A store some of whose measures were made elsewhere."""

    def __init__(self, session: Session, known: Mapping[str, pl.DataFrame]) -> None:
        super().__init__(session)
        self._known = dict(known)

    def measured(
        self, name: str, sql: str, params: Mapping[str, object] | None, **frames: pl.DataFrame
    ) -> pl.DataFrame:
        """See `Reader.measured`."""
        return self._known[name] if name in self._known else super().measured(name, sql, params, **frames)


def over_frames(frames: Mapping[str, pl.DataFrame]) -> Store:
    """A store to read, whose tables are these frames; nothing else is in it. Use it in a `with` statement."""
    connection = connect(MEMORY, read_only=False)
    connection.execute("SET threads = 1")  # whoever measures a part has a core of its own, not all of them
    return Store(_Frames(connection, frames))


def over_articles(tables: Mapping[str, pl.DataFrame]) -> Store:
    """A store to measure the articles of a part: `article_rows`, `run_articles`, `processed` and these tables.

    Args:
        tables: `articles` (CURRENT), `signatures` (article_id) and others by name.
    """
    articles = tables["articles"]
    read = articles.filter(pl.col("revision") == 1).select("run_id", "article_id").with_row_index("seq")
    done = (
        articles.join(tables["signatures"], on="article_id", how="semi")
        .group_by("article_id")
        .agg(pl.col("revision").max())
    )
    return over_frames({**tables, "article_rows": articles, "run_articles": read, "processed": done})


def open_measured(known: Mapping[str, pl.DataFrame]) -> Measured:
    """An empty store in memory that gives `known` for the measures of these names. Use it in a `with` statement."""
    connection = connect(MEMORY, read_only=False)
    try:
        migrate(connection, MEMORY, read_only=False, known=migrations())
    except BaseException:
        connection.close()
        raise
    return Measured(LocalSession(connection, MEMORY), known)
