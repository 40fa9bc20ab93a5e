"""`reliability tokens list`: the tokens."""

from __future__ import annotations

from reliability.cli import _options as options


def list_(
    form: options.As = None, output: options.Output = None, db: options.Db = None, limit: options.Limit = 40
) -> None:
    """List the tokens: id, role, who made them, when they were last used, and whether they hold.

    Example:

        reliability tokens list --format jsonl
    """
    from reliability import config, store
    from reliability.cli import _output
    from reliability.reports import views

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        _output.write([store.api_tokens(opened)], form, output, views.API_TOKENS, limit)
