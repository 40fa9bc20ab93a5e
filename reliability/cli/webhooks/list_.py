"""`reliability webhooks list`: the webhooks."""

from __future__ import annotations

from reliability.cli import _options as options


def list_(
    form: options.As = None, output: options.Output = None, db: options.Db = None, limit: options.Limit = 40
) -> None:
    """List the webhooks with how many messages arrived, wait and were given up. Secrets are never shown.

    Example:

        reliability webhooks list --format jsonl
    """
    from reliability import config, store
    from reliability.cli import _output
    from reliability.reports import views

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        _output.write([store.webhooks(opened)], form, output, views.WEBHOOKS, limit)
