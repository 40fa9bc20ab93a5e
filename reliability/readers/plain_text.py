"""Plain text: one article a file, its first line the title where it looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "plain text"
RECORD = "text"
LARGEST = 40_000_000
_EXTENSIONS = ("", ".txt", ".text", ".md", ".markdown", ".asc", ".story", ".article")
_MARKDOWN = re.compile(r"^#{1,6} ")
_LONGEST_TITLE = 200
_MOST_WORDS = 30


def sniff(head: bytes, name: str) -> float:
    """Text that is nothing else; a name that says it is something else makes it doubtful."""
    if not head.strip():
        return 0.0
    return 0.25 if PurePath(name).suffix.lower() in _EXTENSIONS else 0.1


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield the one article. All line ends become LF."""
    data = stream.read_all(LARGEST)
    if data is None:
        yield Broken(1, f"The text is longer than {LARGEST // 1_000_000} MB.", excerpt(stream.head))
        return
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    title, body = split_title(text)
    yield Raw(1, {"title": title, "text": body})


def split_title(text: str) -> tuple[str | None, str]:
    """Return the title, None where the first line does not look like one, and the text without it."""
    text = text.strip("\n") if text.strip() else ""
    first, _, rest = text.partition("\n")
    line = _MARKDOWN.sub("", first.strip())
    body = rest.strip("\n")
    apart = rest.startswith("\n") or (len(line) <= 120 and len(rest.partition("\n")[0]) > 2 * len(line))
    fits = len(line) <= _LONGEST_TITLE and 2 <= len(line.split()) <= _MOST_WORDS and line[-1] not in ".,;:"
    return (line, body) if body.strip() and apart and fits else (None, text)
