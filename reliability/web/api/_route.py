"""What all routes of the API have in common: ids of any kind in paths, strict bodies, known filters, ETags."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from hashlib import blake2b
from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from reliability.web.api._once import Once
from reliability.web.api._strict import StrictRequest
from reliability.web.problems import METHODS, Refused

CACHED = "private, no-cache"  # kept, and asked for again by its tag


class Route(APIRoute):
    """A route of the API.

    Paths are matched as they were sent, percent-encoded, so that an id may hold slashes: `a%2Fclaims` is one id, while
    `a/claims` asks for the claims of `a`.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match the path as it was sent, and decode what it holds."""
        raw = scope.get("raw_path")
        sent = {**scope, "path": raw.decode("latin-1").partition("?")[0]} if raw else scope
        match, child = super().matches(sent)
        if match != Match.NONE:
            scope.setdefault(METHODS, set()).update(self.methods)
        if raw and match != Match.NONE:
            child["path_params"] = {name: unquote(value) for name, value in child["path_params"].items()}
        return match, child

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Read requests strictly, give what is read a tag, and do what is asked twice once."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            self._know_all(request)
            strict = StrictRequest(request.scope, request.receive)
            if request.method == "GET":
                return _tagged(request, await handle(strict))
            once: Once = request.app.state.once
            return await once.answer(strict, handle)

        return answer

    def _know_all(self, request: Request) -> None:
        """Refuse a parameter that there is not: a filter with a slip in its name would filter nothing."""
        known = _parameters(self.dependant)
        for name in request.query_params:
            if name not in known:
                listed = f"Known: {', '.join(sorted(known))}." if known else "There is none here."
                raise Refused("invalid", errors=[{"detail": f"No such parameter. {listed}", "parameter": name[:100]}])


def _parameters(dependant: Dependant) -> set[str]:
    """The names of all query parameters, those of dependencies too."""
    own = {parameter.alias for parameter in dependant.query_params}
    return own.union(*map(_parameters, dependant.dependencies))


def noun(tag: str) -> APIRouter:
    """A router for one noun."""
    return APIRouter(tags=[tag], route_class=Route)


def _tagged(request: Request, response: Response) -> Response:
    """The answer with a tag of its content, or 304 where the caller has it already (RFC 9110, 13.1.2)."""
    if response.status_code != 200 or not isinstance(response.body, bytes):
        return response
    tag = f'"{blake2b(response.body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": CACHED}
    wanted = request.headers.get("if-none-match", "")
    known = {part.strip().removeprefix("W/") for part in wanted.split(",")}
    if tag in known or wanted.strip() == "*":
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
