"""What somebody is answered whom the server does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response

from reliability.web.crossing import SAFE
from reliability.web.problems import problem

if TYPE_CHECKING:
    from starlette.types import Scope

API, SIGN_IN = "/api/", "/sign-in"
LONGEST = 2_000  # characters of an address to come back to


def unknown(scope: Scope, headers: Headers) -> Response:
    """The answer to nobody known: pages lead to where one signs in, the API asks for a token."""
    if _is_page(scope, headers):
        there = f"{SIGN_IN}?next={quote(back)}" if (back := _way_back(scope, headers)) else SIGN_IN
        if "hx-request" in headers:  # a part of a page is asked for: the whole page must go
            return Response(status_code=401, headers={"HX-Redirect": there})
        return RedirectResponse(there, 303)
    detail = "Sign in, or send a token: `Authorization: Bearer rel_...`; `reliability tokens add` makes one."
    return problem(401, "", detail, headers={"WWW-Authenticate": "Bearer"})


def _way_back(scope: Scope, headers: Headers) -> str:
    """Path and query of the page that somebody wanted to see; empty where there is none to come back to."""
    if "hx-request" in headers:
        page = urlsplit(headers.get("hx-current-url", "")[:LONGEST])
        path, asked = page.path, page.query
    else:
        path, asked = scope["path"] if scope["method"] in SAFE else "", scope["query_string"].decode("latin-1")
    return path + (f"?{asked}" if asked else "") if path and (asked or path != "/") else ""


def _is_page(scope: Scope, headers: Headers) -> bool:
    for_people = "hx-request" in headers or "text/html" in headers.get("accept", "")
    return for_people and not scope["path"].startswith(API) and "authorization" not in headers
