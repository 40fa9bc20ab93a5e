"""Who asks: parameters of routes that need a reader, a reviewer or an admin, and what every route asks of requests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from reliability import access
from reliability.access import ADMIN, READER, REVIEWER, Caller
from reliability.web import guard
from reliability.web.body import MAX_BODY
from reliability.web.crossing import SAFE
from reliability.web.problems import Refused
from reliability.web.strangers import API

User = Caller
"""Who is signed in: `name`, `role`, and `via`, how."""

CSRF_FIELD, CSRF_HEADER = "csrf_token", "X-CSRF-Token"
MAX_FILES, MAX_FIELDS = 1, 2_000  # of one form
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


# None of these waits for anything, and a thread costs more than they do: hence async.
def _at_least(role: str) -> Callable[[Request], Awaitable[User]]:
    async def allowed(request: Request) -> User:
        user: User | None = request.state.user
        if user is None:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        if not access.may(user.role, role):
            raise HTTPException(403, f"This needs the role {role}; {user.name} is {user.role}.")
        return user

    return allowed


Reader = Annotated[User, Depends(_at_least(READER))]
"""Parameter of a route that anybody who is signed in may use."""
Reviewer = Annotated[User, Depends(_at_least(REVIEWER))]
"""Parameter of a route that decides."""
Admin = Annotated[User, Depends(_at_least(ADMIN))]
"""Parameter of a route that changes how the desk works."""


async def own_form(request: Request) -> None:
    """Refuse what a browser sends unless it comes from a page of ours: dependency of every route.

    Who sends a token of the API needs nothing, nor does a program on this machine where there are no users. Others
    send what pages hold as `csrf_token`, in a field of the form or in the header `X-CSRF-Token`.

    Raises:
        Refused: it does not.
    """
    user: User | None = request.state.user
    on_api = request.url.path.startswith(API)
    if request.method in SAFE or (user and (user.via == access.TOKEN or (user.via == access.LOCAL and on_api))):
        return
    given = request.headers.get(CSRF_HEADER)
    if given is None and request.headers.get("content-type", "").partition(";")[0].strip().lower() in FORMS:
        sent = await request.form(max_files=MAX_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_BODY)
        field = sent.get(CSRF_FIELD)
        given = field if isinstance(field, str) else None
    if not access.form_fits(request.state.form_secret, given or ""):
        raise Refused("other-site")


async def _scoring(request: Request) -> None:
    user: User | None = request.state.user
    request.state.trail.told_elsewhere()
    if user is None or user.via == access.LOCAL:
        return
    left = guard.of(request).scorings.take(user.name)
    if left:
        raise HTTPException(429, f"Try again in {left} s.", headers={"Retry-After": str(left)})


Scoring = Depends(_scoring)
"""Dependency of a route that scores: it has a limit of its own, and the run that it makes is its entry in the log."""
