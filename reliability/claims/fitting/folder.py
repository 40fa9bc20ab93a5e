"""The folder of a model in the making: it has its name only when it is finished."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reliability.claims.model import SETTINGS
from reliability.errors import ReliabilityError


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A place beside a folder to write its files into; it becomes the folder at the end, and vanishes after an error.

    Raises:
        ReliabilityError: the folder is there already, or there can be none.
    """
    if folder.exists():
        raise ReliabilityError(f"{folder} is there already.", "Give another name, or move that folder away.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = TemporaryDirectory(prefix=".unfinished-", dir=folder.parent)
    except OSError as error:
        raise ReliabilityError(
            f"{folder} cannot be written: {error.strerror}.", "Give a folder that you may write to."
        ) from error
    with beside as name:
        place = Path(name) / folder.name
        place.mkdir()
        yield place
        place.rename(folder)


def write_settings(folder: Path, settings: Mapping[str, Any]) -> None:
    """Write the settings of a model."""
    (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False) + "\n", encoding="utf-8")
