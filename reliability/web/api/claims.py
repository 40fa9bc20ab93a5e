"""Claims over all articles."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request, Response

from reliability import records, tracing
from reliability.errors import ReliabilityError
from reliability.store import Reader as Opened
from reliability.web.api import _paging as paging
from reliability.web.api import _rows as rows
from reliability.web.api._route import noun
from reliability.web.desk import AtDesk
from reliability.web.who import Reader

TELLING = rows.of_table("Telling", records.TRACE)

router = noun("claims")


@router.get("/claims", response_model=rows.listing("Tellings", "claims", TELLING))
def claims(
    request: Request,
    desk: AtDesk,
    user: Reader,
    q: Annotated[str, Query(max_length=2_000, description="A quotation, a piece of one, or a claim in other words.")],
    after: paging.After = None,
    limit: paging.Limit = paging.MOST,
) -> Response:
    """Who said a thing first, and how it spread: as `reliability trace`, the claims that fit best first.

    A search finds all at once; its cursor counts rows. Less than two words find nothing.
    """
    (seen,) = paging.read(request, after, int) or (0,)
    found = _told(desk.store, q)[max(seen, 0) :]
    following = paging.write(request, [max(seen, 0) + limit]) if len(found) > limit else None
    return paging.linked(request, {"claims": found[:limit]}, following)


def _told(opened: Opened, asked: str) -> list[dict[str, Any]]:
    try:
        return tracing.trace(opened, asked).to_dicts()
    except ReliabilityError as error:
        if error.exit_code == 3:
            raise
        return []  # too little to look for
