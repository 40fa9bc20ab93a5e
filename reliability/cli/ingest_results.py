"""`reliability ingest-results`: what `score --out` wrote, into a database."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.SCORE


def ingest_results(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="What `reliability score --out DIR` wrote; also s3://.")],
    db: options.Db = None,
    quiet: options.Quiet = False,
) -> None:
    """Bring the tables of `score --out DIR` into a new database.

    Everything is there then as if `reliability score --db` had made it: scores, flags, stories, sources, the report.
    An unfinished folder is refused.

    Example:

        reliability ingest-results scored/ --db desk.duckdb
    """
    from reliability import config, corpus, store
    from reliability.cli import _terminal
    from reliability.errors import counted

    settings = config.load({"db": db})
    with store.open_store(settings["db"]) as opened, _terminal.Bar(quiet) as bar:
        articles = corpus.load(folder, opened, bar.show)
    _terminal.notice(f"{counted(articles, 'article')} of {folder} are in {settings['db']}", quiet=quiet)
