"""`reliability webhooks test`: whether messages arrive."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options


def test(
    webhook: Annotated[str, typer.Argument(metavar="ID", help="Its id; see `reliability webhooks list`.")],
    db: options.Db = None,
) -> None:
    """Send a webhook a test message now, and say what it answered. Exit 1 where it did not take it.

    Example:

        reliability webhooks test 1f2e3d4c
    """
    from reliability import config, notifying, store
    from reliability.cli import _terminal

    with store.open_store(config.load({"db": db})["db"]) as opened:
        outcome = notifying.test(opened, webhook)
    if not outcome.delivered:
        _terminal.notice(f"The webhook {webhook} did not take the message: {outcome.answer}.")
        raise typer.Exit(1)
    _terminal.notice(f"The webhook {webhook} took the message: {outcome.answer}.")
