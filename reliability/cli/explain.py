"""`reliability explain`: one article with the reasons for its score, its claims, chains and flags."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK


class Shape(StrEnum):
    """How one explained article is written."""

    TABLE = "table"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"


def explain(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its id or the start of it, its URL, or title words.")
    ],
    db: options.Db = None,
    form: Annotated[
        Shape | None,
        typer.Option("--format", "-f", help="How to write it (default: by the name of --output, else table)."),
    ] = None,
    output: options.Output = None,
    every: Annotated[bool, typer.Option("--all", help="Every feature's part, not only the reasons' (table).")] = False,
    model: options.ModelFolder = None,
    suites: options.SuiteFolders = None,
) -> None:
    """Show why one article has its score: what speaks for and against it, where, and what its author could do.

    Each reason names what was seen, points at sentences and says how many points of the score it makes. Then come
    the flags, who says what through whom, all reasons from the start to the score, and the text with its claims.

    Examples:

        reliability explain tunnel-courier

        reliability explain "tunnel annex" --all

        reliability explain tunnel-courier --output tunnel.html
    """
    from reliability import config, explaining, store
    from reliability.cli import _output
    from reliability.reports import explained_files, explanation

    settings = config.load({"db": db, "model": model, "suites": suites})
    wanted = form or _output.asked(output, Shape)
    _output.check_place(output)
    with store.open_store(settings["db"], read_only=True) as opened:
        found = explaining.explain(opened, article, settings)
    if wanted is Shape.TABLE:
        with _output.screen(output) as console:
            explanation.render(found, console, every=every)
        return
    with _output.destination(output) as out:
        explained_files.RENDER[wanted.value](found, out)
