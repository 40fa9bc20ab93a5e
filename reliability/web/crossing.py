"""Tells requests that a page of this server makes from those that a page elsewhere makes through the same browser."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

SAFE = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))
PORTS = {"http": 80, "https": 443}


def from_elsewhere(headers: Mapping[str, str], scheme: str) -> bool:
    """Whether a page of another origin makes this request; no browser leaves out both headers when it changes anything.

    `Sec-Fetch-Site` decides where it is sent (W3C Fetch Metadata); else `Origin` must be that of the `Host`.

    Args:
        headers: of the request, by names in lower case.
        scheme: `http` or `https`, as far as the server knows.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        there, here = urlsplit(origin), urlsplit(f"{scheme}://{headers.get('host', '')}")
        ports = there.port or PORTS.get(there.scheme), here.port or PORTS.get(there.scheme)
    except ValueError:
        return True
    if there.scheme not in PORTS or (scheme == "https" and there.scheme != "https"):
        return True
    return there.hostname is None or there.hostname != here.hostname or ports[0] != ports[1]
