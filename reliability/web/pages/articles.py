"""One article: its text, what it claims and through whom, what was judged of it, and the decision."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reliability import explaining, records, review
from reliability.errors import ReliabilityError
from reliability.reports.explained import explained
from reliability.web import dossiers
from reliability.web.desk import AtDesk, Desk
from reliability.web.templating import page
from reliability.web.who import Reader
from reliability.web.words import part

LONGEST = 2_000  # characters of an id or a queue's filters
KEYS = {"approved": "a", "rejected": "r", "escalated": "e", "needs_sources": ""}

router = APIRouter()

Text = Annotated[str, Query(max_length=LONGEST)]


@router.get("/articles/{article_id:path}")
def article(
    request: Request,
    desk: AtDesk,
    user: Reader,
    article_id: str,
    queue: Text = "",
    verdict: Text = "",
    done: Text = "",
) -> Response:
    """The page of an article; an address of it or words of its title lead there too."""
    told = _known(desk, article_id)
    key = told.article["article_id"]
    if key != article_id:
        return RedirectResponse(f"/articles/{part(key)}?{urlencode({'queue': queue})}", status_code=303)
    return page(
        request,
        "article.html",
        user=user,
        title=told.article["title"] or "(no title)",
        here="queue",
        told=told,
        queue=queue,
        wanted=verdict if verdict in KEYS else "",
        keys=KEYS,
        claim_verdicts=records.CLAIM_VERDICT_WORDS,
        moves=review.MOVES[told.standing.state],
        done=dossiers.decided(desk.store, done),
    )


@router.get("/reasons/{article_id:path}")
def reasons(request: Request, desk: AtDesk, user: Reader, article_id: str) -> HTMLResponse:
    """Why the article has its score, in words: what speaks for and against it, and what its author could do."""
    try:
        found = explaining.explain(desk.store, article_id, desk.session.config)
    except ReliabilityError as error:
        raise HTTPException(404, str(error)) from error
    told = explained(found)
    sides = [(side, [row for row in told["reasons"] if row["side"] == side]) for side in ("against", "for")]
    title = f"Reasons: {told['title'] or '(no title)'}"
    return page(request, "reasons.html", user=user, title=title, here="queue", told=told, sides=sides)


def _known(desk: Desk, article_id: str) -> dossiers.Dossier:
    try:
        return dossiers.dossier(desk.store, article_id)
    except ReliabilityError as error:
        raise HTTPException(404, str(error)) from error
