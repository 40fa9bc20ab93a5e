"""Sources: the publishers, and the outlets that articles cite; one of them with its history."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

import polars as pl
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from reliability import records, store
from reliability.store import publishing
from reliability.web.desk import AtDesk
from reliability.web.templating import page
from reliability.web.who import Reader

ROWS = 50  # of a page, and of each part of a source's page
MONTHS = 24
LONGEST = 300  # characters

router = APIRouter()

Text = Annotated[str, Query(max_length=LONGEST)]


@router.get("/sources")
def sources(
    request: Request,
    desk: AtDesk,
    user: Reader,
    role: Text = "",
    words: Text = "",
    after: Text = "",
    after_articles: Annotated[int, Query(ge=0)] = 0,
    after_role: Text = "",
) -> HTMLResponse:
    """All sources, those with most articles first, a page at a time."""
    key = (after_role, after_articles, after) if after else None
    known = role if role in records.ROLES else None
    found = store.sources_page(desk.store, ROWS + 1, key, role=known, words=words.strip() or None).to_dicts()
    rows, more = found[:ROWS], ""
    if len(found) > ROWS:
        last = rows[-1]
        key_of = {"after": last["source"], "after_articles": last["articles"], "after_role": last["role"]}
        more = urlencode({"role": role, "words": words, **key_of})
    return page(
        request,
        "sources.html",
        user=user,
        title="Sources",
        here="sources",
        rows=rows,
        more=more,
        role=known or "",
        words=words,
        roles=records.ROLES,
    )


@router.get("/sources/{source:path}")
def source(request: Request, desk: AtDesk, user: Reader, source: str) -> HTMLResponse:
    """One source: its score and what that is made of, its history, whom it cites, and who cites it."""
    opened = desk.store
    found = pl.concat(store.sources(opened, name=source)).to_dicts()
    if not found:
        raise HTTPException(404, f"There is no source '{source[:LONGEST]}'. All are listed on the page Sources.")
    roles = {row["role"]: row for row in found}
    name = found[0]["source"]
    names = publishing.names(opened, name)
    return page(
        request,
        "source.html",
        user=user,
        title=name,
        here="sources",
        name=name,
        names=[known for known in names if known != name],
        published=roles.get("publisher"),
        cited=roles.get("cited") or _cited(opened, names),
        months=_months(opened, name) if names else [],
        cites=publishing.cites(opened, name, ROWS).to_dicts() if names else [],
        cited_by=publishing.cited_by(opened, name, names, ROWS).to_dicts(),
        articles=publishing.latest(opened, name, ROWS).to_dicts() if names else [],
        declared=store.declarations(opened, name).head(ROWS).to_dicts() if "publisher" in roles else [],
        most=ROWS,
    )


def _cited(opened: store.Reader, names: list[str]) -> dict[str, Any] | None:
    """The row of a publisher as articles cite it, under one of its names."""
    rows = (row for name in names for row in pl.concat(store.sources(opened, "cited", name)).to_dicts())
    return next(rows, None)


def _months(opened: store.Reader, name: str) -> list[dict[str, Any]]:
    rows = publishing.months(opened, name, MONTHS).to_dicts()
    most = max((row["articles"] for row in rows), default=1)
    return [
        {
            **row,
            "share": row["articles"] / most,
            "relayed": row["second_hand"] / row["claims"] if row["claims"] else None,
        }
        for row in rows
    ]
