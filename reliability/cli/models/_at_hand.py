"""The models at hand as rows, and one of them by its name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from reliability.errors import ReliabilityError
from reliability.scoring import catalogue

if TYPE_CHECKING:
    from reliability.config import Config

COLUMNS = {
    "id": pl.String,
    "kind": pl.String,
    "date": pl.String,
    "articles": pl.Int64,
    "sources": pl.Int64,
    **dict.fromkeys(catalogue.FIGURES, pl.Float64),
    "folder": pl.String,
    "in_use": pl.Boolean,
    "problem": pl.String,
}


def rows(settings: Config, extra: Iterable[Path] = ()) -> list[dict[str, Any]]:
    """One row per model, in the columns of COLUMNS."""
    used = {folder.resolve() for folder in in_use(settings)}
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "date": entry.day,
            "articles": entry.learned("articles"),
            "sources": entry.learned("sources"),
            **{name: entry.figure(name) for name in catalogue.FIGURES},
            "folder": str(entry.folder),
            "in_use": entry.folder.resolve() in used,
            "problem": entry.problem,
        }
        for entry in catalogue.listed([*extra, *places(settings)])
    ]


def in_use(settings: Config) -> list[Path]:
    """The folders of the scoring model and of the claims model in force; one that is not there is left out."""
    found = []
    for look in (_scores, _claims):
        try:
            found.append(look(settings))
        except ReliabilityError:
            continue
    return found


def _scores(settings: Config) -> Path:
    return catalogue.open_model(settings["model"]).folder


def _claims(settings: Config) -> Path:
    from reliability.claims.model import KINDS, shipped

    name = settings["claims_model"]
    return shipped(name) if name in KINDS else Path(name)


def places(settings: Config) -> list[Path]:
    """Where the models in use lie, beside the usual places."""
    return [Path(name).parent for name in (settings["model"], settings["claims_model"]) if Path(name).parent != Path()]


def entry_of(name: str, settings: Config) -> catalogue.Entry:
    """The model of this id or folder.

    Raises:
        ReliabilityError: there is none.
    """
    found = catalogue.listed([*([Path(name)] if Path(name).is_dir() else []), *places(settings)])
    for entry in found:
        if entry.folder.resolve() == Path(name).resolve():
            return entry
    for entry in found:
        if entry.id == name:
            return entry
    raise ReliabilityError(f"There is no model '{name}'.", "See `reliability models list`, or give a folder.")
