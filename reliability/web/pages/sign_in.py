"""Signing in and out."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from reliability import access
from reliability.errors import Busy
from reliability.web import cookies, guard
from reliability.web.strangers import SIGN_IN
from reliability.web.templating import page

router = APIRouter()


@router.get(SIGN_IN)
def sign_in_page(request: Request, next: str = "/") -> Response:
    """The form; who is signed in goes on."""
    if request.state.user is not None:
        return RedirectResponse(inside(next), 303)
    return page(request, "sign_in.html", title="Sign in", next=inside(next), name="", error="")


@router.post(SIGN_IN)
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=2_000)] = "",
    next: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    """Check name and password; the browser gets a new cookie."""
    door, address = guard.of(request), guard.address(request.scope)
    before = cookies.value(request.scope, cookies.SIGN_IN)
    request.state.trail.told_elsewhere()
    try:
        new = access.sign_in(door.store, door.waits, name, password, address=address, instead_of=before)
    except (access.Refused, Busy) as error:
        wait = error.retry_after if isinstance(error, Busy) else 0
        shown = {"title": "Sign in", "next": inside(next), "name": name, "error": str(error)}
        answer: Response = page(request, "sign_in.html", status=429 if wait else 401, **shown)
        if wait:
            answer.headers["Retry-After"] = str(wait)
        return answer
    answer = RedirectResponse(inside(next), 303)
    cookies.put(answer, request.scope, cookies.SIGN_IN, new)
    return answer


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the sign-in, and take the cookie away."""
    door, held = guard.of(request), cookies.value(request.scope, cookies.SIGN_IN)
    if held:
        access.sign_out(door.store, held, request.state.trail.actor)
        door.callers.forget()
    request.state.trail.told_elsewhere()
    answer = RedirectResponse(SIGN_IN, 303)
    cookies.put(answer, request.scope, cookies.SIGN_IN, "")
    return answer


def inside(address: str) -> str:
    """An address of this site to go on to; the first page where it is none.

    >>> inside("/articles/a?x=1"), inside("//evil.example"), inside("/\\\\evil.example"), inside("https://evil.example")
    ('/articles/a?x=1', '/', '/', '/')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    tidy = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if tidy and not parts.scheme and not parts.netloc and "\\" not in address else "/"
