"""A story as one JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any


def render(story: Mapping[str, Any], out: IO[bytes]) -> None:
    """Write the story as JSON with a line feed."""
    import orjson

    out.write(orjson.dumps(story, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))
