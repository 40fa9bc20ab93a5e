"""What a form carries to show that it came from a page of ours: bound to the secret in the browser's cookie."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def secret() -> str:
    """A new random secret for the cookie of a browser in which nobody is signed in."""
    return secrets.token_urlsafe(32)


def token(held: str) -> str:
    """What pages put into their forms; who sees it cannot tell the cookie's secret (HMAC-SHA-256, RFC 2104)."""
    return hmac.new(held.encode("utf-8", "surrogatepass"), b"form", hashlib.sha256).hexdigest()


def fits(held: str, given: str) -> bool:
    """Whether a form carries the token of this cookie; compared in constant time."""
    return bool(held) and hmac.compare_digest(token(held).encode(), given.encode("utf-8", "surrogatepass"))
