"""`reliability review release`: back to the queue, without a decision."""

from __future__ import annotations

from reliability.cli import _options as options
from reliability.cli.review import _options as own


def release(
    article: own.Article,
    reviewer: own.Reviewer = "",
    admin: own.Admin = False,
    reason: own.Reason = "",
    db: options.Db = None,
) -> None:
    """Give a taken article back to the queue.

    Example:

        reliability review release ferry-torch --reviewer ruth
    """
    from reliability import config, review, store
    from reliability.cli import _terminal
    from reliability.cli.review import _deciding

    with store.open_store(config.load({"db": db})["db"]) as opened:
        article_id = store.find_article(opened, article)["article_id"].item()
        standing = review.release(opened, article_id, reviewer, reason=reason, admin=admin)
    _terminal.notice(_deciding.said(standing))
