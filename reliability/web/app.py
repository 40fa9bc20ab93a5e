"""The application: routes over an open session."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from reliability import __version__, pipeline
from reliability.web import api, pages
from reliability.web.body import BodyLimit
from reliability.web.desk import Desk
from reliability.web.problems import answer_errors
from reliability.web.routing import routers

HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]


def create(session: pipeline.Session) -> FastAPI:
    """Build the application over an open session."""
    app = FastAPI(title="reliability", version=__version__, docs_url=None, redoc_url=None)
    app.state.desk = Desk(session)
    app.add_middleware(BodyLimit)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)  # a page elsewhere must not read through its browser
    answer_errors(app)
    for router in routers(api):
        app.include_router(router, prefix="/api/v1")
    for router in routers(pages):
        app.include_router(router, include_in_schema=False)
    return app
