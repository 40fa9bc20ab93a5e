"""What a reviewer does with an article: takes it, gives it back, decides, undoes, records a reply."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from reliability import review
from reliability.access import ADMIN
from reliability.errors import ReliabilityError
from reliability.web.desk import AtDesk, Desk
from reliability.web.forms import Form, Sent
from reliability.web.pages.articles import Written, refused
from reliability.web.pages.queue import Asked, address_of_next
from reliability.web.rescoring import after_decision
from reliability.web.who import Reviewer
from reliability.web.words import part

router = APIRouter()


@router.post("/take/{article_id:path}")
def take(desk: AtDesk, user: Reviewer, article_id: str, sent: Sent) -> RedirectResponse:
    """Take an article and open it; an admin may take it from another, with a reason."""
    minutes = desk.session.config["take_minutes"]
    review.take(desk.store, article_id, user.name, minutes=minutes, reason=sent["reason"], admin=user.role == ADMIN)
    return _to(article_id, sent)


@router.post("/release/{article_id:path}")
def release(desk: AtDesk, user: Reviewer, article_id: str, sent: Sent) -> RedirectResponse:
    """Give an article back to the queue."""
    review.release(desk.store, article_id, user.name, reason=sent["reason"], admin=user.role == ADMIN)
    if sent["back"] == "queue":
        return RedirectResponse(f"/?{_asked(sent).address}", status_code=303)
    return _to(article_id, sent)


@router.post("/decide/{article_id:path}")
def decide(request: Request, desk: AtDesk, user: Reviewer, article_id: str, sent: Sent) -> Response:
    """Decide, then open the next article of the queue; where that cannot be, what was written is not lost."""
    seen = sent["revision"]
    try:
        review.decide(
            desk.store,
            article_id,
            sent["verdict"],
            sent["reason"],
            user.name,
            claims=_verdicts(sent),
            revision=int(seen) if seen.isdecimal() else None,
        )
    except ReliabilityError as error:
        if error.exit_code == 3:
            raise
        return refused(request, desk, user, article_id, _written(sent), error)
    if sent["verdict"] == "reopened":
        return _to(article_id, sent, rescored=desk)
    following = f"{address_of_next(desk, user, _asked(sent), article_id)}&{urlencode({'done': article_id})}"
    return RedirectResponse(following, status_code=303, background=after_decision(desk))


@router.post("/undo/{article_id:path}")
def undo(desk: AtDesk, user: Reviewer, article_id: str, sent: Sent) -> RedirectResponse:
    """Take the last decision back, and open its article."""
    meant = sent["decision"] or None
    review.undo(desk.store, article_id, sent["reason"], user.name, admin=user.role == ADMIN, decision=meant)
    return _to(article_id, sent, rescored=desk)


@router.post("/reply/{article_id:path}")
def reply(desk: AtDesk, user: Reviewer, article_id: str, sent: Sent) -> RedirectResponse:
    """Record what the publisher says."""
    review.reply(
        desk.store, sent["who"], sent["text"], user.name, article_id=article_id, url=sent["url"].strip() or None
    )
    return _to(article_id, sent, "#replies")


def _written(sent: Form) -> Written:
    return Written(
        sent["queue"],
        sent["revision"],
        sent["verdict"],
        sent["reason"],
        sent.beginning("claim-"),
        sent.beginning("why-"),
    )


def _verdicts(sent: Form) -> list[review.ClaimVerdict]:
    reasons = sent.beginning("why-")
    chosen = ((number, verdict) for number, verdict in sent.beginning("claim-").items() if verdict)
    return [review.ClaimVerdict(number, verdict, reasons.get(number, "")) for number, verdict in chosen]


def _asked(sent: Form) -> Asked:
    """The filters of the queue from which the reviewer came."""
    return Asked(dict(parse_qsl(sent["queue"][:5_000])))


def _to(article_id: str, sent: Form, place: str = "", rescored: Desk | None = None) -> RedirectResponse:
    queue = f"?{urlencode({'queue': sent['queue']})}" if sent["queue"] else ""
    background = after_decision(rescored) if rescored else None
    return RedirectResponse(f"/articles/{part(article_id)}{queue}{place}", status_code=303, background=background)
