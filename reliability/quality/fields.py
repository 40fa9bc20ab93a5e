"""How the keys of a JSON document are declared: short functions, each giving a piece of JSON Schema."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def typed(kind: str, help_: str, **more: Any) -> Schema:
    """A value of a JSON type."""
    return {"type": kind, "description": help_, **more}


def text(help_: str) -> Schema:
    """Text."""
    return typed("string", help_)


def one_of(help_: str, *words: str) -> Schema:
    """One of some words."""
    return typed("string", help_, enum=list(words))


def time(help_: str) -> Schema:
    """A moment in ISO 8601, with its zone."""
    return typed("string", help_, format="date-time")


def count(help_: str) -> Schema:
    """A whole number."""
    return typed("integer", help_, minimum=0)


def number(help_: str) -> Schema:
    """Any number."""
    return typed("number", help_)


def share(help_: str) -> Schema:
    """A number from 0 to 1."""
    return typed("number", help_, minimum=0, maximum=1)


def maybe(field: Schema) -> Schema:
    """The same, or null."""
    more = {"enum": [*field["enum"], None]} if "enum" in field else {}
    return {**field, **more, "type": [field["type"], "null"]}


def record(help_: str, **fields: Schema) -> Schema:
    """An object with exactly these keys; `from_` stands for `from`."""
    keys = {name.rstrip("_"): field for name, field in fields.items()}
    return typed("object", help_, properties=keys, required=list(keys), additionalProperties=False)


def rows(help_: str, *, most: int | None = None, **fields: Schema) -> Schema:
    """A list of such objects."""
    limit = {} if most is None else {"maxItems": most}
    return typed("array", help_, items=record("", **fields), **limit)


def many(help_: str, item: Schema, **more: Any) -> Schema:
    """A list."""
    return typed("array", help_, items=item, **more)
