"""`reliability sources forget`: removes a rating list."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options


def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the list; see `reliability sources ratings`.")],
    model: options.ModelFolder = None,
    db: options.Db = None,
) -> None:
    """Remove an imported rating list, and score the sources anew without it.

    Example:

        reliability sources forget ratings
    """
    from reliability import config, records, sourcing, store
    from reliability.cli import _terminal
    from reliability.errors import ReliabilityError, counted

    settings = config.load({"db": db, "model": model})
    with store.open_store(settings["db"], read_only=True) as opened:
        lists = {row["list"]: row["domains"] for row in store.rating_lists(opened).to_dicts()}
        if name not in lists:
            there = ", ".join(f"'{known}'" for known in lists) or "none"
            raise ReliabilityError(f"There is no rating list '{name}'.", f"Imported lists: {there}.")
    with store.open_store(settings["db"]) as opened:
        opened.put_ratings(name, records.SOURCE_RATINGS.empty())
        _terminal.report_rescored(sourcing.rescore_sources(opened, settings))
    _terminal.notice(f"{name}: forgotten, {counted(lists[name], 'domain')}")
