"""Scoring."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body

from reliability import readers
from reliability.web.desk import AtDesk
from reliability.web.who import Reviewer

router = APIRouter(tags=["score"])


@router.post("/score")
def score(
    desk: AtDesk,
    user: Reviewer,
    article: Annotated[dict[str, Any], Body(description="One article; `text` or `html` is required.")],
) -> dict[str, Any]:
    """Score one article, store it, and answer like a line of `reliability score --format jsonl`."""
    return desk.score(readers.one(article), ["<api>"]).row(0, named=True)
