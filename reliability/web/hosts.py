"""Refuses requests that are meant for another host: a page elsewhere must not reach this server by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from reliability.web.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from reliability.web.entrance import Entrance

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:@/\s]+))(?::[0-9]{1,5})?", re.I)


def host_name(header: str) -> str:
    """The host of a `Host` header without its port, in lower case; empty where it is none.

    >>> host_name("Desk.example:8000"), host_name("[::1]:8000"), host_name("a@b")
    ('desk.example', '::1', '')
    """
    found = _HOST.fullmatch(header)
    return (found.group(1) or found.group(2)).lower() if found else ""


class KnownHosts:
    """Answers only requests to the names of its entrance."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self.app = app
        self.entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            named = Headers(scope=scope).getlist("host")
            if len(named) != 1 or not self.entrance.welcomes(host_name(named[0])):
                answer = problem(400, "The server is not known by this name.", "Name it with serve --trusted-hosts.")
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)
