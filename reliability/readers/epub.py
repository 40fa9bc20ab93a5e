"""EPUB 2 and 3: one article a chapter, as of newspapers packed for reading devices."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from reliability.readers import pages, safe_xml, zipped
from reliability.readers.charsets import decoded
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "EPUB"
RECORD = "chapter"
_MARK = b"mimetypeapplication/epub+zip"
_CONTAINER = "META-INF/container.xml"
_LARGEST_INDEX = 5_000_000  # bytes
_BODY = re.compile(r"<body\b", re.I)
_TAG = re.compile(r"<[^>]*>?")
_SHORTEST = 200  # characters of text: covers and title pages are no articles


def sniff(head: bytes, name: str) -> float:
    """The standard wants its type in the first bytes."""
    return 1.0 if head.startswith(zipped.START) and _MARK in head[:200] else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each chapter in reading order, from 1. Nothing outside the file is looked at."""
    data = stream.read_all(zipped.LARGEST)
    if data is None:
        yield Broken(1, f"The file is larger than {zipped.LARGEST // 1_000_000} MB.", excerpt(stream.name))
        return
    try:
        yield from _chapters(zipped.opened(data))
    except zipped.ContainerError as error:
        yield Broken(1, str(error), excerpt(stream.name))


def _chapters(book: ZipFile) -> Iterator[Raw | Broken]:
    index = next((found.get("full-path") for found in _xml(book, _CONTAINER).iter("{*}rootfile")), None)
    if not index:
        raise zipped.ContainerError("It names no list of its chapters.")
    package = _xml(book, index)
    given = _metadata(package)
    places = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    number = 0
    for step in package.iter("{*}itemref"):
        place = places.get(step.get("idref"))
        if not place:
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(index), unquote(place)))
        try:
            html = decoded(zipped.part(book, name, pages.LONGEST_PAGE), None)
        except zipped.ContainerError as error:
            number += 1
            yield Broken(number, str(error), "")
            continue
        if _text_length(html) >= _SHORTEST:
            number += 1
            yield Raw(number, {**given, "id": f"{given.get('id', '')}#{name}", "html": html})


def _xml(book: ZipFile, name: str) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(zipped.part(book, name, _LARGEST_INDEX), etree.XMLParser(**safe_xml.SAFE))
    except etree.XMLSyntaxError as error:
        raise zipped.ContainerError(f"Its part '{name[:100]}' is no XML ({error.msg}).") from error


def _metadata(package: Any) -> dict[str, object]:
    def named(name: str) -> list[str]:
        words = (" ".join("".join(found.itertext()).split()) for found in package.iter(f"{{*}}{name}"))
        return [word for word in words if word]

    given = {
        "id": next(iter(named("identifier")), None),
        "authors": named("creator"),
        "publisher": next(iter(named("publisher")), None),
        "published_at": next(iter(named("date")), None),
        "language": next(iter(named("language")), None),
    }
    return {name: value for name, value in given.items() if value}


def _text_length(html: str) -> int:
    """Characters that a reader sees, about: the page itself is taken apart once, by whoever reads its article."""
    body = _BODY.search(html)
    return len(" ".join(_TAG.sub(" ", html[body.end() if body else 0 :]).split()))
