"""What `score` shows of a run: its results, and what is said beside them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reliability import drift, notifying, sourcing, store
from reliability.cli import _terminal
from reliability.errors import counted
from reliability.pipeline import Run, Session
from reliability.reports import views


def results(run: Run, desk: Session, *, combined: bool, people: bool) -> tuple[Iterator[pl.DataFrame], views.View]:
    """The scored articles and how they are shown.

    Args:
        run: the run.
        desk: its session.
        combined: whether the publisher's score is to count in the article's.
        people: whether a person reads it: independent origins stand beside the scores then.
    """
    found = run.results()
    if combined:
        found = sourcing.with_source_prior(desk.store, desk.model, found)
    return (
        store.with_origins(run.store, found) if people else found,
        views.COMBINED_SCORES if combined else views.SCORES,
    )


def report(run: Run, desk: Session, *, quiet: bool) -> None:
    """Say on standard error what was read, what stands out, and what to look at."""
    _terminal.report_run(run, quiet=quiet)
    _terminal.report_corroborated(run, quiet=quiet)
    _terminal.report_stale(run.store, desk.model.id, quiet=quiet)
    tell_webhooks(run.store, quiet=quiet)
    found = drift.of_run(run.store, run.run_id, desk.model)
    if found is not None and found.level == "major":
        _terminal.notice(found.said, quiet=quiet)


def tell_webhooks(opened: store.Store, *, quiet: bool) -> None:
    """Tell webhooks of what is new, where there are any; what does not arrive is sent again by who runs next."""
    if not store.any_webhook(opened):
        return
    failed = [outcome for outcome in notifying.notify(opened) if not outcome.delivered]
    if failed:
        words = f"{counted(len(failed), 'message')} to webhooks did not arrive ({failed[0].answer}); sent again later."
        _terminal.notice(words, quiet=quiet)
