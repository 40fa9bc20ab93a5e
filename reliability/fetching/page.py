"""What is fetched, and how much of it at most."""

from __future__ import annotations

from dataclasses import dataclass

PLAIN = "text/plain"
HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: `seconds` for all of it, `silence` between two pieces, bytes as sent and unpacked."""

    seconds: float = 15.0
    silence: float = 5.0
    sent_bytes: int = 5_000_000
    page_bytes: int = 10_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page.

    Args:
        url: where it was found in the end, without a fragment.
        status: HTTP status, always one of success.
        content_type: one of HTML or PLAIN, in lower case, without parameters.
        charset: what the server says of the encoding; None where it says nothing.
        body: its bytes, unpacked.
        redirects: the addresses that led there, the given one first; empty where there was no redirect.
    """

    url: str
    status: int
    content_type: str
    charset: str | None
    body: bytes
    redirects: tuple[str, ...] = ()
