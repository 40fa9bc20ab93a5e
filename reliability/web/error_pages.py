"""Problems as pages: who looks with a browser reads what happened and what to do in the frame of the desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from reliability.web.problems import MEDIA_TYPE
from reliability.web.templating import page

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

API = "/api/"
KEPT = ("retry-after", "allow", "www-authenticate", "set-cookie")


class ErrorPages:
    """Turns what the API calls a problem into a page, where a browser asked for one and not for the API."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; hold back an answer that is a problem until it is whole."""
        if scope["type"] != "http" or scope["path"].startswith(API) or not _by_browser(scope):
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def shown(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_problem(message):
                held.append(message)
            elif held and message["type"] == "http.response.body":
                held.append(message)
                if not message.get("more_body"):
                    await _page(scope, held)(scope, receive, send)
            else:
                await send(message)

        await self.app(scope, receive, shown)


def _by_browser(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")


def _is_problem(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "") == MEDIA_TYPE


def _page(scope: Scope, held: list[Message]) -> Response:
    start, *bodies = held
    problem: dict[str, Any] = json.loads(b"".join(message.get("body", b"") for message in bodies))
    request, headers = Request(scope), Headers(raw=start["headers"])
    answer = page(
        request,
        "error.html",
        status=start["status"],
        title=problem["title"],
        detail=problem["detail"],
        errors=problem.get("errors", []),
        code=start["status"],
        back=_back(request),
    )
    for name in KEPT:
        for value in headers.getlist(name):
            answer.headers.append(name, value)
    return answer


def _back(request: Request) -> str | None:
    """The page of ours from which the request came."""
    came = urlsplit(request.headers.get("referer", ""))
    tidy = came.path.startswith("/") and not came.path.startswith("//") and "\\" not in came.path
    own = tidy and came.netloc == request.headers.get("host")
    return f"{came.path}?{came.query}" if own and came.query else came.path if own else None
