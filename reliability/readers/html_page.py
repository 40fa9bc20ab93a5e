"""HTML: one article a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from reliability.readers import pages
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "HTML"
RECORD = "page"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_TAGS = re.compile(rb"<(?:p|div|article|section|h1|main|br|table|meta|title)\b[^<>]{0,500}>", re.I)


def sniff(head: bytes, name: str) -> float:
    """A page, or a piece of one, starts with a tag."""
    start = head.lstrip()[:8192]
    if start.startswith(b"<"):
        if _PAGE.search(start):
            return 0.9
        if _TAGS.search(start) and not start.startswith(b"<?xml"):
            return 0.6
    named = PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml")
    return 0.5 if named and _TAGS.search(start) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield the one article. All line ends become LF."""
    data = stream.read_all(pages.LONGEST_PAGE)
    if data is None:
        yield Broken(1, f"The page is larger than {pages.LONGEST_PAGE // 1_000_000} MB.", excerpt(stream.head))
        return
    html = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    yield Raw(1, {"html": html})
