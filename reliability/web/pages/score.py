"""Scoring by hand: paste a text, choose a file, or give an address."""

from __future__ import annotations

import time

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reliability.errors import ReliabilityError
from reliability.web.desk import AtDesk
from reliability.web.forms import Sent
from reliability.web.received import MOST, articles
from reliability.web.templating import page
from reliability.web.who import Reader, Reviewer, Scoring, User
from reliability.web.words import part

FIELDS = ("text", "title", "url", "publisher", "address")

router = APIRouter()


@router.get("/score")
def blank(request: Request, user: Reader) -> HTMLResponse:
    """The empty form."""
    return _form(request, user, dict.fromkeys(FIELDS, ""))


@router.post("/score", dependencies=[Scoring])
def score(request: Request, desk: AtDesk, user: Reviewer, sent: Sent) -> Response:
    """Score what was handed in, and open it; several articles are listed."""
    started = time.perf_counter()
    try:
        found, origin = articles(sent, desk.session.config)
        rows = desk.score(found, [origin])
    except ReliabilityError as error:
        if error.exit_code == 3:
            raise
        return _form(request, user, {name: sent[name] for name in FIELDS}, error)
    if rows.height == 1:
        return RedirectResponse(f"/articles/{part(rows['article_id'][0])}", status_code=303)
    took = time.perf_counter() - started
    shown = rows.drop("contributions").to_dicts()
    return page(request, "scored.html", user=user, title="Scored", here="score", rows=shown, took=took)


def _form(request: Request, user: User, given: dict[str, str], wrong: ReliabilityError | None = None) -> HTMLResponse:
    status = 422 if wrong else 200
    return page(
        request,
        "score.html",
        status=status,
        user=user,
        title="Score",
        here="score",
        given=given,
        wrong=wrong,
        most=MOST,
    )
