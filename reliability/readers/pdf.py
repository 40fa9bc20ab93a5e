"""PDF documents: one article a file."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from io import BytesIO

from reliability import resources
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "PDF document"
RECORD = "document"
LARGEST = 100_000_000  # bytes
MOST_PAGES = 500
LONGEST = 60.0  # seconds, looked at after each page
_START = b"%PDF-"
_ENDS = (".", "!", "?", '"', "”", "’", ":")
_FULL = 0.8  # of the longest line: a shorter one that ends a sentence ends a paragraph
_HYPHEN = re.compile(r"[a-z]-$")
_QUIET = logging.NullHandler()


def sniff(head: bytes, name: str) -> float:
    """Its first bytes say so."""
    return 1.0 if head[:1024].lstrip().startswith(_START) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield the one article: the text that the file holds; pictures of text hold none.

    Raises:
        ReliabilityError: the package `pypdf` is missing.
    """
    with resources.needing("formats", "Reading PDF documents"):
        import pypdf

    logging.getLogger("pypdf").addHandler(_QUIET)
    data = stream.read_all(LARGEST)
    if data is None:
        yield Broken(1, f"The document is larger than {LARGEST // 1_000_000} MB.", excerpt(stream.name))
        return
    try:
        document = pypdf.PdfReader(BytesIO(data))
        told = document.metadata
        created = told.creation_date if told else None
        started, kept = time.monotonic(), []
        for number, page in enumerate(document.pages):
            if number >= MOST_PAGES or time.monotonic() - started > LONGEST:
                yield Broken(1, f"The document is too long: {MOST_PAGES} pages and {LONGEST:.0f} s are the limit.", "")
                return
            kept.append(paragraphs(page.extract_text()))
    except Exception as error:  # the library's own failures on damaged documents are of every kind
        yield Broken(1, f"The document cannot be taken apart ({type(error).__name__}).", excerpt(stream.name))
        return
    fields = {
        "title": told.title if told else None,
        "authors": told.author if told else None,
        "published_at": created.isoformat() if created else None,
        "text": "\n\n".join(filter(None, kept)),
    }
    yield Raw(1, {name: value for name, value in fields.items() if value})


def paragraphs(page: str) -> str:
    """The text of a page with its lines joined, a blank line between paragraphs.

    A paragraph ends at a blank line, or where a line that is not full ends a sentence.

    >>> paragraphs("The ferry hit the har-\\nbour wall.\\nNobody was hurt, it was said.")
    'The ferry hit the harbour wall.\\n\\nNobody was hurt, it was said.'
    """
    lines = [line.strip() for line in page.splitlines()]
    longest = max(map(len, lines), default=0)
    parts: list[str] = []
    for line in lines:
        ended = line.endswith(_ENDS) and len(line) < _FULL * longest
        broken = _HYPHEN.search(line)
        parts.append(line[:-1] if broken else line + ("\n\n" if ended or not line else " "))
    return re.sub(r"\s*\n\n\s*", "\n\n", "".join(parts)).strip()
