"""What each kind of problem means, and all of them; the `type` of a problem leads here."""

from __future__ import annotations

from fastapi import Response

from reliability.web.api import _rows as rows
from reliability.web.api._route import noun
from reliability.web.api._shapes import Problem, listed
from reliability.web.problems import BY_NAME, KINDS, Refused, content

router = noun("problems")


@router.get("/problems", response_model=listed("Problems", "problems", Problem))
def kinds() -> Response:
    """Every kind of problem that the API answers with."""
    return rows.json({"problems": [content(known.status, "", "", known) for known in KINDS]})


@router.get("/problems/{name}", response_model=Problem)
def kind(name: str) -> Response:
    """A kind of problem in words: its status, what it means and what to do about it."""
    known = BY_NAME.get(name)
    if known is None:
        raise Refused("not-found", f"There is no kind of problem '{name[:100]}'; known: {', '.join(BY_NAME)}.")
    return rows.json(content(known.status, "", "", known))
