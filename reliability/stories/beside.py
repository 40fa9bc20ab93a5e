"""What came beside the text of an article and tells where the text is from: credit line, and what it links to."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice

import polars as pl

from reliability.addresses import host, normalised
from reliability.records import WIRE_FORMATS
from reliability.stories import agencies
from reliability.stories.credits import of_line

MOST = 60  # references of an article that are kept


def credits(articles: pl.DataFrame) -> pl.Series:
    """The agency that came with each article as its credit, or whose page it says that it is made from; else null.

    Args:
        articles: `came_with` and `authors` of records.ARTICLES.
    """
    found = [_credit(came, by) if came else None for came, by in articles.select("came_with", "authors").iter_rows()]
    return pl.Series("credit", found, dtype=pl.String)


def addresses(urls: pl.Series) -> pl.Series:
    """A digest of each address, the same however it is written; null where there is none."""
    return pl.Series("address", [_digest(url) if url else None for url in urls.to_list()], dtype=pl.String)


def references(articles: pl.DataFrame) -> pl.Series:
    """Digests of the addresses that each article says it is made from or links to, at most MOST, its own left out."""
    found = [_digests(came, url) if came else None for came, url in articles.select("came_with", "url").iter_rows()]
    return pl.Series("refers_to", found, dtype=pl.List(pl.String))


def _credit(came: dict[str, object], by: list[str | None] | None) -> str | None:
    line, bases = came["credit"], came["based_on"]
    wire = came["format"] in WIRE_FORMATS
    named = of_line(line, wire=wire, authors=by or ()) if isinstance(line, str) else None
    sites = [host(url) for url in bases] if isinstance(bases, list) else []
    return named or agencies.most_named(agencies.name(site) for site in sites if agencies.is_agency(site))


def _digests(came: dict[str, object], own: str | None) -> list[str] | None:
    given = (url for name in ("based_on", "links") for url in _listed(came[name]))
    found = dict.fromkeys(_digest(url) for url in islice(given, MOST))
    if own:
        found.pop(_digest(own), None)
    return list(found) or None


def _listed(value: object) -> Iterable[str]:
    return value if isinstance(value, list) else ()


def _digest(url: str) -> str:
    return blake2b(normalised(url).encode("utf-8", "replace"), digest_size=8).hexdigest()
