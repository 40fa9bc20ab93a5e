"""`reliability webhooks deliveries`: what became of messages."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options


def deliveries(
    webhook: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only those of this webhook.")] = None,
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    limit: options.Limit = 40,
) -> None:
    """List messages, the latest first: delivered, waiting or given up, how often sent, and the last answer.

    Records of messages that are delivered or given up are kept for 30 days.

    Example:

        reliability webhooks deliveries --limit 10
    """
    from reliability import config, store
    from reliability.cli import _output
    from reliability.reports import views

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        _output.write([store.deliveries(opened, webhook, 10_000)], form, output, views.DELIVERIES, limit)
