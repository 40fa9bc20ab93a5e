"""What a search among stored claims needs beside its results: an index up to date, filters, what to try next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reliability.errors import counted

if TYPE_CHECKING:
    import polars as pl

    from reliability.store import Store


@contextmanager
def searchable(db: str, *, quiet: bool) -> Iterator[Store]:
    """The database to read, once all its claims are in the index; scoring does that, so there is seldom any to add.

    Raises:
        ReliabilityError: it does not open, or cannot be written where claims lack in the index.
    """
    from reliability import store, tracing
    from reliability.cli import _terminal

    with store.open_store(db, read_only=True) as opened:
        lacking = len(store.unposted(opened))
        if not lacking:
            yield opened
            return
    with store.open_store(db) as opened:
        _terminal.notice(f"Claims of {counted(lacking, 'article')} are added to the index, once.", quiet=quiet)
        with _terminal.Bar(quiet) as bar, opened.turn():
            done = 0

            def advance(articles: int, share: float) -> None:
                nonlocal done
                done += articles
                bar.show("index", share, done)

            tracing.index(opened, advance)
        yield opened


def chosen(found: pl.DataFrame, since: str | None, source: str | None) -> pl.DataFrame:
    """The rows of records.TRACE since a moment, and of a publisher, a speaker or an intermediary.

    Raises:
        ReliabilityError: the moment is none.
    """
    from datetime import UTC, datetime

    import polars as pl

    from reliability.quality.slices import moment

    if since is not None:
        found = found.filter(pl.col("dated") & (pl.col("published_at") >= moment(since, datetime.now(UTC))))
    if source is not None:
        name = source.strip().lower()
        own = [pl.col(column).str.to_lowercase().str.contains(name, literal=True) for column in ("publisher", "origin")]
        through = pl.col("via").list.eval(
            pl.element().struct.field("name").str.to_lowercase().str.contains(name, literal=True)
        )
        address = pl.col("url").str.to_lowercase().str.contains(name, literal=True)
        found = found.filter(pl.any_horizontal(*own, address, through.list.any()).fill_null(value=False))
    return found


def report_nothing(opened: Store, found: pl.DataFrame, *, quiet: bool) -> None:
    """Say on standard error that nothing is shown, and what to try."""
    from reliability import store
    from reliability.cli import _terminal

    rows = store.row_counts(opened)
    if found.height:
        tellings = counted(found.height, "telling is", "tellings are")
        _terminal.notice(f"None of them: {tellings} left out by --since or --source.", quiet=quiet)
    elif not rows["claims"]:
        _terminal.notice("The database holds no claims yet: run `reliability score` first.", quiet=quiet)
    else:
        _terminal.notice(
            f"No claim of {counted(rows['claims'], 'stored one')} says that. Try fewer words: the names, numbers and "
            "nouns of the claim, or four words in a row of the quotation.",
            quiet=quiet,
        )
