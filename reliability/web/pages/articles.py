"""One article: its text, what it claims and through whom, what was judged of it, and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reliability import explaining, records, review
from reliability.errors import Conflict, ReliabilityError
from reliability.reports.explained import explained
from reliability.web import dossiers
from reliability.web.desk import AtDesk, Desk
from reliability.web.templating import page
from reliability.web.who import Reader, User
from reliability.web.words import part

LONGEST = 2_000  # characters of an id or a queue's filters
KEYS = {"approved": "a", "rejected": "r", "escalated": "e", "needs_sources": ""}

router = APIRouter()


@dataclass(frozen=True)
class Written:
    """What a reviewer wrote into the form of a decision: `claims` and `why` by the claim's number."""

    queue: str = ""
    revision: str = ""
    verdict: str = ""
    reason: str = ""
    claims: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)


NOTHING = Written()

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
    return _page(request, desk, user, told, queue=queue, verdict=verdict, done=done)


def refused(
    request: Request, desk: Desk, user: User, article_id: str, written: Written, wrong: ReliabilityError
) -> HTMLResponse:
    """The page of an article on which something could not be decided, with what the reviewer wrote."""
    told = _known(desk, article_id)
    if written.revision != str(told.standing.revision):
        written = replace(written, claims={}, why={})  # their numbers are those of other words
    return _page(
        request,
        desk,
        user,
        told,
        queue=written.queue,
        verdict=written.verdict,
        status=409 if isinstance(wrong, Conflict) else 422,
        written=written,
        wrong=wrong,
    )


def _page(
    request: Request,
    desk: Desk,
    user: User,
    told: dossiers.Dossier,
    *,
    queue: str,
    verdict: str,
    done: str = "",
    status: int = 200,
    written: Written = NOTHING,
    wrong: ReliabilityError | None = None,
) -> HTMLResponse:
    return page(
        request,
        "article.html",
        status=status,
        user=user,
        written=written,
        wrong=wrong,
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
