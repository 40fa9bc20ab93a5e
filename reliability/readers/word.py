"""Word documents (.docx): one article a file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from reliability import resources
from reliability.readers import zipped
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "Word document"
RECORD = "document"
_PARTS = (b"[Content_Types].xml", b"word/", b"_rels/.rels")
_STYLES = ("Title", "Heading 1")


def sniff(head: bytes, name: str) -> float:
    """A container whose first parts are those of a Word document."""
    if not head.startswith(zipped.START):
        return 0.0
    return 1.0 if b"word/" in head or (name.lower().endswith(".docx") and any(part in head for part in _PARTS)) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield the one article: its paragraphs, without tables, notes and comments.

    Raises:
        ReliabilityError: the package `python-docx` is missing.
    """
    with resources.needing("formats", "Reading Word documents"):
        import docx

    data = stream.read_all(zipped.LARGEST)
    if data is None:
        yield Broken(1, f"The document is larger than {zipped.LARGEST // 1_000_000} MB.", excerpt(stream.name))
        return
    try:
        zipped.opened(data).close()
        document = docx.Document(BytesIO(data))
        told = document.core_properties
        paragraphs = [(one.style.name if one.style else None, one.text.strip()) for one in document.paragraphs]
    except zipped.ContainerError as error:
        yield Broken(1, str(error), excerpt(stream.name))
        return
    except Exception as error:  # the library's own failures on damaged documents are of every kind
        yield Broken(1, f"The document cannot be taken apart ({type(error).__name__}).", excerpt(stream.name))
        return
    headed = next((text for style, text in paragraphs if style in _STYLES and text), None)
    yield Raw(
        1,
        {
            "title": headed or told.title,
            "authors": told.author,
            "published_at": told.created.isoformat() if told.created else None,
            "modified_at": told.modified.isoformat() if told.modified else None,
            "language": told.language,
            "text": "\n\n".join(text for _, text in paragraphs if text and text != headed),
        },
    )
