"""`reliability review history`: all that happened to an article at the desk."""

from __future__ import annotations

from reliability.cli import _options as options
from reliability.cli.review import _options as own


def history(
    article: own.Article,
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    limit: options.Limit = 100,
) -> None:
    """List who took an article, what was decided and undone, and what its publisher said, the earliest first.

    Example:

        reliability review history ferry-torch
    """
    from reliability import config, review, store
    from reliability.cli import _output, _terminal
    from reliability.cli.review import _deciding
    from reliability.reports import views

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        article_id = store.find_article(opened, article)["article_id"].item()
        _output.write([review.history(opened, article_id)], form, output, views.HISTORY, limit)
        _terminal.notice(_deciding.said(review.state(opened, article_id)))
