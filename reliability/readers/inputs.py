"""Files, folders and standard input -> the list of what is read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reliability.addresses import bare, is_address
from reliability.errors import ReliabilityError
from reliability.readers.raw import NoArticlesError
from reliability.readers.stores import listed, opened

STDIN = "-"
ABOUT = re.compile(r"(readme|licen[cs]e|copying|notice|changelog)(\.(md|txt|rst))?$", re.IGNORECASE)
"""Files that speak of a folder and are no articles, though they hold text."""


@dataclass(frozen=True)
class Span:
    """A piece of a file: bytes of whole lines from `start` up to `end`, or row groups.

    Args:
        form: name of the file's format.
        start: the first byte or row group.
        end: the one behind the last.
        first: records of the file before it.
    """

    form: str
    start: int
    end: int
    first: int


@dataclass(frozen=True)
class Item:
    """One thing to read. `size` is None where it cannot be known, as of standard input.

    `path` is set for what is on this machine's disks, `address` for what is in an object store, `span` where only a
    piece of it is to be read.
    """

    name: str
    path: Path | None
    size: int | None
    in_folder: bool = False
    address: str | None = None
    span: Span | None = None


def expand(inputs: Sequence[str]) -> list[Item]:
    """Return what `inputs` stand for: folders sorted, with what is in them, hidden files and READMEs left out.

    An input may be an address of an object store, or have a `*` where no file has that very name.

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
    if is_address(given):
        found, several = listed(given)
        kept = [each for each in found if not several or not ABOUT.match(bare(each[0]).rpartition("/")[2])]
        return [Item(bare(address), None, size, several, address) for address, size in kept]
    path = Path(given)
    try:
        if path.is_dir():
            return _folder(path)
        if not path.exists():
            if "*" in given and (files := _matching(path)):
                return [item for file in files for item in _expand(str(file))]
            raise ReliabilityError(f"There is no file or folder '{given}'.", "Check the name and where you are.")
        return [Item(given, path, path.stat().st_size if path.is_file() else None)]
    except (OSError, ValueError) as error:
        raise unreadable(given, error) from error


def _matching(pattern: Path) -> list[Path]:
    """The files and folders that a path with a `*` stands for."""
    return sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))


def open_item(item: Item, stdin: BinaryIO | None = None, *, seekable: bool = False) -> BinaryIO:
    """The bytes of an input; whoever opens one closes it, but for standard input.

    Args:
        item: the input.
        stdin: what `-` stands for.
        seekable: whether it is not read from front to back; a file of an object store takes a request for each piece.

    Raises:
        OSError: the system does not hand it over.
        NoArticlesError: an object store does not.
    """
    if item.address is not None:
        return opened(item.address, seekable=seekable)
    return item.path.open("rb") if item.path is not None else (stdin or sys.stdin.buffer)


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
