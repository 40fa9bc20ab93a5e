"""The application: routes over an open session, behind the door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI

from reliability import __version__, notifying, pipeline, tracing
from reliability.web import api, pages
from reliability.web.api._once import Once
from reliability.web.body import BodyLimit
from reliability.web.desk import Desk
from reliability.web.entrance import Entrance
from reliability.web.error_pages import ErrorPages
from reliability.web.guard import Access, Guard
from reliability.web.headers import SafeHeaders
from reliability.web.heads import Heads
from reliability.web.hosts import KnownHosts
from reliability.web.openapi import describe
from reliability.web.problems import answer_errors
from reliability.web.rooms import Rooms
from reliability.web.routing import routers
from reliability.web.who import own_form

if TYPE_CHECKING:
    from starlette.types import ASGIApp


class Application(FastAPI):
    """Has safe headers on every answer, and pages for browsers that meet a problem; also where the server failed."""

    def build_middleware_stack(self) -> ASGIApp:
        """Put these around everything."""
        return Heads(SafeHeaders(ErrorPages(super().build_middleware_stack())))


@asynccontextmanager
async def _telling(app: FastAPI) -> AsyncIterator[None]:
    """Tell webhooks what happens, while the server runs."""
    with notifying.Sender(app.state.desk.store):
        yield


def create(session: pipeline.Session, entrance: Entrance | None = None) -> FastAPI:
    """Build the application over an open session.

    Args:
        session: the open database, models and suites.
        entrance: how the server is reached; from this machine only by default.
    """
    entrance = entrance or Entrance()
    app = Application(
        title="reliability",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(own_form)],
        lifespan=_telling,
    )
    tracing.index(session.store)  # of a database from before there was an index; runs keep it up to date
    app.state.desk = Desk(session)
    app.state.once = Once(session.store)
    app.state.rooms = Rooms()
    app.add_middleware(BodyLimit)
    app.state.access = Access.over(session.store, entrance, session.config)
    app.add_middleware(Guard, access=app.state.access)
    app.add_middleware(KnownHosts, entrance=entrance)  # the last one added is the first that a request meets
    answer_errors(app)
    describe(app)
    for router in routers(api):
        app.include_router(router, prefix="/api/v1")
    for router in routers(pages):
        app.include_router(router, include_in_schema=False)
    return app
