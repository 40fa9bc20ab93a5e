"""Flags over all articles."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response

from reliability import store
from reliability.web.api import _paging as paging
from reliability.web.api import _rows as rows
from reliability.web.api._kinds import Moment, Severity, Text
from reliability.web.api._route import noun
from reliability.web.api._shapes import FLAG_ROW
from reliability.web.desk import AtDesk
from reliability.web.who import Reader

router = noun("flags")


@router.get("/flags", response_model=rows.listing("Flags", "flags", FLAG_ROW))
def flags(
    request: Request,
    desk: AtDesk,
    user: Reader,
    code: Annotated[Text | None, Query(description="Only this code.")] = None,
    severity: Annotated[Severity | None, Query(description="Only this severity.")] = None,
    since: Annotated[Moment | None, Query(description="Raised by a run that started then or later.")] = None,
    after: paging.After = None,
    limit: paging.Limit = paging.MOST,
) -> Response:
    """Flags, those that the newest run raised first."""
    key = paging.read(request, after, str, str, str)
    wanted = code.upper() if code else None
    found = store.flags_page(desk.store, limit + 1, key, code=wanted, severity=severity, since=since)
    return paging.page(request, "flags", found.to_dicts(), limit, ["run_id", "article_id", "code"])
