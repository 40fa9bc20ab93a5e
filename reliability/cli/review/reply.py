"""`reliability review reply`: what a publisher says to its score."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options
from reliability.cli.review import _options as own


def reply(
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="The article that it is about; or give --source.")
    ] = None,
    who: Annotated[str, typer.Option("--from", metavar="NAME", help="Who replied.")] = "",
    text: Annotated[str, typer.Option("--text", help="What they said.")] = "",
    source: Annotated[str | None, typer.Option("--source", help="The publisher that it is about.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where the reply was published.")] = None,
    received: Annotated[str | None, typer.Option("--received", metavar="DATE", help="When it came in.")] = None,
    reviewer: own.Reviewer = "",
    db: options.Db = None,
) -> None:
    """Record a publisher's reply. It is shown beside the article or the source, and changes no score.

    Example:

        reliability review reply ferry-torch --from "Harbour Post" --text "We corrected the toll at noon."
    """
    from reliability import config, review, store
    from reliability.cli import _terminal

    at = review.read_time(received, "received")
    with store.open_store(config.load({"db": db})["db"]) as opened:
        article_id = store.find_article(opened, article)["article_id"].item() if article is not None else None
        review.reply(opened, who, text, reviewer, article_id=article_id, source=source, url=url, received_at=at)
    _terminal.notice(f"{article_id or source}: reply recorded")
