"""`reliability sources ratings`: the rating lists that were imported."""

from __future__ import annotations

from reliability.cli import _options as options


def ratings(
    form: options.As = None, output: options.Output = None, db: options.Db = None, limit: options.Limit = 40
) -> None:
    """List the imported rating lists: how many domains each rates, how many of them are sources here, and its error.

    Example:

        reliability sources ratings
    """
    from reliability import config, store
    from reliability.cli import _output
    from reliability.reports import views

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        _output.write([store.rating_lists(opened)], form, output, views.RATING_LISTS, limit)
