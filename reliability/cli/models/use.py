"""`reliability models use`: the model that scores from now on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reliability.scoring.catalogue import Entry


def use(
    name: Annotated[str, typer.Argument(metavar="shipped|ID|FOLDER", help="The model; see `reliability models list`.")],
) -> None:
    """Score with this model from now on, in this folder: writes the setting into its reliability.toml.

    A claims model becomes the setting `claims_model`. `shipped` takes the setting `model` out again. Everything else in
    the file stays as it is. Articles that another model scored keep their scores until `reliability rescore`.

    Examples:

        reliability models use 2026-11-23-ridge

        reliability models use shipped
    """
    import os

    from reliability import config, pipeline
    from reliability.claims.model import open_model
    from reliability.cli import _terminal
    from reliability.cli.models import _at_hand
    from reliability.scoring import catalogue

    setting, value, now = "model", None, "the newest shipped one"
    if name != "shipped":
        entry = _at_hand.entry_of(name, config.load({"model": ""}))
        if entry.kind == catalogue.CLAIMS:
            open_model(entry.folder)
            setting = "claims_model"
        else:
            pipeline.open_model(str(entry.folder))
        value = now = _shortest(entry)
    before = config.load({})[setting] or "the newest shipped one"
    path = config.remember(setting, value)
    _terminal.notice(f"{path}: {setting} is now {now} (before: {before}).")
    variable = config.PREFIX + setting.upper()
    if variable in os.environ:
        _terminal.notice(f"The environment has {variable}={os.environ[variable]}, which is stronger.")
    if setting == "model":
        _terminal.notice("Articles that were scored before keep their scores until: reliability rescore")


def _shortest(entry: Entry) -> str:
    """The id where that is enough to find the model again, else its folder."""
    from reliability.errors import ReliabilityError
    from reliability.scoring import catalogue

    try:
        if entry.kind == catalogue.SCORES and catalogue.find(entry.id).resolve() == entry.folder.resolve():
            return entry.id
    except ReliabilityError:
        pass
    here, folder = Path.cwd(), entry.folder.resolve()
    return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)
