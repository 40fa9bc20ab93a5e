"""The log of what is done over HTTP: routes say what it was; where one says nothing, its name is noted."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from reliability import access, store
from reliability.access import Actor, Caller
from reliability.store import Store


class Trail:
    """Writes into the log for one request."""

    def __init__(self, opened: Store, caller: Caller | None, address: str) -> None:
        self._store = opened
        self.actor = Actor(caller.name if caller else access.NOBODY, address)
        self.silent = True
        """Whether nothing was said of this request yet."""

    def note(self, action: str, subject: str = "", detail: str = "") -> None:
        """Say what is done: `trail.note("decision", article_id, verdict)`. Never with a password or a token."""
        store.add_events(self._store, access.event(self.actor, action, subject, detail))
        self.silent = False

    def told_elsewhere(self) -> None:
        """Say that this request needs no entry: what it does is recorded by itself, as runs are."""
        self.silent = False


async def _trail(request: Request) -> Trail:
    trail: Trail = request.state.trail
    return trail


AtTrail = Annotated[Trail, Depends(_trail)]
"""Parameter of a route that says what it does."""
