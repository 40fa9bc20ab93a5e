"""What a user names -> the publisher, and the addresses of its trust pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from reliability.declaring.reading import ADS, HOME, TRUST
from reliability.errors import ReliabilityError
from reliability.readers.domains import domain_of


@dataclass(frozen=True)
class Site:
    """A publisher by its domain as articles have it, and where its site begins."""

    source: str
    home: str

    @property
    def places(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is asked for, each with the addresses under which it may stand; the first that answers counts."""
        return (
            (TRUST, (f"{self.home}/trust.txt", f"{self.home}/.well-known/trust.txt")),
            (ADS, (f"{self.home}/ads.txt",)),
            (HOME, (f"{self.home}/",)),
        )


def site(given: str) -> Site:
    """The site of a domain, or of an address on it.

    >>> site("www.harbour-post.example")
    Site(source='harbour-post.example', home='https://www.harbour-post.example')

    Raises:
        ReliabilityError: it is neither.
    """
    address = given.strip() if "//" in given else f"https://{given.strip()}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    source = (domain_of(host) or host) if host else ""
    if "." not in source or parts.scheme not in ("http", "https") or ("//" not in given and "/" in given):
        raise ReliabilityError(f"'{given[:200]}' is no domain.", "Name it as example.com, or by an address on it.")
    return Site(source.lower(), f"{parts.scheme}://{host}{f':{port}' if port else ''}")
