"""`reliability tokens revoke`: a token that opens nothing any more."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options
from reliability.cli.users import _options as own


def revoke(
    token: Annotated[str, typer.Argument(metavar="ID|NAME", help="Its id or name; see `reliability tokens list`.")],
    db: options.Db = None,
) -> None:
    """Revoke a token at once.

    Example:

        reliability tokens revoke cms
    """
    from reliability import config, store
    from reliability.access import tokens
    from reliability.cli import _terminal

    with store.open_store(config.load({"db": db})["db"]) as opened:
        gone = tokens.revoke(opened, token, own.whoever())
    _terminal.notice(f"The token {gone} is revoked.")
