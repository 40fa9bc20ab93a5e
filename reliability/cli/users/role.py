"""`reliability users role`: what a user may do."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options
from reliability.cli.users import _options as own


def role(
    name: own.Name,
    new: Annotated[own.Role, typer.Argument(metavar="reader|reviewer|admin", help="The new role.")],
    db: options.Db = None,
) -> None:
    """Give a user another role. It holds from the next page on.

    Example:

        reliability users role ruth admin
    """
    from reliability import config, store
    from reliability.access import users
    from reliability.cli import _terminal

    with store.open_store(config.load({"db": db})["db"]) as opened:
        users.set_role(opened, name, new.value, own.whoever())
    _terminal.notice(f"{name} is {new.value}.")
