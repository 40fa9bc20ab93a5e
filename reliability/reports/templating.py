"""The one Jinja environment: every page and every Markdown file is rendered through it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from reliability.errors import printable

TEMPLATES = Path(__file__).with_name("templates")

MARKUP = re.compile(r"([\\`*_\[\]|#~])")


def rendered(template: str, *, filters: dict[str, Any], autoescape: bool = True, **values: Any) -> str:
    """The text of a template.

    Args:
        template: its name in `templates/`.
        filters: functions that the template uses, by name.
        autoescape: whether values are escaped for HTML; Markdown templates escape by a filter of their own.
        values: what the template shows.
    """
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=autoescape, trim_blocks=True)
    environment.filters.update(filters)
    return environment.get_template(template).render(**values)


def markdown_escaped(text: Any) -> str:
    """Plain words in Markdown, on one line."""
    return MARKUP.sub(r"\\\1", printable(str(text))).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
