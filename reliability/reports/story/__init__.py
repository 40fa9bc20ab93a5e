"""One story, as `recounting.recount` puts it together: in the terminal, as one JSON object, as an HTML page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any

from reliability.reports.story import document, page

__all__ = ["RENDER"]

RENDER: Mapping[str, Callable[[Mapping[str, Any], IO[bytes]], None]] = {
    "html": page.render,
    "json": document.render,
}
"""Renderers by the suffix of the file: the story, a binary file."""
