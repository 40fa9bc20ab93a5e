"""Pages on JSON: every schema, and the keys of `quality.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def quality() -> str:
    """Every key of `quality.json`, and how a pipeline fails on it."""
    from reliability.quality import schema

    parts = [_QUALITY]
    for name, field in schema.PARTS.items():
        keys = list(_keys(field, name))
        parts.append(f"\n## {name}\n\n{_cell(field['description'])}\n")
        if keys:
            parts.append("\n| key | type | meaning |\n| --- | --- | --- |\n")
            parts += [f"| `{path}` | {_json_type(key)} | {_cell(key['description'])} |\n" for path, key in keys]
    return "".join(parts)


def _keys(field: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The keys inside a field by path, depth first; `[]` stands for each row of a list."""
    inside, path = (field["items"], f"{path}[]") if "items" in field else (field, path)
    for name, inner in inside.get("properties", {}).items():
        way = f"{path}.{name}" if path else name
        yield way, inner
        yield from _keys(inner, way)


def _json_type(field: dict[str, Any]) -> str:
    given = field.get("type", "any")
    kinds = [given] if isinstance(given, str) else given
    words = " or ".join({"array": "list"}.get(kind, kind) for kind in kinds)
    if "maxItems" in field:
        words += f", at most {field['maxItems']}"
    return words if "enum" not in field else ", ".join(f"`{word}`" for word in field["enum"] if word is not None)


def schemas() -> str:
    """Every schema with what makes it and its keys."""
    from reliability import schemas as room

    parts = [_SCHEMAS]
    for output in room.OUTPUTS.values():
        about = output.schema.get("description", "")
        by = ", ".join(f"`reliability {command}`" for command in output.commands)
        form = "one object a line" if output.lines else "one object"
        parts.append(
            f"\n## {output.name}\n\n{_cell(about)} {by}: {form}, [schema](schemas/{output.name}.schema.json).\n"
        )
        if output.name in _ELSEWHERE:
            parts.append(f"\nIts keys are told in {_ELSEWHERE[output.name]}.\n")
        for keys in output.schema.get("oneOf", [output.schema]) if output.name not in _ELSEWHERE else ():
            parts.append("\n| key | type | meaning |\n| --- | --- | --- |\n")
            parts += [
                f"| `{path}` | {_json_type(key)} | {_cell(key.get('description', ''))} |\n"
                for path, key in _keys(keys, "")
                if path.count(".") < _DEEP
            ]
    return "".join(parts)


def files() -> dict[str, str]:
    """Each schema as a file."""
    from reliability import schemas as room

    return {
        f"schemas/{name}.schema.json": json.dumps(room.document(name), indent=1, ensure_ascii=False) + "\n"
        for name in room.OUTPUTS
    }


_DEEP = 2  # what lies deeper stands in the schema alone
_ELSEWHERE = {"quality": "[The report's file](quality.md)", "audit": "[Audit](audit.md)"}
_SCHEMAS = """\
# JSON Schemas

Everything that the program prints, writes, sends or reads as JSON has a [JSON Schema](https://json-schema.org) (draft
2020-12), made from the declarations that the code works with. `reliability schema NAME` prints one, wherever the
program is installed, and the files are beside this page. Every key that a schema requires is always there, null where
nothing is known; a later version may add keys. What the HTTP API takes and answers is described at `/openapi.json`,
and in [its reference](api-reference.md). Exports for other tools follow the standards of those: [exports](exports.md).
"""


_QUALITY = """\
# quality.json

`reliability report --out quality.json` writes everything that the data-quality report says as one JSON object: the
same that the page is drawn from. `schemas/quality.schema.json` beside this page declares it as JSON Schema; `schema` is
raised when keys change.

Each run measures its tables, features, publishers, flags and totals (see `*_measures` in [tables](tables.md)) and
keeps what it measured. Expectations of the suite `tables` judge these rows (see [flags](flags.md)); a row that fails is
a finding. All thresholds stand in `expectations/`. Trends are drawn from what earlier runs of the same command kept.

In a build or a nightly job, `reliability check` holds limits against a run or a written report and exits with status 1
where one is broken:

    reliability score intake.jsonl
    reliability check --max-critical 0 --min-freshness 24h --max-drift some
    reliability check --from quality.json --code SRC001=10
"""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
