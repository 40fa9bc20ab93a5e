"""`reliability stories`: articles about one event, their copies and independent origins."""

from __future__ import annotations

from reliability.cli import _options as options

PANEL = options.LOOK


def stories(
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    limit: options.Limit = 40,
) -> None:
    """List stories: which articles tell one event, which copy each other, how many independent origins there are.

    Example:

        reliability stories --format jsonl
    """
    from reliability import config, store
    from reliability.cli import _output
    from reliability.reports import views

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        _output.write(store.stories(opened), form, output, views.STORIES, limit)
