"""`reliability users enable`: let a user in again."""

from __future__ import annotations

from reliability.cli import _options as options
from reliability.cli.users import _options as own


def enable(name: own.Name, db: options.Db = None) -> None:
    """Let a user who was shut out sign in again, with the password as before.

    Example:

        reliability users enable ruth
    """
    from reliability import config, store
    from reliability.access import users
    from reliability.cli import _terminal

    with store.open_store(config.load({"db": db})["db"]) as opened:
        users.enable(opened, name, own.whoever())
    _terminal.notice(f"{name} may sign in again.")
