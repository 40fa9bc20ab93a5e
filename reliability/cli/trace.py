"""`reliability trace`: who said a thing first, and how it spread."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK


def trace(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="A quotation, a piece of one, or a claim in your own words.")
    ],
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="MOMENT", help="Show tellings since 2026-03-01, or of the last 36h, 7d, 2w."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="Show tellings of this publisher, speaker or intermediary."),
    ] = None,
    limit: options.Limit = 40,
    quiet: options.Quiet = False,
) -> None:
    """Search all stored claims for a quotation or claim: who said it first, and how it spread.

    Claims that say the same stand together, those that fit best first. Each telling names its outlet, the way from
    the origin to it, and where its words differ; the earliest one is marked, as far as this database knows. Copies
    and relays are told as such and do not count as independent origins. Articles without a usable date come last.

    Marks and capitals do not matter. Four words or more are also found with a few of them changed, and claims in
    other words where most of their names, numbers and telling words are shared. --since and --source choose what is
    shown; what came first is judged over all tellings.

    Examples:

        reliability trace "I have not read the annex"

        reliability trace "mayor had not read the tunnel annex" --source "Brennick Courier"

        reliability trace "not a single inspector" --format jsonl --output tellings.jsonl
    """
    from reliability import config, tracing
    from reliability.cli import _output, _searching
    from reliability.reports import timeline, views

    wanted = form or _output.asked(output, options.Format)
    _output.check_place(output)
    with _searching.searchable(config.load({"db": db})["db"], quiet=quiet) as opened:
        found = tracing.trace(opened, " ".join(words))
        shown = _searching.chosen(found, since, source)
        if wanted is options.Format.TABLE and shown.height:
            with _output.screen(output) as console:
                timeline.render(shown, console, limit)
        elif wanted is not options.Format.TABLE:
            _output.write([shown], wanted, output, views.TRACE, limit)
        if not shown.height:
            _searching.report_nothing(opened, found, quiet=quiet)
