"""`quality.json` as a file: written, and read back with a plain word where it is something else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from reliability.errors import ReliabilityError

SCHEMA = 1


def render(quality: Mapping[str, Any], out: IO[bytes], title: str = "") -> None:
    """Write the report as JSON with a line feed; the title is for people, and stays out."""
    import orjson

    out.write(orjson.dumps(quality, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))


def load(path: Path) -> dict[str, Any]:
    """The report in a file that `reliability report --out FILE.json` wrote.

    Raises:
        ReliabilityError: it cannot be read, or is no report of this schema.
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
    if document["schema"] != SCHEMA:
        said = f"{path} has schema {document['schema']}, and this version reads {SCHEMA}."
        raise ReliabilityError(said, "Make the report again with this version.")
    return document
