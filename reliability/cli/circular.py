"""`reliability circular`: claims that go round between outlets, over the whole database."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK


def circular(
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="List which outlet cites which, and how often it is cited in return.")
    ] = False,
    limit: options.Limit = 40,
) -> None:
    """List circular reporting: one claim that outlets have from each other, or all from one doubtful root.

    A circle leads back to where it began: A cites B, B cites A. A diamond looks like several reports and is one: three
    outlets or more that all lead to one outlet, with nobody on record. All stored articles are looked at, whatever
    their story. That two outlets cite each other for different claims is no circle; `--pairs` shows it.

    Examples:

        reliability circular

        reliability circular --pairs --format csv --output citations.csv
    """
    from reliability import config, stories
    from reliability.cli import _output, _terminal
    from reliability.reports import views
    from reliability.store import open_store
    from reliability.store.citations import citing_claims, citing_portions

    wanted = form or _output.asked(output, options.Format)
    _output.check_place(output)
    with open_store(config.load({"db": db})["db"], read_only=True) as opened:
        if pairs:
            found = stories.leaning(*citing_claims(opened))
        else:
            found = stories.joined(stories.circulating(*portion) for portion in citing_portions(opened))
    _output.write([found], wanted, output, views.LEANING if pairs else views.CIRCULAR, limit)
    if not found.height:
        what = "No article here cites another outlet." if pairs else "No claim here goes round between outlets."
        _terminal.notice(what)
