"""`reliability schema`: JSON Schema of what the program prints."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.SET_UP


def schema(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Print this one; without it, list all.")] = None,
) -> None:
    """Print the JSON Schema of what a command prints, writes or reads as JSON.

    Rows of `--format jsonl` have one object a line, each as the schema says. Later versions may add keys.

    Examples:

        reliability schema

        reliability schema score > score.schema.json
    """
    import orjson

    from reliability import schemas

    if name is not None:
        typer.echo(orjson.dumps(schemas.document(name), option=orjson.OPT_INDENT_2).decode())
        return
    from rich.table import Table

    from reliability.cli._terminal import console

    table = Table("Schema", "Of", box=None, pad_edge=False, header_style="bold")
    for output in schemas.OUTPUTS.values():
        table.add_row(output.name, "\n".join(f"reliability {command}" for command in output.commands))
    console().print(table)
