"""`reliability stories`: articles about one event, their copies and independent origins."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reliability.cli import _options as options

if TYPE_CHECKING:
    from reliability.store import Reader

PANEL = options.LOOK


class Order(StrEnum):
    """Which stories come first."""

    SIZE = "size"
    NEWEST = "newest"


def stories(
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="MOMENT", help="Stories with news since 2026-03-01, or of the last 36h, 7d."),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Stories that this publisher tells.")
    ] = None,
    min_articles: Annotated[
        int, typer.Option("--min-articles", min=2, metavar="N", help="Stories of so many articles or more.")
    ] = 2,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only stories with a conflict.")] = False,
    circular: Annotated[bool, typer.Option("--circular", help="Only stories with circular reporting.")] = False,
    order: Annotated[Order, typer.Option("--order", help="The largest first, or those with the newest article.")] = (
        Order.SIZE
    ),
    limit: options.Limit = 40,
) -> None:
    """List stories: which articles tell one event, which copy each other, how many independent origins there are.

    Each stands with the headline, publisher and date of its first article. `reliability story` shows one of them.
    The formats jsonl, csv and parquet have every claim with its provenance tree, conflicts with all values, and
    circular reporting with its path.

    Examples:

        reliability stories --since 7d --order newest

        reliability stories --conflicts --min-articles 3

        reliability stories --format jsonl
    """
    from datetime import UTC, datetime

    from reliability import config, store
    from reliability.cli import _output
    from reliability.quality.slices import moment
    from reliability.reports import views

    wanted = form or _output.asked(output, options.Format)
    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        found = store.listed_stories(
            opened,
            since=None if since is None else moment(since, datetime.now(UTC)),
            source=None if source is None else source.strip(),
            least=min_articles,
            conflicts=conflicts,
            circular=circular,
            newest=order is Order.NEWEST,
        )
        if wanted in (options.Format.TABLE, options.Format.MD):
            if found.height:
                _output.write([found], wanted, output, views.STORIES, limit)
        else:
            _output.write(store.stories(opened, found["story_id"].to_list()), wanted, output, views.STORIES, limit)
        if not found.height:
            _report_nothing(opened, source)


def _report_nothing(opened: Reader, source: str | None) -> None:
    """Say on standard error that no story is shown, and what to try."""
    from reliability import store
    from reliability.cli import _terminal
    from reliability.errors import counted
    from reliability.store import quality

    rows = store.row_counts(opened)
    if rows["stories"]:
        near = quality.near_publishers(opened, source) if source is not None else []
        hint = f" Some publishers that are here: {', '.join(near)}." if near else ""
        _terminal.notice(f"None of {counted(rows['stories'], 'story', 'stories')} fits what is asked for.{hint}")
    elif rows["articles"]:
        _terminal.notice("No two articles here tell the same event.")
    else:
        _terminal.notice("The database holds no article yet: run `reliability score` first.")
