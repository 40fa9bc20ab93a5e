"""Scoring by hand: paste a text, choose a file, or give an address."""

from __future__ import annotations

import time

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reliability.errors import Busy, ReliabilityError
from reliability.web.desk import AtDesk
from reliability.web.forms import Sent
from reliability.web.received import MOST, articles
from reliability.web.rooms import AtRooms
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
async def score(request: Request, desk: AtDesk, rooms: AtRooms, user: Reviewer, sent: Sent) -> Response:
    """Score what was handed in, and open it; several articles are listed."""
    started = time.perf_counter()
    reading = rooms.fetching if sent["address"].strip() else rooms.scoring
    try:
        found, origin = await reading.run(articles, sent, desk.session.config)
        rows = await rooms.scoring.run(desk.score, found, [origin])
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
    retry = str(wrong.retry_after) if isinstance(wrong, Busy) else ""
    answer = page(
        request,
        "score.html",
        status=503 if retry else 422 if wrong else 200,
        user=user,
        title="Score",
        here="score",
        given=given,
        wrong=wrong,
        most=MOST,
    )
    if retry:
        answer.headers["Retry-After"] = retry
    return answer
