"""RSS and Atom: one article an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from typing import Any
from urllib.parse import urljoin
from xml.parsers import expat

from reliability.readers import safe_xml
from reliability.readers.domains import domain_of
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "RSS or Atom feed"
RECORD = "entry"
LARGEST = 20_000_000  # bytes
LARGEST_LOOSE = 1_000_000  # bytes of a feed that is no XML: guessing at it takes seconds a megabyte
MOST_ENTRIES = 10_000
_ROOT = re.compile(safe_xml.PROLOG + rb"<(?:rss|feed|rdf:RDF)\b", re.S)
_MARKUP = re.compile(r"<[a-z][^<>]{0,500}>", re.I)


def sniff(head: bytes, name: str) -> float:
    """The root element says so."""
    return 0.99 if _ROOT.match(head) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each entry, from 1; an entry without content keeps its summary as its text."""
    data = stream.read_all(LARGEST)
    if data is None:
        yield Broken(1, f"The feed is larger than {LARGEST // 1_000_000} MB.", excerpt(stream.head))
    elif safe_xml.declares_entities(data):
        yield Broken(1, safe_xml.DECLARED, excerpt(data))
    else:
        yield from records(data)


def records(data: bytes) -> Iterator[Raw | Broken]:
    """The entries of a feed in UTF-8 under the names of `fields.NAMES`.

    The publisher is the one that the entry's `<source>` names, else the feed where the entry links to the feed's own
    site.
    """
    import feedparser

    wrong = _malformed(data) if len(data) > LARGEST_LOOSE else None
    if wrong:
        yield Broken(1, f"The feed is no XML ({wrong}), and too large to guess at.", excerpt(data))
        return
    headers = {"content-type": "application/xml; charset=utf-8"}  # the stream has recoded it
    try:
        parsed = feedparser.parse(data, response_headers=headers, sanitize_html=False)
    except Exception as error:  # the library's own failures on hostile feeds are of every kind
        yield Broken(1, f"The feed cannot be taken apart ({type(error).__name__}).", excerpt(data))
        return
    if not parsed.entries and parsed.bozo:
        yield Broken(1, f"The feed cannot be read: {parsed.bozo_exception}.", excerpt(data))
    for number, entry in enumerate(parsed.entries, start=1):
        if number > MOST_ENTRIES:
            yield Broken(number, f"The feed has more than {MOST_ENTRIES:,} entries; the rest is left out.", "")
            return
        yield Raw(number, _fields(entry, parsed.feed))


def _malformed(data: bytes) -> str | None:
    """What is wrong with the XML, None where nothing is."""
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return str(error)
    return None


def _fields(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, object]:
    body = _body(entry)
    tags = entry.get("tags") or []
    link = urljoin(feed.get("link") or "", entry.get("feedburner_origlink") or entry.get("link") or "")
    given: dict[str, object] = {
        "id": entry.get("id"),
        "url": link if entry.get("link") else None,
        "title": entry.get("title"),
        "authors": _authors(entry),
        "published_at": entry.get("published"),
        "modified_at": dict(entry).get("updated"),  # asked directly, it answers with the date of publication
        "section": tags[0].get("term") if tags else None,
        "language": feed.get("language"),
        "publisher": _publisher(entry, feed, link),
        **_relayed(entry, feed),
        "html" if _MARKUP.search(body) else "text": body,
    }
    return {name: value for name, value in given.items() if value}


def _authors(entry: Mapping[str, Any]) -> list[str]:
    """Names; an RSS `author` is a mailbox, with the name in brackets behind it."""
    byline = entry.get("author") or ""
    if "@" in byline and len(byline) < 1_000:
        return [name for name in (parseaddr(byline)[0],) if name]
    return [author["name"] for author in entry.get("authors") or [] if author.get("name")]


def _body(entry: Mapping[str, Any]) -> str:
    """The longest of content and summary: many feeds give both, some only one of them."""
    given = [part.get("value") or "" for part in entry.get("content") or []]
    return max([*given, entry.get("summary") or ""], key=len)


def _relayed(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, object]:
    """Of an entry that names another feed as its source: this feed as `relay`, and the source's own `domain`.

    The link of such an entry often leads through the relay, whose domain is not that of the publisher.
    """
    source = entry.get("source") or {}
    named = source.get("title")
    if not named or named == feed.get("title"):
        return {}
    home = source.get("href") or source.get("link") or ""
    return {"relay": feed.get("title"), "domain": domain_of(home) if home else None}


def _publisher(entry: Mapping[str, Any], feed: Mapping[str, Any], link: str) -> str | None:
    named = (entry.get("source") or {}).get("title")
    if named:
        return str(named)
    own = feed.get("link")
    at_home = not own or not link or domain_of(own) == domain_of(link)
    return feed.get("title") if at_home else None
