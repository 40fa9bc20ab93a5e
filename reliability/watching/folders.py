"""A watched folder: its files that are new or have changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import polars as pl

from reliability import readers, records, store
from reliability.errors import ReliabilityError
from reliability.watching.found import Found

SETTLED = 2.0  # seconds since the last change: who writes a file may not be done with it
AT_ONCE = 500  # files of one look
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".swp", "~")


def look(place: str, opened: store.Reader, chunk: int, now: datetime) -> Found:
    """Read the files of a folder that are not done: at most AT_ONCE, the oldest first.

    Args:
        place: the folder.
        opened: where it stands what is done.
        chunk: articles of an intake at most.
        now: the time of this look.

    Raises:
        ReliabilityError: the folder is gone.
    """
    if not Path(place).is_dir():
        raise ReliabilityError(f"The folder {place} is gone.", "Make it again, or watch another one.")
    files = sorted(_files(place), key=lambda file: file[2])
    rows = pl.DataFrame(
        [(place, name, mark) for name, mark, _ in files],
        schema={"place": pl.String, "item": pl.String, "mark": pl.String},
        orient="row",
    )
    todo = store.undone(opened, rows) if files else rows
    found = Found(waiting=max(0, todo.height - AT_ONCE))
    for _, name, mark in todo.head(AT_ONCE).iter_rows():
        found.intakes += _read(name, chunk)
        found.done(place, name, now, mark)
    return found


def _files(place: str) -> Iterator[tuple[str, str, float]]:
    """Path, mark and time of change of each file that is whole."""
    settled = time.time() - SETTLED
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(".") or name.endswith(_UNFINISHED):
                continue
            path = os.path.join(folder, name)  # noqa: PTH118 - pathlib takes four times as long over a full folder
            try:
                state = os.stat(path)  # noqa: PTH116
            except OSError:
                continue
            if state.st_mtime <= settled:
                yield path, f"{state.st_size}:{state.st_mtime_ns}", state.st_mtime


def _read(name: str, chunk: int) -> list[readers.Intake]:
    """What is in a file; one that holds no article is set aside with its reason."""
    try:
        return list(readers.read([name], chunk=chunk))
    except ReliabilityError as error:
        reject = {"input": name, "record": 0, "reason": error.message, "excerpt": ""}
        return [readers.Intake(records.ARTICLES.empty(), records.REJECTS.frame([reject]), None)]
