"""Runs: what was read when, with which model, and how long it took."""

from __future__ import annotations

from fastapi import Request, Response

from reliability import records, store
from reliability.web.api import _paging as paging
from reliability.web.api import _rows as rows
from reliability.web.api._route import noun
from reliability.web.desk import AtDesk
from reliability.web.who import Reader

RUN = rows.of_table("Run", records.RUNS, without=())

router = noun("runs")


@router.get("/runs", response_model=rows.listing("Runs", "runs", RUN))
def runs(
    request: Request, desk: AtDesk, user: Reader, after: paging.After = None, limit: paging.Limit = paging.MOST
) -> Response:
    """Runs, the latest first."""
    (last,) = paging.read(request, after, str) or (None,)
    return paging.page(request, "runs", store.runs_page(desk.store, limit + 1, last).to_dicts(), limit, ["run_id"])
