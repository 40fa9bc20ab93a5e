"""`reliability users password`: a new password."""

from __future__ import annotations

from reliability.cli import _options as options
from reliability.cli.users import _options as own


def password(name: own.Name, stdin: own.FromStdin = False, db: options.Db = None) -> None:
    """Give a user a new password, and end every sign-in made with the old one.

    Example:

        reliability users password ruth
    """
    from reliability import config, store
    from reliability.access import users
    from reliability.cli import _terminal

    with store.open_store(config.load({"db": db})["db"]) as opened:
        users.found(opened, name)  # before anybody types a password for nobody
        users.set_password(opened, name, own.new_password(stdin), own.whoever())
    _terminal.notice(f"{name} has a new password and must sign in again.")
