"""The review pages and the HTTP API; the only room that knows FastAPI. Needs `pip install reliability[web]`."""

from __future__ import annotations

from reliability.web.app import create
from reliability.web.entrance import Entrance

__all__ = ["Entrance", "create"]
