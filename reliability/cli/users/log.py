"""`reliability users log`: what was done, by whom."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options


def log(
    actor: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="Only what this user did; `token:NAME` for a token.")
    ] = None,
    action: Annotated[str | None, typer.Option("--what", metavar="ACTION", help="Only this, such as sign-in.")] = None,
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    limit: options.Limit = 40,
    latest: Annotated[int, typer.Option("--latest", min=1, help="Entries that are read, newest first.")] = 1_000,
) -> None:
    """List what was done over the web and to users and tokens, newest first: when, by whom, from where, what.

    Entries are only ever added. They hold neither passwords nor tokens.

    Example:

        reliability users log --what "sign-in refused"
    """
    from reliability import config, store
    from reliability.cli import _output
    from reliability.reports import views

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        _output.write([store.audit_log(opened, latest, actor, action)], form, output, views.AUDIT_LOG, limit)
