"""JSON Feed (https://www.jsonfeed.org/version/1.1/): one article an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from reliability.readers import jsonl
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "JSON Feed"
RECORD = "item"
LARGEST = 20_000_000  # bytes
_VERSION = re.compile(rb'\s*\{.{0,20000}?"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/version/', re.S)
_GIVEN = ("id", "title", "date_published", "date_modified", "language", "content_html", "content_text")


def sniff(head: bytes, name: str) -> float:
    """Its `version` says so."""
    return 0.99 if _VERSION.match(head) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each item, from 1."""
    data = stream.read_all(LARGEST)
    if data is None:
        yield Broken(1, f"The feed is larger than {LARGEST // 1_000_000} MB.", excerpt(stream.head))
        return
    feed = jsonl.parse(data, 1)
    if isinstance(feed, Broken):
        yield feed
        return
    items = feed.fields.get("items")
    for number, item in enumerate(items if isinstance(items, list) else [], start=1):
        if isinstance(item, Mapping):
            yield Raw(number, _fields(item, feed.fields))
        else:
            yield Broken(number, f"The item is of type '{type(item).__name__}', not an object.", excerpt(item))


def _fields(item: Mapping[str, object], feed: Mapping[str, object]) -> dict[str, object]:
    home, link, tags = feed.get("home_page_url"), item.get("url"), item.get("tags")
    given = {name: item.get(name) for name in _GIVEN} | {
        "content_text": item.get("content_text") or (None if item.get("content_html") else item.get("summary")),
        "language": item.get("language") or feed.get("language"),
        "url": urljoin(home if isinstance(home, str) else "", link) if isinstance(link, str) else None,
        "authors": item.get("authors") or item.get("author") or feed.get("authors"),
        "section": tags[0] if isinstance(tags, list) and tags else None,
        "publisher": feed.get("title"),
    }
    return {name: value for name, value in given.items() if value}
