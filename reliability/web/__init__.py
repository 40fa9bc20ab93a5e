"""The HTTP API; the only room that knows FastAPI. Needs `pip install reliability[web]`."""

from __future__ import annotations

from reliability.web.app import create

__all__ = ["create"]
