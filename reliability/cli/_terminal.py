"""What the commands print beside their results: progress, notices, the terminal itself."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from reliability.cli._voice import say, voice
from reliability.config import FILE
from reliability.errors import counted

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from reliability.intake import Rejects
    from reliability.pipeline import Run
    from reliability.store import Reader


def console(*, stderr: bool = False) -> Console:
    """A console that colours only terminals and honours NO_COLOR."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


EVERY = 10.0
"""Seconds between two messages on progress where they are JSON."""


class Bar:
    """Progress on standard error with rate and time left, one line a stage; nothing where that is no terminal."""

    def __init__(self, quiet: bool, noun: str = "articles") -> None:
        silent = quiet or voice().quiet or voice().json or not sys.stderr.isatty()
        self._bar = None if silent else _bar(noun)
        self._tasks: dict[str, TaskID] = {}
        self._told: float | None = time.monotonic() if voice().json and not quiet else None

    def __enter__(self) -> Bar:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def show(self, stage: str, share: float, articles: int) -> None:
        """Show that `share` (0..1) of `stage` is done, which makes so many articles."""
        if self._told is not None and time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            say(f"{stage}: {share:.0%}", "progress", stage=stage, share=share, articles=articles)
        if self._bar is None:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=1.0, articles=0, rate=0.0)
        task = next(task for task in self._bar.tasks if task.id == self._tasks[stage])
        rate = articles / task.elapsed if task.elapsed else 0.0
        self._bar.update(task.id, completed=share, articles=articles, rate=rate)

    def stop(self) -> None:
        """Clear the bar, before results are printed."""
        if self._bar is not None:
            self._bar.stop()


def _bar(noun: str) -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn(f"{{task.fields[articles]:>8,}} {noun}"),
        TextColumn("{task.fields[rate]:>7,.0f}/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console(stderr=True), transient=True)


def notice(message: str, *, quiet: bool = False) -> None:
    """One line on standard error."""
    if not quiet and not voice().quiet:
        say(message)


def detail(message: str, **more: object) -> None:
    """One line on standard error with --verbose."""
    if voice().verbose:
        say(message, "debug", **more)


def report_run(run: Run, *, quiet: bool) -> None:
    """Say on standard error what was read, what was set aside and why, and how long it took."""
    seconds = sum(timing["seconds"] for timing in run.timings)
    rate = run.articles / seconds if seconds else 0.0
    known = run.articles - run.new - run.changed
    notice(
        f"{counted(run.articles, 'article')} ({run.new:,} new, {run.changed:,} changed, {known:,} known) "
        f"in {seconds:.1f} s, {rate:,.0f} a second; run {run.run_id}",
        quiet=quiet,
    )
    for timing in run.timings:
        detail(f"  {timing['stage']}: {timing['seconds']:.2f} s, {counted(timing['articles'], 'article')}", **timing)
    if run.silenced.height:
        kept_back = counted(int(run.silenced["flags"].sum()), "flag was", "flags were")
        notice(f"{kept_back} silenced as {FILE} says.", quiet=quiet)
    report_rejects(run.rejects)


def report_corroborated(run: Run, *, quiet: bool) -> None:
    """Say on standard error how many articles of a run others corroborate."""
    from reliability.store import corroborated

    number = corroborated(run.store, run.run_id)
    if number:
        notice(
            f"{counted(number, 'article is', 'articles are')} corroborated by two or more independent origins.",
            quiet=quiet,
        )


def report_rejects(rejects: Rejects) -> None:
    """Say on standard error how many records were set aside, and of the first ones where and why."""
    if not rejects.count:
        return
    notice(f"{counted(rejects.count, 'record was', 'records were')} set aside:")
    for reject in rejects.first:
        place = f":{reject['record']}" if reject["record"] else ""
        notice(f"  {reject['input']}{place}: {reject['reason']}")
    if rejects.count > len(rejects.first):
        notice(f"  ... and {rejects.count - len(rejects.first):,} more.")


def report_set_aside(rejects: pl.DataFrame) -> None:
    """The same for the rows of a list: records.REJECTS."""
    from reliability.intake import Rejects

    counted_ones = Rejects()
    counted_ones.add(rejects)
    report_rejects(counted_ones)


def report_stale(store: Reader, model: str | None, *, quiet: bool = False) -> None:
    """Say on standard error how many stored articles have a score of another model than this one."""
    from reliability.sourcing import stale

    said = stale(store, model)
    if said is not None:
        notice(said, quiet=quiet)


def report_rescored(before: str | None) -> None:
    """Say that sources were scored anew by another model than their articles, where that is so."""
    if before is not None:
        notice(
            f"The articles were scored by {before}, which is not at hand: give it with --model, "
            "or run `reliability rescore`."
        )
