"""`reliability users disable`: shut a user out."""

from __future__ import annotations

from reliability.cli import _options as options
from reliability.cli.users import _options as own


def disable(name: own.Name, db: options.Db = None) -> None:
    """Shut a user out, and end where the user is signed in. What the user decided stays.

    Example:

        reliability users disable ruth
    """
    from reliability import config, store
    from reliability.access import users
    from reliability.cli import _terminal

    with store.open_store(config.load({"db": db})["db"]) as opened:
        users.disable(opened, name, own.whoever())
    _terminal.notice(f"{name} is shut out.")
