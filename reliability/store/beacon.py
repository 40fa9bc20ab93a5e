"""The file beside a database that tells other processes of this user where the process that holds it listens."""

from __future__ import annotations

import json
import os
import socket
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from reliability.errors import ReliabilityError

SUFFIX = ".serving"


@dataclass(frozen=True)
class Beacon:
    """Where to reach the holder, and the key that shows one may."""

    address: str
    port: int
    """Of a loopback address; 0 where `address` is a Unix socket or a Windows pipe."""

    pid: int
    key: str

    @property
    def place(self) -> str | tuple[str, int]:
        """The address as `multiprocessing.connection` takes it."""
        return (self.address, self.port) if self.port else self.address


def write(database: str, beacon: Beacon) -> None:
    """Write the file whole, readable by this user only.

    Raises:
        ReliabilityError: the folder cannot be written.
    """
    place = _place(database)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)  # made with mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(asdict(beacon), out)
            Path(name).replace(place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ReliabilityError(
            f"{place} cannot be written: {error.strerror}.", "Make its folder writable, or use another --db."
        ) from error


def read(database: str) -> Beacon | None:
    """What the file says; None where there is none, it is not this user's, or it says nothing of use."""
    place = _place(database)
    try:
        if hasattr(os, "getuid") and place.stat().st_uid != os.getuid():
            return None  # another user's could lead to a process that collects what it is sent
        found = json.loads(place.read_bytes()[:10_000])
        return Beacon(str(found["address"]), int(found["port"]), int(found["pid"]), str(found["key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def served(database: str) -> bool | None:
    """Whether the process that the file names answers; None where there is no file, or that cannot be told."""
    found = read(database)
    if found is None:
        return None
    try:
        if found.port:
            socket.create_connection((found.address, found.port), timeout=2).close()
            return True
        if not hasattr(socket, "AF_UNIX"):
            return None
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(2)
            caller.connect(found.address)
    except OSError:
        return False
    return True


def remove(database: str, beacon: Beacon) -> None:
    """Take the file away, unless another process has written its own by now."""
    if read(database) == beacon:
        with suppress(OSError):
            _place(database).unlink()


def _place(database: str) -> Path:
    path = Path(database).resolve()  # one database has one file, whatever links lead to it
    return path.with_name(path.name + SUFFIX)
