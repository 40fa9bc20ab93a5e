"""Bounds what a request may bring."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from reliability.web.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 10_000_000  # bytes of one request


class BodyLimit:
    """Refuses requests whose body is longer than MAX_BODY, whatever their header says."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the whole body in, up to the limit, then hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        messages: deque[Message] = deque()
        size, more = 0, True
        while more:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > MAX_BODY:
                await problem(413, f"The body is longer than {MAX_BODY:,} bytes.")(scope, receive, send)
                return
            more = message.get("more_body", False)

        async def taken() -> Message:
            return messages.popleft() if messages else await receive()

        await self.app(scope, taken, send)
