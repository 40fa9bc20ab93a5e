"""What a form carries to show that it came from a page of ours: bound to the secret in the browser's cookie."""

from __future__ import annotations

import hashlib
import hmac


def token(secret: str) -> str:
    """What pages put into their forms; who sees it cannot tell the cookie's secret (HMAC-SHA-256, RFC 2104)."""
    return hmac.new(secret.encode("utf-8", "surrogatepass"), b"form", hashlib.sha256).hexdigest()


def fits(secret: str, given: str) -> bool:
    """Whether a form carries the token of this cookie; compared in constant time."""
    return bool(secret) and hmac.compare_digest(token(secret).encode(), given.encode("utf-8", "surrogatepass"))
