"""`reliability tokens add`: a token for a program."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options
from reliability.cli.users import _options as own


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is for, such as cms.")],
    role: own.RoleOf = own.Role.READER,
    days: Annotated[int, typer.Option("--days", min=1, max=3_650, help="How long it holds.")] = 365,
    db: options.Db = None,
) -> None:
    """Make a token and print it, once: only its hash is stored. What it does stands in the log as `token:NAME`.

    Example:

        reliability tokens add cms --role reviewer --days 90

        curl --header "Authorization: Bearer rel_..." http://127.0.0.1:8000/api/v1/articles
    """
    from reliability import config, store
    from reliability.access import tokens
    from reliability.cli import _terminal

    with store.open_store(config.load({"db": db})["db"]) as opened:
        token = tokens.issue(opened, name, role.value, own.whoever(), days)
    typer.echo(token)
    _terminal.notice("Keep it now: it cannot be shown again.")
