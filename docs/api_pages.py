"""The reference of the HTTP API, made of its own description (OpenAPI 3.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

_ABOUT = """\
# HTTP API: reference

Every address under `/api/v1` with its parameters, bodies and answers. [The HTTP API](api.md) says how they work
together. The same as OpenAPI 3.1: [openapi.json](openapi.json), and `/openapi.json` of a running server. Errors are
problems (RFC 9457) on all addresses; only answers of their own are told here.
"""


@cache
def _described() -> dict[str, Any]:
    """What FastAPI makes of the routes; without a desk behind them."""
    from fastapi import FastAPI

    from reliability.web import api
    from reliability.web.openapi import describe
    from reliability.web.routing import routers

    app = FastAPI(title="reliability", version="v1")
    describe(app)
    for router in routers(api):
        app.include_router(router, prefix="/api/v1")
    return app.openapi()


def document() -> str:
    """The description as JSON."""
    return json.dumps(_described(), indent=1, ensure_ascii=False) + "\n"


def reference() -> str:
    """The description as a page."""
    found, parts = _described(), [_ABOUT]
    by_tag: dict[str, list[str]] = {}
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    for tag, told in sorted(by_tag.items()):
        parts += [f"\n## Addresses: {tag}\n", *told]
    parts.append("\n## Shapes\n")
    parts += [_shape(name, schema) for name, schema in sorted(found["components"]["schemas"].items())]
    return "".join(parts)


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    said = operation.get("description", "").split("\n\nMay carry the header")[0]
    parts = [f"\n### {method.upper()} {path.removeprefix('/api/v1')}\n\n{said.strip()}\n"]
    rows = [
        f"| `{one['name']}` | {one['in']} | {_type(one['schema'])} | {_cell(one.get('description', ''))} |\n"
        for one in operation.get("parameters", [])
        if one["name"] != "If-None-Match"
    ]
    if rows:
        parts.append("\n| parameter | in | type | meaning |\n| --- | --- | --- | --- |\n" + "".join(rows))
    for what, contents in _contents(operation):
        forms = ", ".join(f"{_type(content.get('schema', {}))} (`{kind}`)" for kind, content in contents.items())
        parts.append(f"\n{what}: {forms}.\n")
    return "".join(parts)


def _contents(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The body and the good answers, each with its types of content."""
    if "requestBody" in operation:
        yield "Body", operation["requestBody"]["content"]
    for status, answer in operation["responses"].items():
        if status.startswith("2") and answer.get("content"):
            yield f"Answer {status}", answer["content"]


def _shape(name: str, schema: dict[str, Any]) -> str:
    rows = [
        f"| `{key}` | {_type(field)} | {_cell(field.get('description', ''))} |\n"
        for key, field in schema.get("properties", {}).items()
    ]
    table = "\n| key | type | meaning |\n| --- | --- | --- |\n" + "".join(rows) if rows else ""
    said = schema.get("description", "") or ("" if rows else _type(schema))
    return f"\n### {name}\n{table if not said else chr(10) + _cell(said) + chr(10) + table}"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    kind = schema.get("type", "any")
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return {"object": "object", "null": "null"}.get(kind, schema.get("format", kind))


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().replace("|", "\\|")
