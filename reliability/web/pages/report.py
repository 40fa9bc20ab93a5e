"""The data-quality report, as `reliability report` writes it."""

from __future__ import annotations

import io
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reliability import quality, store
from reliability.reports.quality import page as report_page
from reliability.web.desk import AtDesk, Desk
from reliability.web.headers import own_policy
from reliability.web.rooms import AtRooms
from reliability.web.templating import page
from reliability.web.who import Reader

RUNS = 30
LONGEST = 300  # characters
TITLE = "Data-quality report"

router = APIRouter()

Text = Annotated[str, Query(max_length=LONGEST)]


@router.get("/report")
def report(request: Request, desk: AtDesk, user: Reader) -> HTMLResponse:
    """The runs of which there is a report, and a form for a period or a publisher."""
    runs = [run for run in store.runs_page(desk.store, RUNS).to_dicts() if run["articles"]]
    return page(request, "report.html", user=user, title=TITLE, here="report", runs=runs)


@router.get("/report/page")
async def whole(
    desk: AtDesk, rooms: AtRooms, user: Reader, run: Text = "", since: Text = "", source: Text = ""
) -> HTMLResponse:
    """The report itself: one page with its scripts and styles inside, which its own content policy names."""
    content = await rooms.reports.run(_made, desk, run or None, since.strip() or None, source.strip() or None)
    return HTMLResponse(content, headers=own_policy(report_page.digests(), inline_styles=True))


def _made(desk: Desk, run: str | None, since: str | None, source: str | None) -> bytes:
    told = quality.summary(desk.store, desk.session.config, run, since, source)
    out = io.BytesIO()
    report_page.render(told, out, TITLE)
    return out.getvalue()
