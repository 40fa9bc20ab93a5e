"""Scored articles."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from reliability import store
from reliability.web.desk import AtDesk
from reliability.web.who import Reader

PAGE = 100  # articles of one page, at most

router = APIRouter(tags=["articles"])


@router.get("/articles")
def articles(
    desk: AtDesk,
    user: Reader,
    after: Annotated[str, Query(max_length=1000, description="The last article_id of the page before.")] = "",
    limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
) -> dict[str, Any]:
    """Scored articles by article_id, a page at a time; `next` is the `after` of the following page, or null."""
    found = store.page(desk.store, after, limit + 1)
    shown = found.head(limit)
    return {"articles": shown.to_dicts(), "next": shown["article_id"][-1] if found.height > limit else None}
