"""`reliability webhooks remove`: an address that is told nothing any more."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options


def remove(
    webhook: Annotated[str, typer.Argument(metavar="ID", help="Its id; see `reliability webhooks list`.")],
    db: options.Db = None,
) -> None:
    """Remove a webhook, with the messages that wait for it.

    Example:

        reliability webhooks remove 1f2e3d4c
    """
    from reliability import access, config, notifying, store
    from reliability.cli import _terminal
    from reliability.cli.users import _options as own

    with store.open_store(config.load({"db": db})["db"]) as opened:
        notifying.remove(opened, webhook)
        store.add_events(opened, access.event(own.whoever(), "webhook removed", webhook, ""))
    _terminal.notice(f"The webhook {webhook} is removed.")
