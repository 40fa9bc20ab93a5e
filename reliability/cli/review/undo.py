"""`reliability review undo`: takes the last decision back."""

from __future__ import annotations

from reliability.cli import _options as options
from reliability.cli.review import _options as own


def undo(
    article: own.Article,
    reason: own.Reason = "",
    reviewer: own.Reviewer = "",
    admin: own.Admin = False,
    db: options.Db = None,
) -> None:
    """Take the last decision on an article back, with its verdicts on claims; the one before holds again.

    The decision stays on record, and so does this. Another's decision takes an admin.

    Example:

        reliability review undo ferry-torch --reason "Meant the other ferry." --reviewer ruth
    """
    from reliability import config, review, sourcing, store
    from reliability.cli import _terminal
    from reliability.cli.review import _deciding

    settings = config.load({"db": db})
    with store.open_store(settings["db"]) as opened:
        article_id = store.find_article(opened, article)["article_id"].item()
        standing = review.undo(opened, article_id, reason, reviewer, admin=admin)
        _terminal.report_rescored(sourcing.rescore_sources(opened, settings))
    _terminal.notice(_deciding.said(standing))
