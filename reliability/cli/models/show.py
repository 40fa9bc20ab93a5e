"""`reliability models show`: the card of a model."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class CardFormat(StrEnum):
    """How to write a card."""

    MD = "md"
    JSONL = "jsonl"


def show(
    name: Annotated[str, typer.Argument(metavar="ID|FOLDER", help="The model; see `reliability models list`.")],
    form: Annotated[CardFormat, typer.Option("--format", "-f", help="The card, or all it is made from.")] = (
        CardFormat.MD
    ),
) -> None:
    """Show the card of a model: what it is for, what it learned from, how good it is, where it fails.

    Example:

        reliability models show 2026-11-23-ridge
    """
    from reliability import config
    from reliability.cli.models import _at_hand
    from reliability.errors import ReliabilityError

    entry = _at_hand.entry_of(name, config.load())
    if form is CardFormat.JSONL:
        import orjson

        heavy = ("words", "prefixes", "suffixes")  # what a claims model knows, thousands of entries
        typer.echo(orjson.dumps({k: v for k, v in entry.about.items() if k not in heavy}).decode())
        return
    try:
        card = (entry.folder / "CARD.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReliabilityError(f"{entry.folder} has no card that can be read.", "Try --format jsonl.") from error
    typer.echo("".join(char for char in card if char.isprintable() or char == "\n"))
