"""What reviewers' moves have in common: which article, who is admin, and what the desk answers."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import Response
from starlette.background import BackgroundTask

from reliability import access, store
from reliability.review import Standing
from reliability.store import Reader
from reliability.web import who
from reliability.web.api import _rows as rows
from reliability.web.problems import Refused


def known(opened: Reader, article_id: str) -> None:
    """Refuse an article that there is not.

    Raises:
        Refused: there is none of this id.
    """
    if not store.known(opened, article_id=article_id):
        raise Refused("not-found", f"There is no article '{article_id[:200]}'.")


def is_admin(user: who.User) -> bool:
    """Whether the user may take over and undo what is another's."""
    return user.role == access.ADMIN


def standing(found: Standing, status: int = 200, after: BackgroundTask | None = None) -> Response:
    """Where an article stands; `after` is done once that is said."""
    response = rows.json(asdict(found), status)
    response.background = after
    return response
