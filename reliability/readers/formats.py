"""Finds the format of an input by its content. Every module of this room with `sniff` and `read` is a format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path, PurePath
from pkgutil import iter_modules
from typing import Protocol, cast

from reliability.readers.raw import Broken, NoArticlesError, Raw
from reliability.readers.streams import Stream

CERTAIN = 0.5
CLEAR = 0.2
DOUBTFUL = 0.05
_XML = re.compile(rb"\s*<(?:\?xml|urlset)\b", re.I)
_PACKED = (".gz", ".gzip", ".zst", ".zstd")
_OTHERS = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a picture, sound or film"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "compressed twice with gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed twice with zstd"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ARROW1", "an Arrow file"),
    (b"Obj\x01", "an Avro file"),
    (b"ORC", "an ORC file"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
HINT = (
    "Give JSON Lines, JSON, CSV, TSV, Parquet, HTML, plain text, a feed, NewsML-G2, WARC, e-mail, EPUB, PDF or .docx "
    "(as they are, or in gzip or zstd), or a folder of them."
)
_SHEET = "Save the sheet as CSV in the spreadsheet program, and give that."
_LETTER = "Save it as .docx or as plain text, and give that."
_UNPACK = "Unpack it, and give the file or the folder that was in it."
_REMEDIES = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods", ".numbers"), _SHEET),
    **dict.fromkeys((".doc", ".odt", ".rtf", ".pages"), _LETTER),
    **dict.fromkeys((".zip", ".7z", ".rar", ".bz2", ".xz", ".tar", ".tgz"), _UNPACK),
}


class Format(Protocol):
    """What a module has to offer to be a format."""

    NAME: str
    RECORD: str  # what its records are called: a line, a row

    def sniff(self, head: bytes, name: str) -> float:
        """How likely it is, 0..1, that an input which starts with `head` (text as UTF-8) is of this format."""

    def read(self, stream: Stream) -> Iterator[Raw | Broken]:
        """Yield the records of the input."""


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """The modules of this room that are formats."""
    package = __name__.rpartition(".")[0]
    modules = [import_module(f"{package}.{found.name}") for found in iter_modules([str(Path(__file__).parent)])]
    return tuple(cast(Format, module) for module in modules if hasattr(module, "sniff") and hasattr(module, "read"))


def named(name: str) -> Format:
    """The format of this name.

    Raises:
        KeyError: there is none.
    """
    return {found.NAME: found for found in formats()}[name]


def identify(stream: Stream, *, at_least: float = DOUBTFUL) -> Format:
    """Return the format of `stream`.

    Args:
        stream: the opened input.
        at_least: how sure to be: `CLEAR` for files that were found in a folder, `DOUBTFUL` for those that were named.

    Raises:
        NoArticlesError: it is none, and says what it is instead.
    """
    head, name = stream.head, _unpacked(stream.name)
    if not head.strip(b"\x00 \t\r\n"):
        raise NoArticlesError(f"{stream.name} is empty.", "Check that it was written or downloaded to its end.")
    score, best = max(((found.sniff(head, name), found) for found in formats()), key=lambda pair: pair[0])
    other = _by_magic(stream) if score < 1.0 else None
    if other is not None:
        raise NoArticlesError(f"{stream.name} is {other}, not an article file.", _remedy(name))
    text = stream.encoding is not None and (score >= CERTAIN or not _XML.match(head))
    if score >= at_least and (text or score == 1.0):
        return best
    raise NoArticlesError(f"{stream.name} is {_other(stream, name)}, not an article file.", _remedy(name))


def _remedy(name: str) -> str:
    """What to do with a file of such a name."""
    return _REMEDIES.get(PurePath(name).suffix.lower(), HINT)


def _unpacked(name: str) -> str:
    path = PurePath(name)
    return path.stem if path.suffix.lower() in _PACKED else path.name


def _by_magic(stream: Stream) -> str | None:
    """What the first bytes say it is; in text, three of them say nothing."""
    head = stream.head
    for magic, what in _OTHERS:
        if head.startswith(magic) and (stream.encoding is None or len(magic) > 3):
            return what
    return None


def _other(stream: Stream, name: str) -> str:
    if stream.encoding is None:
        return "binary data"
    if _XML.match(stream.head):
        return "XML"
    suffix = PurePath(name).suffix
    return f"a '{suffix}' file" if suffix else "text of no known format"
