"""Which format an export has, and which articles or sources go into it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reliability.errors import ReliabilityError
from reliability.review import exporting, exports

if TYPE_CHECKING:
    import polars as pl

    from reliability.config import Config
    from reliability.review.exports import Exporter
    from reliability.store import Reader


def exporter(name: str, output: Path | None) -> Exporter:
    """The exporter of this name.

    Raises:
        ReliabilityError: there is none, or it would write bytes to a terminal.
    """
    found = exports.formats().get(name)
    if found is None:
        raise ReliabilityError(f"There is no format '{name}'.", f"Use one of {', '.join(exports.formats())}.")
    if getattr(found, "BINARY", False) and output is None and sys.stdout.isatty():
        raise ReliabilityError(f"'{name}' is no format for a terminal.", "Add --output FILE, or pipe it on.")
    return found


def rows(
    opened: Reader, settings: Config, found: Exporter, named: Sequence[str], source: str | None, since: str | None
) -> Iterator[pl.DataFrame]:
    """The frames that an exporter writes.

    Raises:
        ReliabilityError: nothing fits what was named, or it does not suit the format.
    """
    if named and (source or since):
        raise ReliabilityError("What is named stands for itself.", "Leave out --source and --since, or the names.")
    if exports.rows_of(found) == exports.SOURCES:
        return _sources(opened, settings, [*named, *([source] if source else [])], since)
    return exporting.articles(opened, _articles(opened, named, source, since), settings)


def _articles(opened: Reader, named: Sequence[str], source: str | None, since: str | None) -> list[str]:
    from reliability import store
    from reliability.quality.slices import moment

    if named:
        ids = list(dict.fromkeys(store.find_article(opened, name)["article_id"].item() for name in named))
        if unscored := [
            key for key, model in opened.result_rows(ids).select("article_id", "model").rows() if not model
        ]:
            raise ReliabilityError(f"{unscored[0]} has not been scored yet.", "Run `reliability score` on it first.")
        return ids
    start = None if since is None else moment(since, datetime.now(UTC))
    ids = store.scored_articles(opened, source=source, since=start)
    if not ids:
        raise ReliabilityError("No scored article fits.", "See which there are by `reliability sources` and `report`.")
    return ids


def _sources(opened: Reader, settings: Config, names: Sequence[str], since: str | None) -> Iterator[pl.DataFrame]:
    from reliability import store

    if since:
        raise ReliabilityError("Sources have no date.", "Leave out --since.")
    for name in names:
        if not next(store.sources(opened, role="publisher", name=name)).height:
            raise ReliabilityError(f"There is no publisher '{name}'.", "See the names by `reliability sources`.")
    return exporting.sources(opened, names, settings)
