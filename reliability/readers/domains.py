"""Hosts and addresses -> the registrable domain of the publisher; no network, nothing written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

_LONGEST_HOST = 253


def domain_of(value: str) -> str | None:
    """Return the registrable domain of a host name or address, None where there is none.

    Hosting platforms in the Public Suffix List count as suffixes: each of their blogs is a publisher of its own.

    >>> domain_of("https://www.news.example.co.uk/a/b?c")
    'example.co.uk'
    """
    host = _host(value)
    return _registrable(host) if host else None


def host_of(value: str) -> str | None:
    """Return the host of a host name or address without `www.`, None where there is none.

    >>> host_of("www.news.example.com")
    'news.example.com'
    """
    host = _host(value)
    return host.lower().removeprefix("www.") if host and _registrable(host) else None


def _host(value: str) -> str | None:
    text = value.strip()
    if not text or len(text) > 8192 or " " in text:
        return None
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname
    except ValueError:
        return None
    fits = host and "." in host and len(host) <= _LONGEST_HOST and host.isprintable()
    return host if fits else None


@lru_cache(maxsize=65536)
def _registrable(host: str) -> str | None:
    found = _extractor()(host)
    if found.suffix or not host.rpartition(".")[2].isalpha():
        return found.top_domain_under_public_suffix.lower() or None
    return ".".join(host.lower().split(".")[-2:])  # a suffix the list does not know, such as one of an intranet


@lru_cache(maxsize=1)
def _extractor() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
