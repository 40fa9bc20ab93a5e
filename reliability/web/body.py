"""Bounds what a request may bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import HTTPException
from starlette.datastructures import Headers

from reliability.web.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 10_000_000  # bytes of one request
MAX_STREAM = 1_000_000_000  # bytes of many articles, which are never held at once
STREAMED, STREAM_TYPE = "/api/v1/score", "application/x-ndjson"


class BodyLimit:
    """Refuses requests whose body is longer than allowed: at once where they say so, else as soon as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the body on piece by piece, up to the limit."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most = MAX_STREAM if _streams(scope, headers) else MAX_BODY
        words = f"The body is longer than {most:,} bytes."
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > most:
            await problem(413, "", words, headers={"Connection": "close"})(scope, receive, send)
            return
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > most:
                raise HTTPException(413, words, {"Connection": "close"})
            return message

        await self.app(scope, counted, send)


def _streams(scope: Scope, headers: Headers) -> bool:
    sent = headers.get("content-type", "").partition(";")[0].strip().lower()
    return scope["method"] == "POST" and scope["path"] == STREAMED and sent == STREAM_TYPE
