"""Gets the dictionary of a data-quality report for a command: made from the database, or read from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.store import Reader


@contextmanager
def told(
    from_: Path | None, given: Mapping[str, Any], run: str | None, since: str | None, source: str | None
) -> Iterator[tuple[dict[str, Any], Reader | None]]:
    """The report's dictionary, and the open database where it is made from one.

    Args:
        from_: a file that `reliability report` wrote, a folder that `score --out` did, or None for the database.
        given: options that are settings.
        run: a run id; the newest run by default.
        since: instead of a run, a moment.
        source: only this publisher.

    Raises:
        ReliabilityError: both a file and something that chooses articles are given, or either does not fit.
    """
    from reliability import config, corpus, quality, store
    from reliability.cli import _terminal
    from reliability.quality.matching import misfit
    from reliability.quality.schema import json_schema
    from reliability.reports.quality import load

    if from_ is not None:
        if any(value is not None for value in (*given.values(), run, since, source)):
            raise ReliabilityError(
                "--from takes a file as it is.", "Leave --db, --model, --run, --since and --source out."
            )
        document = corpus.report(str(from_)) if from_.is_dir() else load(from_)
        if said := misfit(document, json_schema()):
            raise ReliabilityError(f"{from_} is no whole report: {said}.", "Make it again by `reliability report`.")
        yield document, None
        return
    settings = config.load(given)
    with store.open_store(settings["db"], read_only=True) as opened:
        yield quality.summary(opened, settings, run, since, source), opened
        _terminal.report_stale(opened, store.scored_by(opened))
