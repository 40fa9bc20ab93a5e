"""Styles and scripts of the pages, each under an address that changes with its content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

ASSETS = Path(__file__).with_name("assets")
PREFIX = "/assets"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    media_type: str
    digest: str


@cache
def shipped() -> dict[str, Asset]:
    """Every file of `assets/` that pages may ask for, by name; read once."""
    found = {}
    for path in sorted(ASSETS.iterdir()):
        if path.suffix in MEDIA_TYPES:
            content = path.read_bytes()
            found[path.name] = Asset(content, MEDIA_TYPES[path.suffix], sha256(content).hexdigest()[:16])
    return found


def address(name: str) -> str:
    """Where a page finds a file: `/assets/<digest>/<name>`, so that browsers may keep it for good.

    Raises:
        KeyError: there is no such file.
    """
    return f"{PREFIX}/{shipped()[name].digest}/{name}"
