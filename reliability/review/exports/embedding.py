"""JSON that may stand inside a `<script>` of a page, whatever its strings hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ESCAPED = {
    b"<": b"\\u003c",
    b">": b"\\u003e",
    b"&": b"\\u0026",
    b"\xe2\x80\xa8": b"\\u2028",
    b"\xe2\x80\xa9": b"\\u2029",
}


def line(value: Mapping[str, Any]) -> bytes:
    """One object on one line; what is null is left out, and no tag or comment can begin or end in it."""
    import orjson

    found = orjson.dumps(given(value), option=orjson.OPT_UTC_Z)
    for plain, escaped in _ESCAPED.items():
        found = found.replace(plain, escaped)
    return found + b"\n"


def given(value: Any) -> Any:
    """A value without the keys that say nothing: null, empty text, empty list or object."""
    if isinstance(value, Mapping):
        kept = {key: given(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner is not None and inner not in ("", [], {})}
    if isinstance(value, list):
        return [given(inner) for inner in value]
    return value
