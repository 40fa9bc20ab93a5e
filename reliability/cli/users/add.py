"""`reliability users add`: somebody who may sign in."""

from __future__ import annotations

from reliability.cli import _options as options
from reliability.cli.users import _options as own


def add(
    name: own.Name, role: own.RoleOf = own.Role.READER, stdin: own.FromStdin = False, db: options.Db = None
) -> None:
    """Add a user, who can then sign in to the review pages. The password is asked for twice and not shown.

    A password has 12 characters or more and does not hold the name. It is never stored, only its Argon2id hash.

    Example:

        reliability users add ruth --role reviewer
    """
    from reliability import config, store
    from reliability.access import users
    from reliability.cli import _terminal

    password = own.new_password(stdin)
    with store.open_store(config.load({"db": db})["db"]) as opened:
        kept = users.add(opened, name, role.value, password, own.whoever())
    _terminal.notice(f"{kept} may sign in as {role.value}.")
