"""`reliability config`: the settings in force."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.SET_UP


def config(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show every setting, its value and where that comes from.

    A setting is read from `reliability.toml` in this folder, then from the environment (RELIABILITY_DB), then from
    the option of a command; the later one wins. The file may add outlets to those the program knows:

        [[outlets]]

        name = "Harbour Post"

        domain = "harbour-post.example"

        aliases = ["HP"]

    and silence flags of a source, with a reason (see docs/suites.md):

        [[silence]]

        code = "COM002"

        source = "harbour-post.example"

        reason = "a wire desk: it never has bylines"

        until = 2030-12-31

    Example:

        reliability config --json
    """
    from reliability import config as settings

    loaded = settings.load()
    if as_json:
        import orjson

        typer.echo(
            orjson.dumps({**loaded.values, "outlets": list(loaded.outlets), "silence": list(loaded.silences)}).decode()
        )
        return
    from rich.table import Table

    from reliability.cli._terminal import console

    table = Table("Setting", "Value", "From", "Meaning", box=None, pad_edge=False, header_style="bold")
    for setting in settings.SETTINGS:
        value = loaded[setting.name]
        table.add_row(setting.name, str(value), loaded.origins[setting.name], setting.help)
    console().print(table)
