"""The application: routes over an open session, errors as problem+json (RFC 9457)."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Body, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from reliability import __version__, pipeline, readers, records, store
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 10_000_000  # bytes of one request
PAGE = 100  # articles of one page, at most
HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]


def create(desk: pipeline.Session) -> FastAPI:
    """Build the application over an open session.

    Args:
        desk: the session; runs take turns, since a run writes.
    """
    app = FastAPI(title="reliability", version=__version__, docs_url=None, redoc_url=None)
    app.add_middleware(BodyLimit)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)  # a page elsewhere must not read through its browser
    turn = threading.Lock()

    @app.exception_handler(ReliabilityError)
    def refuse(request: Request, error: ReliabilityError) -> JSONResponse:
        return problem(500 if error.exit_code == 3 else 422, error.message, error.hint)

    @app.exception_handler(RequestValidationError)
    def misfit(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        return problem(422, "The request does not fit the API.", f"{first['msg']}: {'.'.join(map(str, first['loc']))}")

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail))

    @app.get("/api/v1/articles")
    def articles(
        after: Annotated[str, Query(max_length=1000, description="The last article_id of the page before.")] = "",
        limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
    ) -> dict[str, Any]:
        """Scored articles by article_id, a page at a time; `next` is the `after` of the following page, or null."""
        found = store.page(desk.store, after, limit + 1)
        shown = found.head(limit)
        return {"articles": shown.to_dicts(), "next": shown["article_id"][-1] if found.height > limit else None}

    @app.post("/api/v1/score")
    def score(
        article: Annotated[dict[str, Any], Body(description="One article; `text` or `html` is required.")],
    ) -> Any:
        """Score one article, store it, and answer like a line of `reliability score --format jsonl`."""
        intake = readers.Intake(readers.one(article), records.REJECTS.empty(), None)
        with turn:
            run = pipeline.score(desk, [intake], ["<api>"], command=pipeline.SERVE)
            return next(run.results()).row(0, named=True)

    return app


def problem(status: int, title: str, detail: str = "") -> JSONResponse:
    """An error as `application/problem+json`."""
    content = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    return JSONResponse(content, status_code=status, media_type="application/problem+json")


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
