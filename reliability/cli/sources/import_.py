"""`reliability sources import`: a rating list as one part of the sources' scores."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reliability.cli import _options as options

ERROR = "Standard error of a rating, on 0 to 1: how well the list measures what experts agree on."


def import_(
    ratings: Annotated[Path, typer.Argument(metavar="RATINGS.csv", help="CSV file with a header.")],
    column: Annotated[str, typer.Option("--column", help="The column of the ratings.")] = "rating",
    scale: Annotated[
        str, typer.Option("--scale", metavar="WORST-BEST", help="Such as 0-1, 0-100, 1-5, 6-1; or letters, as A-F.")
    ] = "0-1",
    domain_column: Annotated[str, typer.Option("--domain-column", help="The column of the domains.")] = "domain",
    name: Annotated[str | None, typer.Option("--name", help="Name of the list (default: that of the file).")] = None,
    error: Annotated[float, typer.Option("--error", help=ERROR)] = 0.25,
    model: options.ModelFolder = None,
    db: options.Db = None,
) -> None:
    """Import a rating list of domains, and score the sources anew. Importing a list again replaces it.

    Domains are cut to what articles have (`https://www.news.example.com/` is example.com). Rows without a domain or
    without a rating on the scale are set aside and named. A smaller --error gives the list more weight: a list that
    correlates by 0.71 with the experts' consensus, as NewsGuard does, has 0.25.

    Example:

        reliability sources import ratings.csv --column score --scale 0-100
    """
    from reliability import config, sourcing, store
    from reliability import ratings as room
    from reliability.cli import _terminal
    from reliability.errors import counted

    settings = config.load({"db": db, "model": model})
    called = room.name_of(ratings, name)
    found, aside = room.read(
        ratings, column=column, scale=room.Scale.parse(scale), domain_column=domain_column, error=error
    )
    with store.open_store(settings["db"]) as opened:
        opened.put_ratings(called, found)
        _terminal.report_rescored(sourcing.rescore_sources(opened, settings))
        here = next(row["here"] for row in store.rating_lists(opened).to_dicts() if row["list"] == called)
    _terminal.notice(f"{called}: {counted(found.height, 'domain')} rated, {here:,} of them among the sources here")
    _terminal.report_set_aside(aside)
