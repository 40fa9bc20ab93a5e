"""Who asks: parameters of routes that need a reader, a reviewer or an admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

READER, REVIEWER, ADMIN = ROLES = ("reader", "reviewer", "admin")  # each may do what the ones before it may


@dataclass(frozen=True)
class User:
    """Who is signed in."""

    name: str
    role: str


HERE = User("local", ADMIN)  # on the loopback address, where no user is set up


def _user(request: Request) -> User:
    return HERE


Reader = Annotated[User, Depends(_user)]
"""Parameter of a route that anybody who is signed in may use."""
Reviewer = Annotated[User, Depends(_user)]
"""Parameter of a route that decides."""
Admin = Annotated[User, Depends(_user)]
"""Parameter of a route that changes how the desk works."""
