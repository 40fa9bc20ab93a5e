"""What news agencies send: NewsML-G2 items, messages of them, and NITF documents (IPTC standards)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reliability.readers import safe_xml
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream
from reliability.records import WIRE_FORMATS

NAME = WIRE_FORMATS[1]
RECORD = "item"
LARGEST = 50_000_000  # bytes
_ROOT = re.compile(safe_xml.PROLOG + rb"<(?:\w+:)?(?:newsMessage|newsItem|packageItem|nitf)\b", re.S)
_ITEMS = ("{*}newsItem", "{*}nitf")
_WITHDRAWN = ("canceled", "cancelled", "withheld", "withdrawn")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "hl2", "pre", "td", "div")


def sniff(head: bytes, name: str) -> float:
    """The root element says so."""
    return 0.99 if _ROOT.match(head) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each item of text, from 1; pictures and packages of links are passed over.

    An item that its agency has cancelled or withheld is set aside. Nothing is fetched.
    """
    from lxml import etree

    data = stream.read_all(LARGEST)
    if data is None:
        yield Broken(1, f"The document is larger than {LARGEST // 1_000_000} MB.", excerpt(stream.head))
        return
    if safe_xml.declares_entities(data):
        yield Broken(1, safe_xml.DECLARED, excerpt(data))
        return
    data = re.sub(rb"^\s*<\?xml[^>]{0,500}\?>", b"", data)  # the stream has recoded it
    number = 0
    try:
        for _, element in etree.iterparse(BytesIO(data), tag=_ITEMS, **safe_xml.SAFE):
            fields = _nitf(element) if _local(element) == "nitf" else _item(element)
            inside = _local(element) == "nitf" and any(_local(above) == "newsItem" for above in element.iterancestors())
            if inside or not fields:
                continue
            number += 1
            yield _kept(fields, number)
            element.clear()
    except etree.XMLSyntaxError as error:
        yield Broken(number + 1, f"The XML cannot be read from here on: {error.msg}.", "")


def _kept(fields: dict[str, object], number: int) -> Raw | Broken:
    status = str(fields.pop("status", "")).rpartition(":")[2].lower()
    if status in _WITHDRAWN:
        return Broken(number, f"The agency has {status} this item.", excerpt(fields.get("title") or ""))
    return Raw(number, fields)


def _item(item: Any) -> dict[str, object]:
    """The fields of a newsItem; none where it holds no text."""
    text = _item_text(item)
    if not text:
        return {}
    found = {
        "id": item.get("guid"),
        "version": item.get("version"),
        "title": _text(item, "contentMeta", "headline"),
        "authors": [_words(by) for by in _all(item, "contentMeta", "by")] or _names(item, "contentMeta", "creator"),
        "published_at": _text(item, "itemMeta", "firstCreated") or _text(item, "contentMeta", "contentCreated"),
        "modified_at": _text(item, "itemMeta", "versionCreated") or _text(item, "contentMeta", "contentModified"),
        "section": next(iter(_names(item, "contentMeta", "subject")), None),
        "language": next((found.get("tag") for found in _all(item, "contentMeta", "language")), None),
        "publisher": next(iter(_names(item, "itemMeta", "provider")), None),
        "credit": _text(item, "contentMeta", "creditline"),
        "dateline": _text(item, "contentMeta", "dateline"),
        "urgency": _text(item, "contentMeta", "urgency"),
        "terms": _text(item, "rightsInfo", "usageTerms"),
        "embargo": _text(item, "itemMeta", "embargoed"),
        "status": next((found.get("qcode") for found in _all(item, "itemMeta", "pubStatus")), None),
        "text": text,
    }
    return {name: value for name, value in found.items() if value}


def _item_text(item: Any) -> str:
    for content in _all(item, "contentSet", "inlineXML"):
        text = _paragraphs(next(iter(_all(content, "body.content")), content))
        if text:
            return text
    return next((_words(data) for data in _all(item, "contentSet", "inlineData")), "")


def _nitf(document: Any) -> dict[str, object]:
    found = {
        "id": next((one.get("id-string") for one in _all(document, "doc-id")), None),
        "title": _text(document, "hedline", "hl1") or _text(document, "title"),
        "authors": [_words(one) for one in _all(document, "byline")],
        "published_at": next((one.get("norm") for one in _all(document, "date.issue")), None),
        "publisher": next((one.get("name") for one in _all(document, "pubdata")), None),
        "credit": _text(document, "distributor") or _text(document, "doc.rights"),
        "dateline": _text(document, "dateline"),
        "urgency": next((one.get("ed-urg") for one in _all(document, "urgency")), None),
        "embargo": next((one.get("norm") for one in _all(document, "date.release")), None),
        "status": next((one.get("management-status") for one in _all(document, "docdata")), None),
        "text": "\n\n".join(filter(None, map(_paragraphs, _all(document, "body.content")))),
    }
    return {name: value for name, value in found.items() if value} if found["text"] else {}


def _all(element: Any, *path: str) -> list[Any]:
    """The elements at the end of a path of names, whatever their namespace; steps may skip levels."""
    return list(element.iterfind("." + "".join(f"//{{*}}{name}" for name in path)))


def _text(element: Any, *path: str) -> str | None:
    return next((words for found in _all(element, *path) if (words := _words(found))), None)


def _names(element: Any, *path: str) -> list[str]:
    named = (_text(found, "name") or found.get("literal") or "" for found in _all(element, *path))
    return [name for name in named if name]


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _paragraphs(element: Any) -> str:
    """The text below an element, a blank line between its blocks."""
    blocks = [found for found in element.iter("{*}*") if _local(found) in _BLOCKS]
    lowest = [found for found in blocks if not any(_local(below) in _BLOCKS for below in found.iterdescendants("{*}*"))]
    return "\n\n".join(filter(None, map(_words, lowest or [element])))


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
