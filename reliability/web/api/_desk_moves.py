"""What reviewers' moves have in common: which article, who may, and what the desk answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from fastapi import Response
from starlette.background import BackgroundTask

from reliability import access, store
from reliability.errors import Busy, ReliabilityError
from reliability.review import Standing
from reliability.store import Store
from reliability.web import who
from reliability.web.api import _rows as rows
from reliability.web.problems import Refused


@contextmanager
def allowed(opened: Store, article_id: str) -> Iterator[None]:
    """Turn the refusal of a move into a conflict.

    Raises:
        Refused: there is no such article, or where it stands does not allow the move.
    """
    if not store.known(opened, article_id=article_id):
        raise Refused("not-found", f"There is no article '{article_id[:200]}'.")
    try:
        yield
    except ReliabilityError as error:
        if error.exit_code == 3 or isinstance(error, Busy):
            raise
        raise Refused("conflict", str(error)) from error


def is_admin(user: who.User) -> bool:
    """Whether the user may take over and undo what is another's."""
    return user.role == access.ADMIN


def standing(found: Standing, status: int = 200, after: BackgroundTask | None = None) -> Response:
    """Where an article stands; `after` is done once that is said."""
    response = rows.json(asdict(found), status)
    response.background = after
    return response
