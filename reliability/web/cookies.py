"""The cookies: one that says who is signed in, and one that binds forms to a browser in which nobody is."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

SIGN_IN, VISIT = "sign-in", "visit"
LONGEST = 128  # characters of a value that is looked at


def name(scope: Mapping[str, object], kind: str) -> str:
    """The cookie's name: browsers bind `__Host-` to https and this host; other servers of a machine get other names."""
    if scope["scheme"] == "https":
        return f"__Host-reliability-{kind}"
    server = scope.get("server")
    port = server[1] if isinstance(server, tuple | list) else ""
    return f"reliability-{kind}-{port}"


def value(scope: Scope, kind: str) -> str:
    """What the browser sent; empty for nothing."""
    return HTTPConnection(scope).cookies.get(name(scope, kind), "")[:LONGEST]


def put(response: Response, scope: Scope, kind: str, secret: str) -> None:
    """Set a cookie until the browser ends; an empty secret takes it away.

    The sign-in goes along when a link elsewhere leads here (Lax), so that shared links work; forms have tokens besides.
    """
    secure = scope["scheme"] == "https"
    more = {"httponly": True, "secure": secure, "samesite": "lax" if kind == SIGN_IN else "strict", "path": "/"}
    response.set_cookie(name(scope, kind), secret, max_age=None if secret else 0, **more)
