"""Headers that tell browsers what pages of this server may do: nothing but what they need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "Content-Security-Policy"

_OUTSIDE = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " + _OUTSIDE
"""The content policy of every answer that has none of its own."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
USUALLY = {POLICY: PAGES, "Cache-Control": "no-store"}
HTTPS = {"Strict-Transport-Security": "max-age=31536000"}


def own_policy(scripts: Iterable[str] = (), *, inline_styles: bool = False) -> dict[str, str]:
    """Headers for a page that carries its scripts and styles in itself.

    Args:
        scripts: hashes of its inline scripts as browsers compare them: `sha256-...`, or whole with quotes.
        inline_styles: whether it has inline styles.

    Returns:
        Headers for the answer: `HTMLResponse(page, headers=own_policy(...))`.

    >>> own_policy(["sha256-AbC="], inline_styles=True)["Content-Security-Policy"].split("; ")[1:3]
    ["script-src 'sha256-AbC='", "style-src 'unsafe-inline'"]
    """
    hashes = " ".join(f"'{digest.strip(chr(39))}'" for digest in scripts) or "'none'"
    styles = "'unsafe-inline'" if inline_styles else "'none'"
    return {POLICY: f"default-src 'none'; script-src {hashes}; style-src {styles}; img-src data:; {_OUTSIDE}"}


class SafeHeaders:
    """Adds the headers to every answer; a route may set its own policy and its own caching."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(ALWAYS | (HTTPS if scope["scheme"] == "https" else {}))
                for name, value in USUALLY.items():
                    headers.setdefault(name, value)
                # `no-referrer` would make browsers send `Origin: null` with the forms of our own pages.
                page = headers.get("content-type", "").startswith("text/html")
                headers.setdefault("Referrer-Policy", "same-origin" if page else "no-referrer")
            await send(message)

        await self.app(scope, receive, with_headers)
