"""The review queue: what to read next, and who has taken it."""

from __future__ import annotations

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from reliability import review
from reliability.errors import ReliabilityError
from reliability.web.api import _desk_moves as moves
from reliability.web.api import _paging as paging
from reliability.web.api import _rows as rows
from reliability.web.api._filters import Filtered
from reliability.web.api._kinds import ArticleId, Whole
from reliability.web.api._route import noun
from reliability.web.api._shapes import QUEUED, STANDING
from reliability.web.desk import AtDesk
from reliability.web.trail import AtTrail
from reliability.web.who import Reader, Reviewer

router = noun("queue")


class Taking(BaseModel):
    """How long an article is taken for, and why."""

    model_config = ConfigDict(extra="forbid", strict=True)

    minutes: Whole = Field(default=30, ge=1, le=1_440, description="Minutes until it goes back to the queue by itself.")
    reason: str = Field(default="", max_length=2_000, description="Why; needed where it is taken from another.")


class Releasing(BaseModel):
    """Why an article is given back."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reason: str = Field(default="", max_length=2_000, description="Why; needed where another holds it.")


@router.get("/queue", response_model=rows.listing("Queue", "queue", QUEUED, total=(int, "Rows of all pages.")))
def queue(
    request: Request,
    desk: AtDesk,
    user: Reader,
    filters: Filtered,
    after: paging.After = None,
    limit: paging.Limit = 50,
) -> Response:
    """Articles by their need for a human, the neediest first, with the reason; those that are open by default.

    A cursor keeps the time as of which the rows are ordered, so that no page repeats or skips one.
    """
    (last,) = paging.read(request, after, str) or (None,)
    try:
        page = review.queue(desk.store, filters, after=last, limit=limit)
    except ReliabilityError as error:
        if error.exit_code == 3 or last is None:
            raise
        raise paging.unreadable() from error
    following = paging.write(request, [page.next]) if page.next else None
    return paging.linked(request, {"queue": page.rows.to_dicts(), "total": page.total}, following)


@router.post("/queue/{article_id:path}/take", response_model=STANDING)
def take(article_id: ArticleId, desk: AtDesk, user: Reviewer, trail: AtTrail, taking: Taking | None = None) -> Response:
    """Take an article, so that nobody else works on it for a while; who holds it already gets more time."""
    given = taking or Taking()
    moves.known(desk.store, article_id)
    admin = moves.is_admin(user)
    found = review.take(desk.store, article_id, user.name, minutes=given.minutes, reason=given.reason, admin=admin)
    trail.note("taken", article_id)
    return moves.standing(found)


@router.post("/queue/{article_id:path}/release", response_model=STANDING)
def release(
    article_id: ArticleId, desk: AtDesk, user: Reviewer, trail: AtTrail, releasing: Releasing | None = None
) -> Response:
    """Give an article back to the queue."""
    given = releasing or Releasing()
    moves.known(desk.store, article_id)
    found = review.release(desk.store, article_id, user.name, reason=given.reason, admin=moves.is_admin(user))
    trail.note("released", article_id)
    return moves.standing(found)
