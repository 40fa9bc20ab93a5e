"""Files in object stores: listed, with `*` for any characters of a name, and opened."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, BinaryIO, cast

from reliability.addresses import bare, reason, system, within
from reliability.readers.raw import NoArticlesError

Found = tuple[str, int]
"""Address and bytes of a file."""


def listed(address: str) -> tuple[list[Found], bool]:
    """The files that an address stands for, sorted by name, and whether it is that of a folder or has a `*`.

    Raises:
        NoArticlesError: there is none, or the store does not answer.
    """
    from pyarrow import ArrowException, fs

    place, base = system(address)
    try:
        if "*" in base:
            names = [info for info in _below(place, base.partition("*")[0].rpartition("/")[0]) if _fits(info, base)]
        else:
            here = place.get_file_info(base)
            if here.type == fs.FileType.File:
                return [(address, int(here.size))], False
            names = list(_below(place, base))
    except (ArrowException, OSError) as error:
        raise _unreadable(address, error) from error
    if not names:
        raise NoArticlesError(f"There is nothing at {bare(address)}.", "Check the bucket and the name.")
    return [(within(address, info.path), int(info.size)) for info in sorted(names, key=lambda info: info.path)], True


def opened(address: str, *, seekable: bool = False) -> BinaryIO:
    """The bytes of a file, read as they are asked for: from front to back, or from anywhere.

    Raises:
        NoArticlesError: the store does not hand it over.
    """
    from pyarrow import ArrowException

    place, base = system(address)
    try:
        return cast(BinaryIO, place.open_input_file(base) if seekable else place.open_input_stream(base))
    except (ArrowException, OSError) as error:
        raise _unreadable(address, error) from error


def _below(place: Any, folder: str) -> Iterator[Any]:
    from pyarrow import fs

    for info in place.get_file_info(fs.FileSelector(folder, allow_not_found=True, recursive=True)):
        if info.is_file and info.size and not info.base_name.startswith((".", "_")):
            yield info


def _fits(info: Any, pattern: str) -> bool:
    """A `*` goes no further than a slash."""
    parts, wanted = info.path.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


def _unreadable(address: str, error: Exception) -> NoArticlesError:
    return NoArticlesError(
        f"{bare(address)} cannot be read: {reason(error)}.", "Check the address, the keys and the region."
    )
