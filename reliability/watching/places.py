"""What a user names -> the places to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reliability import fetching, readers
from reliability.errors import ReliabilityError


@dataclass(frozen=True)
class Place:
    """A folder by its absolute path, or a feed by its address."""

    kind: Literal["folder", "feed"]
    name: str


def places(given: Sequence[str]) -> list[Place]:
    """Folders, addresses of feeds and sitemaps, and OPML files that list feeds -> places, each once.

    Raises:
        ReliabilityError: something is none of these.
    """
    found: dict[Place, None] = {}
    for name in given:
        for place in _places(name):
            found[place] = None
    return list(found)


def _places(name: str) -> list[Place]:
    if fetching.is_address(name):
        return [Place("feed", name)]
    path = Path(name)
    if path.is_dir():
        return [Place("folder", str(path.resolve()))]
    if not path.is_file():
        raise ReliabilityError(f"There is no folder or file '{name}'.", "Name a folder, or the address of a feed.")
    listed = readers.pointed(path.read_bytes(), None, name).others
    feeds = [Place("feed", address) for address in listed if fetching.is_address(address)]
    if not feeds:
        raise ReliabilityError(f"{name} lists no feeds.", "Watch its folder instead, or give an OPML list of feeds.")
    return feeds
