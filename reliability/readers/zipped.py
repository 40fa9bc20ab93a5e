"""ZIP containers with bounds: how many files, how large unpacked, no path that leads anywhere."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_FILES = 10_000
LARGEST = 100_000_000  # bytes, packed
LARGEST_UNPACKED = 400_000_000  # bytes of all files together
START = b"PK\x03\x04"


class ContainerError(Exception):
    """A container that is damaged or beyond its bounds, for a reason that a person understands."""


def opened(data: bytes) -> ZipFile:
    """The container in `data`, all of whose files together are no larger than LARGEST_UNPACKED.

    Raises:
        ContainerError: it is damaged, or holds more than it may. What its directory claims is enforced while reading.
    """
    try:
        container = ZipFile(BytesIO(data))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ContainerError(f"The file is damaged ({error}).") from error
    if len(container.infolist()) > MOST_FILES:
        raise ContainerError(f"The file holds more than {MOST_FILES:,} parts.")
    if sum(part.file_size for part in container.infolist()) > LARGEST_UNPACKED:
        raise ContainerError(f"The file unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB.")
    return container


def part(container: ZipFile, name: str, limit: int) -> bytes:
    """One file of a container.

    Raises:
        ContainerError: it is not there, damaged, or larger than `limit` bytes.
    """
    try:
        with container.open(name) as file:
            data = file.read(limit + 1)
    except (KeyError, BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise ContainerError(f"Its part '{name[:100]}' cannot be read ({error}).") from error
    if len(data) > limit:
        raise ContainerError(f"Its part '{name[:100]}' is larger than {limit // 1_000_000} MB.")
    return data
