"""What a report is about: the articles of a run, those first seen since a moment, or those of one publisher."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from reliability.errors import ReliabilityError, counted
from reliability.store import Reader, latest_run
from reliability.store import quality as tables

NEWEST = 5  # runs that an error lists
HOURS = {"m": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0}
_DURATION = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([mhdw])")


@dataclass(frozen=True)
class Slice:
    """The articles that a report is about.

    Args:
        run: row of records.RUNS of the run, or of the newest one where the slice is of several.
        since: articles first seen then or later, of whatever run; None for those of the run.
        source: only articles of this publisher; None for all.
        members: article_id, source, published_at.
        articles: how many they are.
        newest: the newest date line among them that is not after `now`.
        now: when the report is made.
    """

    run: Mapping[str, Any]
    since: datetime | None
    source: str | None
    members: pl.DataFrame
    articles: int
    newest: datetime | None
    now: datetime

    @property
    def run_id(self) -> str:
        """The run's id."""
        return str(self.run["run_id"])

    @property
    def whole(self) -> bool:
        """Whether it is a run as it was, which has measures and findings of its own."""
        return self.since is None and self.source is None


def cut(
    store: Reader,
    run: str | None = None,
    since: str | None = None,
    source: str | None = None,
    now: datetime | None = None,
) -> Slice:
    """The slice that a user names.

    Args:
        store: an open store.
        run: a run id, its unmistakable beginning, `last` or `previous`; the newest run by default.
        since: a date or time (`2026-03-01`), or how long ago (`36h`, `7d`, `2w`).
        source: domain or name of a publisher, whatever its case.
        now: when the report is made; now by default.

    Raises:
        ReliabilityError: there is no such run or publisher, both a run and a moment are given, or the moment is none.
    """
    if run is not None and since is not None:
        raise ReliabilityError("A report is on one run or on all since a moment, not both.", "Leave one of them out.")
    now = now or datetime.now(UTC)
    from_ = None if since is None else moment(since, now)
    wanted = latest_run(store) if run is None else run_named(store, run)
    found = store.query("SELECT * FROM runs WHERE run_id = $run_id", {"run_id": wanted})
    members = tables.members(store, wanted if from_ is None else None, from_, source)
    if source is not None and not members.height:
        _check_publisher(store, source)
    span = tables.totals(store, "span", members, {"now": now}).row(0, named=True)
    return Slice(found.row(0, named=True), from_, source, members, span["articles"], span["newest"], now)


def run_named(store: Reader, name: str) -> str:
    """The id of a run by its id, by a beginning that only it has, or by `last` or `previous`.

    Raises:
        ReliabilityError: there is none, or several begin like this; the hint lists the newest runs.
    """
    runs = tables.runs(store)
    if not runs.height:
        return latest_run(store)  # which says that there is none
    ids = runs["run_id"].to_list()
    place = {"last": 0, "previous": 1}.get(name.strip().lower())
    if place is not None:
        found = ids[place : place + 1]
    else:
        found = [name] if name in ids else [each for each in ids if name and each.startswith(name)]
    if len(found) == 1:
        return str(found[0])
    said = f"{len(found)} runs begin with '{name}'." if found else f"There is no run '{name}'."
    newest = (
        f"{row['run_id']} ({row['at']:%Y-%m-%d %H:%M}, {counted(row['articles'], 'article')})"
        for row in runs.head(NEWEST).to_dicts()
    )
    raise ReliabilityError(said, f"The newest: {'; '.join(newest)}. Also: last, previous.")


def _check_publisher(store: Reader, source: str) -> None:
    named = tables.near_publishers(store, source)
    if source.lower() in (name.lower() for name in named):
        return  # it is known, but has no article in this slice
    hint = f"Some that are here: {', '.join(named)}." if named else "No article here names its publisher."
    raise ReliabilityError(f"No article is of the publisher '{source}'.", hint)


def moment(text: str, now: datetime) -> datetime:
    """`2026-03-01`, `2026-03-01T06:00Z` or `7d` (before now) as a moment; without a zone it is UTC.

    Raises:
        ReliabilityError: it is none of these.
    """
    length = _length(text)
    if length is not None:
        try:
            return now - timedelta(hours=length)
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)
    try:
        given = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ReliabilityError(
            f"'{text}' is no moment.", "Write a date such as 2026-03-01, or how long ago: 36h, 7d, 2w."
        ) from None
    return given if given.tzinfo else given.replace(tzinfo=UTC)


def hours(text: str) -> float:
    """`90m`, `24h`, `7d` or `2w` in hours.

    Raises:
        ReliabilityError: it is none of these.
    """
    length = _length(text)
    if length is None:
        raise ReliabilityError(f"'{text}' is no length of time.", "Write 90m, 24h, 7d or 2w.")
    return length


def _length(text: str) -> float | None:
    found = _DURATION.fullmatch(text.strip().lower())
    return float(found[1]) * HOURS[found[2]] if found else None
