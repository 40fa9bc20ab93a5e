"""Users, tokens and the log, for admins to read; they are changed on the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reliability import store
from reliability.access import tokens
from reliability.web.desk import AtDesk
from reliability.web.templating import page
from reliability.web.who import Admin

LATEST = 200  # entries of the log

router = APIRouter()

Text = Annotated[str, Query(max_length=100)]


@router.get("/admin")
def admin(request: Request, desk: AtDesk, user: Admin, who: Text = "", what: Text = "") -> HTMLResponse:
    """Who may do what, and what was done lately: by one user or token, or of one kind, where asked for."""
    now = datetime.now(UTC)
    issued = store.api_tokens(desk.store).to_dicts()
    return page(
        request,
        "admin.html",
        user=user,
        title="Users and log",
        here="admin",
        users=store.users(desk.store).to_dicts(),
        tokens=[row | {"holds": tokens.in_force(row, now)} for row in issued],
        log=store.audit_log(desk.store, LATEST, who.strip() or None, what.strip() or None).to_dicts(),
        latest=LATEST,
        who=who,
        what=what,
    )
