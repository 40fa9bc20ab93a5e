"""Pages kept on disk with what their servers gave to ask again with: what has not changed is not sent twice."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from reliability.fetching.page import UNCHANGED, Page, Validators

VERSION = 1
ENDING = ".page"
LARGEST = 20_000_000  # bytes of a page unpacked: twice what `Limits` lets in

Ask = Callable[[Validators | None], Page]
"""Ask a server for a page, with validators or without."""


def cache_folder() -> Path:
    """Where pages are kept: `reliability/pages` in the user's folder for caches (XDG Base Directory Specification)."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if Path(base).is_absolute() else str(Path.home() / ".cache")
    return Path(base) / "reliability" / "pages"


@dataclass(frozen=True)
class Cache:
    """Pages in a folder, one file each; what was used longest ago goes first where there is no room.

    Every page is asked for again each time, and only what its server says is unchanged is read from here. A file that
    is damaged counts as none, and a folder that cannot be written keeps nothing: a cache is never a reason to fail.

    Args:
        place: the folder; it is made where it is needed.
        most_bytes: of all files together.
    """

    place: Path
    most_bytes: int

    def fetch(self, url: str, ask: Ask) -> Page:
        """The page at an address, from its server or, where that says it has not changed, from here.

        Raises:
            ReliabilityError: as `ask` does.
        """
        kept = self._read(url)
        page = ask(kept.validators if kept else None)
        if page.status != UNCHANGED:
            self._write(url, page)
            return page
        if kept is not None and kept.url == page.url:
            with suppress(OSError):
                os.utime(self._file(url))
            return replace(kept, redirects=page.redirects)
        return ask(None)  # it redirects elsewhere by now, and the validators were those of another page

    def _file(self, url: str) -> Path:
        return self.place / f"{blake2b(url.encode('utf-8', 'replace'), digest_size=20).hexdigest()}{ENDING}"

    def _read(self, url: str) -> Page | None:
        try:
            with self._file(url).open("rb") as file:
                head = json.loads(file.readline(100_000))
                if head["version"] != VERSION or head["asked"] != url:
                    return None
                unpacking = zlib.decompressobj()
                body = unpacking.decompress(file.read(), LARGEST)
            if not unpacking.eof:
                return None
            validators = Validators(head["etag"], head["modified"])
            return Page(head["url"], 200, head["content_type"], head["charset"], body, validators=validators)
        except (OSError, ValueError, KeyError, TypeError, zlib.error):
            return None

    def _write(self, url: str, page: Page) -> None:
        """Keep a page that can be asked for again; nothing is kept of others."""
        if page.validators == Validators():
            return
        head = {
            "version": VERSION,
            "asked": url,
            "url": page.url,
            "content_type": page.content_type,
            "charset": page.charset,
            "etag": page.validators.etag,
            "modified": page.validators.modified,
        }
        data = json.dumps(head).encode() + b"\n" + zlib.compress(page.body, 6)
        if len(data) > self.most_bytes:
            return
        with suppress(OSError):
            self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._make_room(len(data))
            with tempfile.NamedTemporaryFile(dir=self.place, delete=False) as part:
                part.write(data)
            Path(part.name).replace(self._file(url))

    def _make_room(self, size: int) -> None:
        files = sorted(((one.stat(), one) for one in self.place.iterdir()), key=lambda pair: pair[0].st_mtime)
        held = sum(state.st_size for state, _ in files)
        for state, file in files:
            if held + size <= self.most_bytes:
                return
            file.unlink(missing_ok=True)
            held -= state.st_size
