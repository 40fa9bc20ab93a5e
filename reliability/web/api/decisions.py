"""Decisions: made, taken back and listed. None is ever changed or deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from reliability import review, store
from reliability.web.api import _desk_moves as moves
from reliability.web.api import _kinds as kinds
from reliability.web.api import _paging as paging
from reliability.web.api import _rows as rows
from reliability.web.api._kinds import ArticleId, Moment, Text
from reliability.web.api._route import noun
from reliability.web.api._shapes import DECISION, STANDING
from reliability.web.desk import AtDesk
from reliability.web.problems import Refused
from reliability.web.rescoring import after_decision
from reliability.web.trail import AtTrail
from reliability.web.who import Reader, Reviewer

Reason = Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"\w")]

router = noun("decisions")


class ClaimDecision(BaseModel):
    """A verdict on one claim."""

    model_config = ConfigDict(extra="forbid", strict=True)

    claim_id: str = Field(min_length=1, max_length=2_000, description="Its id, or its number in the article.")
    verdict: kinds.ClaimVerdict
    reason: str = Field(default="", max_length=2_000, description="Why.")


class Deciding(BaseModel):
    """A verdict on an article."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={
            "anyOf": [
                {"properties": {"verdict": {"not": {"const": "reopened"}}}},
                {"properties": {"claims": {"maxItems": 0}}},
            ]
        },
    )

    verdict: kinds.Verdict = Field(description="`reopened` puts a decided article back into the queue.")
    reason: Reason = Field(description="Why, in the reviewer's words.")
    claims: list[ClaimDecision] = Field(
        default=[], max_length=500, description="Verdicts on claims, each claim once; none where it is reopened."
    )
    revision: kinds.Revision | None = Field(
        default=None, description="The revision that was read: refused where it is not the current."
    )


class Undoing(BaseModel):
    """Why a decision is taken back."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reason: Reason = Field(description="Why, in the reviewer's words.")


@router.get("/decisions", response_model=rows.listing("Decisions", "decisions", DECISION))
def decisions(
    request: Request,
    desk: AtDesk,
    user: Reader,
    article: Annotated[Text | None, Query(description="Only those on the article of this id.")] = None,
    reviewer: Annotated[Text | None, Query(description="Only those of this reviewer.")] = None,
    verdict: Annotated[kinds.Verdict | None, Query(description="Only this verdict.")] = None,
    since: Annotated[Moment | None, Query(description="Made then or later.")] = None,
    after: paging.After = None,
    limit: paging.Limit = paging.MOST,
) -> Response:
    """Decisions, the latest first."""
    key = paging.read(request, after, datetime, str)
    found = store.decisions_page(
        desk.store,
        limit + 1,
        key,
        article_id=article or None,
        reviewer=reviewer or None,
        verdict=verdict,
        since=since,
    )
    return paging.page(request, "decisions", found.to_dicts(), limit, ["decided_at", "decision_id"])


@router.post("/articles/{article_id:path}/decisions", response_model=STANDING, status_code=201)
def decide(article_id: ArticleId, deciding: Deciding, desk: AtDesk, user: Reviewer, trail: AtTrail) -> Response:
    """Decide on an article, and on claims of it; the sources are scored anew with it, after the answer."""
    verdicts = [review.ClaimVerdict(claim.claim_id, claim.verdict, claim.reason) for claim in deciding.claims]
    moves.known(desk.store, article_id)
    found = review.decide(
        desk.store,
        article_id,
        deciding.verdict,
        deciding.reason,
        user.name,
        claims=verdicts,
        revision=deciding.revision,
    )
    trail.note("decision", article_id, deciding.verdict)
    return moves.standing(found, 201, after_decision(desk))


@router.post("/decisions/{decision_id}/undo", response_model=STANDING, status_code=201)
def undo(
    decision_id: Annotated[str, Path(description="Id of the decision.")],
    undoing: Undoing,
    desk: AtDesk,
    user: Reviewer,
    trail: AtTrail,
) -> Response:
    """Take a decision back, with its verdicts on claims; it must be the one that holds. The one before holds again."""
    article_id = store.article_of_decision(desk.store, decision_id)
    if article_id is None:
        raise Refused("not-found", f"There is no decision '{decision_id[:100]}'.")
    admin = moves.is_admin(user)
    found = review.undo(desk.store, article_id, undoing.reason, user.name, admin=admin, decision=decision_id)
    trail.note("decision undone", article_id, decision_id)
    return moves.standing(found, 201, after_decision(desk))
