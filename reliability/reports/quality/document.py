"""`quality.json` as a file: written, and read back with a plain word where it is something else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from reliability.errors import ReliabilityError

SCHEMA = 2
"""Version of the document. 2 always has `notes`, `review` and `sources.declared`, which came bit by bit into 1."""

READ = (1, SCHEMA)


def render(quality: Mapping[str, Any], out: IO[bytes], title: str = "") -> None:
    """Write the report as JSON with a line feed; the title is for people, and stays out."""
    import orjson

    out.write(orjson.dumps(quality, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))


def load(path: Path) -> dict[str, Any]:
    """The report in a file that `reliability report --out FILE.json` wrote, as this version writes it.

    Raises:
        ReliabilityError: it cannot be read, or is no report of a schema in READ.
    """
    import orjson

    hint = "Give a file that `reliability report` wrote."
    try:
        document = orjson.loads(path.read_bytes())
    except OSError as error:
        raise ReliabilityError(f"{path} cannot be read: {error.strerror}.", hint) from error
    except orjson.JSONDecodeError as error:
        raise ReliabilityError(f"{path} is no JSON: {error}.", hint) from error
    if not isinstance(document, dict) or "schema" not in document:
        raise ReliabilityError(f"{path} is no data-quality report.", hint)
    if document["schema"] not in READ:
        said = f"{path} has schema {document['schema']}, and this version reads {READ[0]} to {READ[-1]}."
        raise ReliabilityError(said, "Make the report again with this version.")
    return _from_1(document) if document["schema"] == 1 else document


def _from_1(document: dict[str, Any]) -> dict[str, Any]:
    """A document of schema 1 with what may be missing there: nothing was noted, decided or declared."""
    raised = {"notes": [], "review": None, **document, "schema": SCHEMA}
    if isinstance(sources := document.get("sources"), dict):
        raised["sources"] = {"declared": [], **sources}
    return raised
