"""Finds a quotation or claim among all stored claims: who said it first, and how it spread."""

from __future__ import annotations

from reliability.tracing.indexing import index
from reliability.tracing.search import trace

__all__ = ["index", "trace"]
