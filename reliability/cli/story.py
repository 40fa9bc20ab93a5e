"""`reliability story`: one story with its timeline, provenance, conflicts and circular reporting."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK


class Shape(StrEnum):
    """How one story is written."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


def story(
    article: Annotated[
        str,
        typer.Argument(
            metavar="STORY", help="Its id, or any article of it: id or the start of it, URL, or title words."
        ),
    ],
    form: Annotated[
        Shape | None,
        typer.Option("--format", "-f", help="How to write it (default: by the name of --out, else table)."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--out", "--output", "-o", metavar="FILE", help="Write here instead of stdout: .html, .json."),
    ] = None,
    db: options.Db = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Rows of each part (table).")] = 20,
) -> None:
    """Show one story: who had it first, who copied and cited whom, and what its articles do not agree on.

    Each claim that several articles make stands with its provenance tree: from its origin, through whom, to which
    articles, copies under what they copy. A claim with a single origin is one report, however many articles tell
    it. Circular reporting is shown with its path and dates, and conflicts side by side: each value with the words
    around it, who gives it, and how many independent origins are behind it.

    Examples:

        reliability story ferry-cpa

        reliability story "hits harbour wall" --out ferry.html

        reliability story ferry-cpa --format json
    """
    from reliability import config, recounting, store
    from reliability.cli import _output
    from reliability.reports.story import RENDER, terminal

    wanted = form or _output.asked(output, Shape)
    _output.check_place(output)
    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        told = recounting.recount(opened, article)
    if wanted is Shape.TABLE:
        with _output.screen(output) as console:
            terminal.render(recounting.in_words(told), console, limit)
        return
    if wanted is Shape.HTML:
        told = recounting.in_words(told)
    with _output.destination(output) as out:
        RENDER[wanted.value](told, out)
