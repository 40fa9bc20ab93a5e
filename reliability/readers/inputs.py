"""Files, folders and standard input -> the list of what is read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reliability.errors import ReliabilityError
from reliability.readers.raw import NoArticlesError

STDIN = "-"
ABOUT = re.compile(r"(readme|licen[cs]e|copying|notice|changelog)(\.(md|txt|rst))?$", re.IGNORECASE)
"""Files that speak of a folder and are no articles, though they hold text."""


@dataclass(frozen=True)
class Item:
    """One thing to read. `size` is None where it cannot be known, as of standard input."""

    name: str
    path: Path | None
    size: int | None
    in_folder: bool = False


def expand(inputs: Sequence[str]) -> list[Item]:
    """Return what `inputs` stand for: folders sorted, with what is in them, hidden files and READMEs left out.

    Raises:
        ReliabilityError: nothing was given, an input does not exist, cannot be read, or is a folder without files.
    """
    if not inputs:
        raise ReliabilityError("No input was given.", "Name a file or a folder, or '-' for standard input.")
    if list(inputs).count(STDIN) > 1:
        raise ReliabilityError("Standard input was given twice.", "Name '-' once.")
    return [item for given in inputs for item in _expand(given)]


def _expand(given: str) -> list[Item]:
    if given == STDIN:
        return [Item(STDIN, None, None)]
    path = Path(given)
    try:
        if path.is_dir():
            return _folder(path)
        if not path.exists():
            raise ReliabilityError(f"There is no file or folder '{given}'.", "Check the name and where you are.")
        return [Item(given, path, path.stat().st_size if path.is_file() else None)]
    except (OSError, ValueError) as error:
        raise unreadable(given, error) from error


def unreadable(name: str, error: Exception) -> NoArticlesError:
    """The error for an input that the operating system does not hand over."""
    reason = (isinstance(error, OSError) and error.strerror) or str(error)
    return NoArticlesError(f"{name} cannot be read: {reason}.", "Check that the file is whole and yours to read.")


def _folder(path: Path) -> list[Item]:
    items = [Item(str(file), file, file.stat().st_size, in_folder=True) for file in _files(path)]
    if not items:
        raise ReliabilityError(f"The folder '{path}' holds no files.", "Hidden files do not count.")
    return items


def _files(path: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and not ABOUT.match(name) and file.is_file():
                yield file
