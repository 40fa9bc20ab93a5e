"""`reliability review take`: so that nobody else works on it."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options
from reliability.cli.review import _options as own


def take(
    article: own.Article,
    reviewer: own.Reviewer = "",
    minutes: Annotated[
        int | None, typer.Option("--minutes", min=1, max=10_080, help="For how long (default: take_minutes).")
    ] = None,
    admin: own.Admin = False,
    reason: own.Reason = "",
    db: options.Db = None,
) -> None:
    """Take an article for review: nobody else can take it or decide on it until the time has run out.

    Take it again for more time. An admin may take it over from another reviewer, with a reason.

    Example:

        reliability review take ferry-torch --reviewer ruth
    """
    from reliability import config, review, store
    from reliability.cli import _terminal
    from reliability.cli.review import _deciding

    settings = config.load({"db": db, "take_minutes": minutes})
    with store.open_store(settings["db"]) as opened:
        article_id = store.find_article(opened, article)["article_id"].item()
        most = settings["take_minutes"]
        standing = review.take(opened, article_id, reviewer, minutes=most, reason=reason, admin=admin)
    _terminal.notice(_deciding.said(standing))
