"""Feeds, lists of feeds (OPML) and sitemaps, as they are fetched: what they point at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reliability.readers import feeds, json_feed, safe_xml
from reliability.readers.charsets import decoded
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import open_stream

MOST_ADDRESSES = 5_000
MOST_MAPS = 10  # of a sitemap index, the newest
_MAPS = ("urlset", "sitemapindex")


@dataclass(frozen=True)
class Pointed:
    """What a document points at: `entries` with what it says of each article, and addresses of `others` like it."""

    entries: list[Raw | Broken]
    others: list[str]


def pointed(data: bytes, charset: str | None, name: str) -> Pointed:
    """Read a feed (RSS, Atom, JSON Feed), an OPML list of feeds, or a sitemap (with Google's news tags).

    Entries of sitemaps have an address and no text. Entries are at most `feeds.MOST_ENTRIES`, others MOST_ADDRESSES.

    Args:
        data: the document.
        charset: the encoding that its server names.
        name: what to call it.
    """
    text = decoded(data, charset).encode("utf-8", "replace")
    head = text[:4096]
    if json_feed.sniff(head, name):
        return Pointed(list(json_feed.read(open_stream(BytesIO(text), name, None, lambda _: None))), [])
    if safe_xml.declares_entities(text):
        return Pointed([Broken(1, safe_xml.DECLARED, excerpt(text))], [])
    return Pointed(list(feeds.records(text)), []) if feeds.sniff(head, name) else _listed(text)


def _listed(text: bytes) -> Pointed:
    """What a list of feeds or a sitemap points at."""
    root = _root(text)
    if root is None:
        return Pointed([Broken(1, "This is no feed, no list of feeds and no sitemap.", excerpt(text))], [])
    kind = _local(root)
    if kind == "opml":
        return Pointed([], _unique(one.get("xmlUrl") for one in root.iter("{*}outline")))
    if kind == "sitemapindex":
        return Pointed([], _newest(root))
    return Pointed(list(_urls(root)), [])


def _root(text: bytes) -> Any | None:
    from lxml import etree

    try:
        root = etree.fromstring(text.lstrip(), etree.XMLParser(**safe_xml.SAFE))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if _local(root) in ("opml", *_MAPS) else None


def _urls(root: Any) -> Iterator[Raw]:
    for number, url in enumerate(root.iterfind("{*}url"), start=1):
        if number > MOST_ADDRESSES:
            return
        address = _text(url, "loc")
        if not address:
            continue
        fields = {
            "url": address,
            "title": _text(url, "title"),
            "published_at": _text(url, "publication_date"),
            "modified_at": _text(url, "lastmod"),
            "language": _text(url, "language"),
            "publisher": _text(url, "name"),
        }
        yield Raw(number, {name: value for name, value in fields.items() if value})


def _newest(root: Any) -> list[str]:
    """The maps that changed last; those that say nothing come in their order, after the others."""
    maps = [(_text(one, "lastmod") or "", _text(one, "loc")) for one in root.iterfind("{*}sitemap")]
    maps.sort(key=lambda pair: pair[0], reverse=True)
    return _unique(address for _, address in maps)[:MOST_MAPS]


def _unique(addresses: Iterator[str | None]) -> list[str]:
    return list(dict.fromkeys(address for address in addresses if address))[:MOST_ADDRESSES]


def _text(element: Any, name: str) -> str | None:
    found = next(iter(element.iterfind(f".//{{*}}{name}")), None)
    return "".join(found.itertext()).strip()[:4_000] or None if found is not None else None


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
