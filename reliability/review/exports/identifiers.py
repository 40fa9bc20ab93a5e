"""Names of things that other programs can rely on: URIs in their written form, and ids that a second export repeats."""

from __future__ import annotations

from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

NAMESPACE = UUID("6f2c1b0e-7a55-4d0c-9c3e-2f1d5b7a9e41")
"""Of this program's ids."""

_KEPT = "!$%&'()*+,/:;=?@~"


def web_address(text: str | None) -> str | None:
    """An http(s) address as RFC 3986 writes it, others percent-encoded; None for what is none.

    >>> web_address("https://küste.example/fähre <1>")
    'https://xn--kste-0ra.example/f%C3%A4hre%20%3C1%3E'
    """
    try:
        parts = urlsplit(text or "")
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host or quote(host, safe=".-_:") != host:
        return None
    name = f"[{host}]" if ":" in host else host
    path, query, fragment = (_escaped(part) for part in (parts.path, parts.query, parts.fragment))
    return f"{parts.scheme}://{name}{port}{path}{'?' * bool(query)}{query}{'#' * bool(fragment)}{fragment}"


def _escaped(text: str) -> str:
    """Characters that a URI cannot hold, percent-encoded; what is encoded already stays."""
    kept = quote(text, safe=_KEPT, errors="replace")
    pieces = kept.split("%")
    hexed = (piece if _is_hex(piece[:2]) else f"25{piece}" for piece in pieces[1:])
    return "%".join([pieces[0], *hexed])


def _is_hex(pair: str) -> bool:
    return len(pair) == 2 and all(c in "0123456789abcdefABCDEF" for c in pair)


def uuid(*parts: str | None) -> UUID:
    """The UUID (version 5) of these parts: the same for the same."""
    import orjson

    return uuid5(NAMESPACE, orjson.dumps(parts).decode())
