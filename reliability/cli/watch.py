"""`reliability watch`: folders and feeds, scored as articles arrive."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.SCORE


def watch(
    places: Annotated[
        list[str],
        typer.Argument(
            metavar="FOLDER|FEED...",
            help="Folders, addresses of feeds (RSS, Atom, JSON Feed) and sitemaps, or OPML files that list feeds.",
            show_default=False,
        ),
    ],
    db: options.Db = None,
    every: Annotated[
        str, typer.Option("--every", metavar="30s|5m|1h", help="Time between two looks at a place.")
    ] = "5m",
    once: Annotated[bool, typer.Option("--once", help="Look at each place once and end, as for a timer.")] = False,
    model: options.ModelFolder = None,
    suites: options.SuiteFolders = None,
    workers: options.Workers = None,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Watch folders and feeds, and score what is new.

    Each file and each entry is done once, also over restarts; a file that changes is read again. Entries that hold
    only a summary are fetched as pages: robots.txt is kept to, a host is asked once a second at most, and a place that
    fails is asked again later and later. Webhooks are told of each run. Ctrl-C ends after the run in progress.

    Examples:

        reliability watch incoming/ https://www.example.com/feed.xml --every 5m

        reliability watch feeds.opml --once --db desk.duckdb
    """
    from reliability import config
    from reliability.cli._pause import Pause, seconds
    from reliability.cli._watched import View

    pause_between = seconds(every)
    settings = config.load(
        {"db": db, "model": model, "suites": suites, "workers": workers, "fetch_cache": 0 if no_cache else None}
    )
    from datetime import UTC, datetime, timedelta

    from reliability import fetching, intake, pipeline, watching
    from reliability.cli._scored import tell_webhooks

    watched = watching.places(places)
    with Pause() as pause, pipeline.session(settings) as desk, View(quiet) as view:
        guest = fetching.Guest(private=settings["fetch_private"], wait=pause.wait, cache=intake.pages_kept(settings))
        watch_ = watching.Watch(desk, watched, timedelta(seconds=pause_between), guest, view.show)
        while not pause.ended:
            view.tell(watch_.round(datetime.now(UTC)))
            tell_webhooks(desk.store, quiet=quiet)
            if once and not any(standing.waiting for standing in watch_.board.standings.values()):
                break
            pause.wait(min(watch_.pause(datetime.now(UTC)), 60.0))
