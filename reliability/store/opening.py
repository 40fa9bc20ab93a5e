"""Opens the store."""

from __future__ import annotations

from pathlib import Path

from reliability.store.connection import HeldError, connect
from reliability.store.local import LocalSession
from reliability.store.schema import migrate, migrations
from reliability.store.session import Session
from reliability.store.writing import Store


def open_store(path: str | Path, *, read_only: bool = False) -> Store:
    """Open or make the database `path`, and bring its schema up to date. Use it in a `with` statement.

    Where another process holds the database and shares it (`Store.shared`), the store works through that process.

    Args:
        path: a DuckDB file, or `:memory:` for one that ends with the program.
        read_only: several processes may read at a time, as long as none writes.

    Raises:
        ReliabilityError: another process holds it and does not share it, its folder is missing, it is no DuckDB file,
            or it belongs to another program or to another version of this one.
    """
    name = str(path)
    try:
        return Store(_local(name, read_only=read_only))
    except HeldError:
        from reliability.store.remote import reach

        session = reach(name, read_only=read_only)
        if session is None:
            raise
        return Store(session)


def _local(name: str, *, read_only: bool) -> Session:
    connection = connect(name, read_only=read_only)
    try:
        migrate(connection, name, read_only=read_only, known=migrations())
    except BaseException:
        connection.close()
        raise
    return LocalSession(connection, name)
