"""JSON Schema (draft 2020-12) of what the program prints, writes and sends as JSON, made of the records.

`docs/schemas/` and the page that lists them are written from it, `reliability schema` prints it, and a test holds what
every command prints to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reliability.errors import ReliabilityError
from reliability.quality.fields import Schema
from reliability.schemas import messages, objects, rows
from reliability.schemas.output import Output

__all__ = ["OUTPUTS", "Output", "document"]

OUTPUTS: Mapping[str, Output] = {
    output.name: output for output in sorted((*rows.OUTPUTS, *objects.OUTPUTS, *messages.OUTPUTS), key=lambda o: o.name)
}
"""All of them by name."""


def document(name: str) -> Schema:
    """The schema of an output as a document of its own.

    Raises:
        ReliabilityError: there is none of this name.
    """
    if name not in OUTPUTS:
        from difflib import get_close_matches

        near = get_close_matches(name, OUTPUTS, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise ReliabilityError(f"There is no schema '{name}'.", f"{hint}See `reliability schema` for all of them.")
    said = OUTPUTS[name].schema
    versioned = "schema" in said.get("properties", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{name}.schema.json",
        "title": name,
        **(said if versioned else _open(said)),
    }


def _open(schema: Any) -> Any:
    """The same with room for further keys, which a later version may add."""
    if isinstance(schema, list):
        return [_open(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    closed = schema.get("additionalProperties") is False
    return {key: _open(value) for key, value in schema.items() if not (closed and key == "additionalProperties")}
