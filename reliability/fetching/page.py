"""What is fetched, and how much of it at most."""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = "text/plain"
HTML = ("text/html", "application/xhtml+xml")
ARTICLES = (*HTML, PLAIN)
FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
    *ARTICLES,
)
"""Types of answers that articles, and feeds or lists of feeds, come as; many feeds say that they are pages."""
UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: `seconds` for all of it, `silence` between two pieces, bytes as sent and unpacked."""

    seconds: float = 15.0
    silence: float = 5.0
    sent_bytes: int = 5_000_000
    page_bytes: int = 10_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask with whether a page has changed: `ETag` and `Last-Modified` (RFC 9110)."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page.

    Args:
        url: where it was found in the end, without a fragment.
        status: HTTP status, one of success, or UNCHANGED where that was asked.
        content_type: one of the types that were asked for, in lower case, without parameters; empty where UNCHANGED.
        charset: what the server says of the encoding; None where it says nothing.
        body: its bytes, unpacked.
        redirects: the addresses that led there, the given one first; empty where there was no redirect.
        validators: what to ask with the next time.
    """

    url: str
    status: int
    content_type: str
    charset: str | None
    body: bytes
    redirects: tuple[str, ...] = ()
    validators: Validators = Validators()
