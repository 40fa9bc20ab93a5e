"""Whether a document is what a declaration of `fields` says: the first place where it is not, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reliability.quality.fields import Schema

KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def misfit(value: Any, schema: Schema, place: str = "") -> str | None:
    """What does not fit, such as `articles.rows[3].score is no number or null`; None where all does.

    Keys that the declaration lacks are let pass: a later version of the program may have written them.
    """
    named = place or "the document"
    if "type" in schema and not _is(value, schema["type"]):
        return f"{named} is no {_words(schema['type'])}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{named} is none of {', '.join(map(str, schema['enum']))}"
    if schema.get("format", "").startswith("date") and value is not None and not _moment(value):
        return f"{named} is no time"
    if isinstance(value, dict):
        lacking = [name for name in schema.get("required", ()) if name not in value]
        if lacking:
            return f"{named} lacks {', '.join(lacking)}"
        inner = [(f"{place}.{name}".lstrip("."), value[name], of) for name, of in schema.get("properties", {}).items()]
    elif isinstance(value, list):
        inner = [(f"{place}[{number}]", item, schema.get("items", {})) for number, item in enumerate(value)]
    else:
        return None
    return next((said for at, item, of in inner if (said := misfit(item, of, at))), None)


def _is(value: Any, kinds: str | list[str]) -> bool:
    wanted = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(value, bool):  # which Python takes for a number
        return "boolean" in wanted
    return any(isinstance(value, KINDS[kind]) for kind in wanted)


def _moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _words(kinds: str | list[str]) -> str:
    return kinds if isinstance(kinds, str) else " or ".join(kinds)
