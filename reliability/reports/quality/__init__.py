"""The data-quality report: one dictionary in (`quality.json`), an HTML page, JSON or Markdown out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any

from reliability.reports.quality import document, markdown, page
from reliability.reports.quality.document import load

__all__ = ["RENDER", "load", "page"]

RENDER: Mapping[str, Callable[[Mapping[str, Any], IO[bytes], str], None]] = {
    "html": page.render,
    "json": document.render,
    "md": markdown.render,
}
"""Renderers by the suffix of the file: the report, a binary file, the title."""
