"""The queue: what needs a human next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from reliability import records, review
from reliability.errors import ReliabilityError
from reliability.review.filters import STATES
from reliability.web import dossiers
from reliability.web.desk import AtDesk, Desk
from reliability.web.templating import page
from reliability.web.who import Reader, User
from reliability.web.words import part

ROWS = 25  # of a page
FIELDS = ("title", "source", "story", "flag", "severity", "low", "high", "since", "until", "state", "assignee")
LONGEST = 300  # characters of a field
LOOKED_AT = 50  # rows in which the next article is sought

router = APIRouter()

Text = Annotated[str, Query(max_length=2_000)]


class Asked:
    """The filters of a request, as they were typed; `asked[name]` is empty where one was not."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        given = {name: typed.get(name, "").strip()[:LONGEST] for name in FIELDS}
        self.given = {name: text for name, text in given.items() if text}

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "")

    @property
    def address(self) -> str:
        """The same as a query string."""
        return urlencode(self.given)

    def filters(self, user: User) -> review.Filters:
        """What they mean; the assignee `me` is the user.

        Raises:
            ReliabilityError: one of them cannot be.
        """
        known = {name: text for name, text in self.given.items() if name not in ("low", "high")}
        if known.get("assignee") == "me":
            known["assignee"] = user.name
        low, high = self.given.get("low", ""), self.given.get("high", "")
        return review.Filters.read(**known, score=f"{low}-{high}" if low or high else None)


async def _asked(request: Request) -> Asked:
    return Asked(request.query_params)


Filtered = Annotated[Asked, Depends(_asked)]
"""Parameter of a route whose query filters the queue."""


@router.get("/")
def queue(
    request: Request, desk: AtDesk, user: Reader, asked: Filtered, after: Text = "", done: Text = ""
) -> HTMLResponse:
    """The queue, a page at a time; `done` is the article that was just decided on."""
    found, wrong = None, None
    try:
        found = _page(desk, user, asked, after or None, ROWS)
    except ReliabilityError as error:
        wrong = error
    rows = _rows(desk, found) if found else []
    return page(
        request,
        "queue.html",
        status=422 if wrong else 200,
        user=user,
        title="Queue",
        here="queue",
        rows=rows,
        total=found.total if found else 0,
        more=urlencode({**asked.given, "after": found.next}) if found and found.next else "",
        first=not after,
        done=dossiers.decided(desk.store, done),
        asked=asked,
        wrong=wrong,
        states=STATES,
        severities=records.SEVERITIES,
    )


@router.get("/next")
def next_one(desk: AtDesk, user: Reader, asked: Filtered, of: Text = "") -> RedirectResponse:
    """Open the neediest article of the queue but this one."""
    return RedirectResponse(address_of_next(desk, user, asked, of), status_code=303)


def address_of_next(desk: Desk, user: User, asked: Asked, of: str) -> str:
    """The page of the neediest article that nobody else has taken; of `of` only where it is the only one.

    Raises:
        ReliabilityError: a filter cannot be.
    """
    rows = _page(desk, user, asked, None, LOOKED_AT).rows
    free = rows.filter(rows["holder"].is_null() | (rows["holder"] == user.name))["article_id"].to_list()
    wanted = next((article for article in free if article != of), None)
    if wanted is None:
        return f"/?{asked.address}"
    return f"/articles/{part(wanted)}?{urlencode({'queue': asked.address})}"


def _page(desk: Desk, user: User, asked: Asked, after: str | None, limit: int) -> review.Page:
    weights = desk.session.config.weights
    return review.queue(desk.store, asked.filters(user), weights=weights, after=after, limit=limit)


def _rows(desk: Desk, found: review.Page) -> list[dict[str, object]]:
    """The rows with their grades (`source_reliability`, `information_credibility`) and flags (`raised`)."""
    if not found.rows.height:
        return []
    results = desk.store.result_rows(found.rows["article_id"].to_list())
    told = results.select("article_id", "source_reliability", "information_credibility", raised="flags")
    return found.rows.join(told, on="article_id", how="left", maintain_order="left").to_dicts()
