"""`reliability explain`: one article with its claims, chains, flags and the reasons for its score."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK


def explain(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its id or the start of it, its URL, or title words.")
    ],
    db: options.Db = None,
) -> None:
    """Show one scored article: each claim marked, its chain, the flags at their place, and why the score is so.

    Examples:

        reliability explain tunnel-courier

        reliability explain "tunnel annex"
    """
    from reliability import config, store
    from reliability.cli._terminal import console
    from reliability.reports import explanation

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        dossier = store.dossier(opened, article)
    explanation.render(dossier, console())
