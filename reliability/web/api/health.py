"""Whether the server is up; for those who watch it, without signing in."""

from __future__ import annotations

from fastapi import Response
from pydantic import BaseModel, Field

from reliability import __version__
from reliability.web.api import _rows as rows
from reliability.web.api._route import noun
from reliability.web.desk import AtDesk


class Health(BaseModel):
    """What is needed to tell that the server answers."""

    status: str = Field(description="`ok`: the server runs, and its database answers.")
    version: str = Field(description="Version of the program.")
    model: str = Field(description="Id of the model that scores.")


router = noun("health")


@router.get("/health", response_model=Health)
def health(desk: AtDesk) -> Response:
    """Whether the server and its database answer."""
    desk.store.query("SELECT 1 AS one")
    return rows.json({"status": "ok", "version": __version__, "model": desk.session.model.id})
