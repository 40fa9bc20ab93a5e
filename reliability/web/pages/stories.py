"""Stories: who had it first, who copied and cited whom, and what the reports do not agree on."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from reliability import recounting, store
from reliability.errors import ReliabilityError
from reliability.reports.story import values, words
from reliability.reports.story.page import ENTRIES
from reliability.reports.story.page import ROWS as PARTS
from reliability.web.desk import AtDesk
from reliability.web.templating import page
from reliability.web.who import Reader

ROWS = 30  # of a page
LONGEST = 300  # characters

router = APIRouter()

Text = Annotated[str, Query(max_length=LONGEST)]


@router.get("/stories")
def stories(
    request: Request,
    desk: AtDesk,
    user: Reader,
    source: Text = "",
    only: Text = "",
    after: Text = "",
    after_time: datetime | None = None,
) -> HTMLResponse:
    """Stories that several articles tell, those with the newest article first."""
    key = (after_time, after) if after and after_time else None
    found = store.stories_page(
        desk.store,
        ROWS + 1,
        key,
        source=source.strip() or None,
        conflicts=only == "conflicts",
        circular=only == "circular",
    ).to_dicts()
    rows, more = found[:ROWS], ""
    if len(found) > ROWS:
        last = rows[-1]
        more = urlencode(
            {"source": source, "only": only, "after": last["story_id"], "after_time": last["newest"].isoformat()}
        )
    return page(
        request,
        "stories.html",
        user=user,
        title="Stories",
        here="stories",
        rows=rows,
        more=more,
        source=source,
        only=only,
    )


@router.get("/stories/{story_id:path}")
def story(request: Request, desk: AtDesk, user: Reader, story_id: str) -> HTMLResponse:
    """One story, as `reliability story` tells it."""
    try:
        told = values.shown(recounting.in_words(recounting.recount(desk.store, story_id)))
    except ReliabilityError as error:
        raise HTTPException(404, str(error)) from error
    entries, names = told["timeline"], words.publishers(told)
    return page(
        request,
        "story.html",
        user=user,
        title=words.clipped(entries[0]["title"] or "(no title)", LONGEST),
        here="stories",
        story=told,
        first=entries[0],
        names=names,
        totals=words.totals(told),
        explained=words.explained(told),
        ways=[words.ways(entry, names) for entry in entries[:ENTRIES]],
        places={entry["article_id"]: f"article-{place}" for place, entry in enumerate(entries[:ENTRIES], 1)},
        entries=ENTRIES,
        rows=PARTS,
    )
