"""`reliability doctor`: is this installation sound?"""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.SET_UP


def doctor(
    db: options.Db = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per check.")] = False,
) -> None:
    """Check the installation, optional parts, settings, models, database and disk; say what is wrong and what to do.

    Exits with status 1 when something is wrong. `-` marks what is missing and not needed by the settings in force.

    Examples:

        reliability doctor

        reliability doctor --db desk.duckdb --json
    """
    from reliability.cli import _checkup
    from reliability.cli._terminal import console

    found = list(_checkup.examine({"db": db}))
    if as_json:
        import orjson

        for check in found:
            typer.echo(orjson.dumps(check).decode())
    else:
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, show_header=False, pad_edge=False)
        marks = {True: Text("ok", style="green"), False: Text("wrong", style="bold red"), None: Text("-", style="dim")}
        for check in found:
            table.add_row(marks[check.ok], check.name, Text(check.found))
        console().print(table)
    if any(check.ok is False for check in found):
        raise typer.Exit(1)
