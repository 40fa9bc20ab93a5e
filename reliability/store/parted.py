"""Tables in parts on disk as a store: DuckDB reads them where they lie; only what is small is written beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from reliability.store.connection import MEMORY, connect
from reliability.store.local import LocalSession
from reliability.store.schema import migrate, migrations
from reliability.store.sql import query, quoted
from reliability.store.writing import Store

PARTED = (
    "rejects",
    "claims",
    "signatures",
    "story_links",
    "story_members",
    "stories",
    "features",
    "flags",
    "scores",
    "contributions",
)
"""Tables that a folder holds in parts, beside `articles`."""

ROWS = "file_index * 4294967296 + file_row_number AS rowid"


class _Session(LocalSession):
    """Tables of the database have row numbers that nobody sees; views have to show them."""

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """See `Session.query`."""
        return super().query(sql, params, **frames).drop("rowid", strict=False)


def open_parts(folder: Path, tables: Mapping[str, Sequence[Path]], runs: pl.DataFrame) -> Store:
    """A store over tables in parts, and one row of records.RUNS. Use it in a `with` statement.

    Sources, findings and measures can be written to it; they are gone when it closes. All other tables are as the files
    have them.

    Args:
        folder: where all files are; no other is read.
        tables: the files of `articles` and of each table of PARTED, in order.
        runs: the run that wrote them.
    """
    connection = connect(MEMORY, read_only=False, readable=folder)
    try:
        migrate(connection, str(folder), read_only=False, known=migrations())
        connection.execute("DROP VIEW articles")
        for name in ("article_rows", "run_articles", "processed", *PARTED):
            connection.execute(f"DROP TABLE {name}")
        for name in ("articles", *PARTED):
            files = ", ".join(f"'{str(file).replace(chr(39), chr(39) * 2)}'" for file in tables[name])
            view = quoted(f"parted_{name}" if name == "articles" else name)
            shown = "* EXCLUDE (file_index, file_row_number)" if name != "articles" else "* EXCLUDE (file_row_number)"
            connection.execute(
                f"CREATE VIEW {view} AS SELECT {shown}, {ROWS} "
                f"FROM (SELECT *, file_index, file_row_number FROM read_parquet([{files}], union_by_name = true))"
            )
        connection.execute(query("parts"))
    except BaseException:
        connection.close()
        raise
    store = Store(_Session(connection, str(folder)))
    store.add_runs(runs)
    return store
