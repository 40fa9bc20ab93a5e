"""`reliability models list`: versions side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reliability.cli import _options as options

FOLDERS = "Further folders to look in, such as the --out of a training."


def list_(
    folders: Annotated[list[Path] | None, typer.Argument(metavar="[FOLDER]", help=FOLDERS, show_default=False)] = None,
    form: options.As = None,
    output: options.Output = None,
    limit: options.Limit = 40,
) -> None:
    """List the models at hand with what they learned from and the key figures of their cards; `*` is in use.

    Looked through are `models/` in this folder, the shipped models, and the folder of the one in use. The figures are
    of held-out sources: rank correlation with the ratings, AUC of the worst 30 %, mean absolute error.

    Example:

        reliability models list --format jsonl
    """
    import polars as pl

    from reliability import config
    from reliability.cli import _output
    from reliability.cli.models import _at_hand
    from reliability.reports import views

    rows = _at_hand.rows(config.load(), folders or [])
    frame = pl.DataFrame([{name: row[name] for name in _at_hand.COLUMNS} for row in rows], schema=_at_hand.COLUMNS)
    _output.write([frame], form, output, views.MODELS, limit)
