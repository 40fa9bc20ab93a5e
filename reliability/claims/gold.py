"""Annotated articles to learn from: JSON Lines with the fields of PolNeAR, brat standoff, or exports of Label Studio.

A line holds `id`, `text` and `attributions`; each of these has `source`, `cue` and `content`, lists of `[start, end]`
(half-open Python string offsets into `text`), of which `source` may be empty. `publisher` may stand beside them;
other fields are ignored. brat pairs come as folders, tasks of Label Studio (see label_studio.py) as a list or in lines.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, cast

from reliability.claims import label_studio, standoff
from reliability.errors import ReliabilityError

ROLES = ("source", "cue", "content")
LONGEST_TEXT = 10_000_000
LINE = 64 << 20
"""Bytes of the longest line that is read."""
LIST = 1 << 30
"""Bytes of the longest JSON list."""

Spans = list[list[int]]


@dataclass
class Gold:
    """What was read.

    `articles` are dictionaries with `id`, `text`, `publisher` where it is given, and `attributions`, each of which has
    a list of `[start, end]` for each role. `rejects` are dictionaries with `input`, `record` (the line, from 1) and
    `reason`, for whole articles and for single attributions.
    """

    articles: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)

    @property
    def attributions(self) -> int:
        """How many attributions the articles have in all."""
        return sum(len(article["attributions"]) for article in self.articles)


class _UnusableError(Exception):
    """A record that cannot be used, for a reason that a person understands."""


def read_gold(paths: Sequence[str | Path]) -> Gold:
    """Read annotated articles and set aside what cannot be used.

    A text that came before, be it under another id, is set aside too: what is held out must not be learned.

    Args:
        paths: JSON Lines or JSON lists, plain or packed with gzip or zstd, and folders of brat pairs (`NAME.txt`,
            `NAME.ann`).

    Raises:
        ReliabilityError: a file cannot be read, or no article with an attribution is left.
    """
    gold, seen = Gold(), dict[bytes, str]()
    for path in map(Path, paths):
        for place, number, found in _records(path):
            try:
                article, reasons = _checked(_parsed(found), f"{path.stem}:{number}")
                digest = blake2b(article["text"].encode("utf-8", "replace"), digest_size=16).digest()
                if digest in seen:
                    raise _UnusableError(f"Its text was already there, as '{seen[digest]}'.")
                seen[digest] = article["id"]
            except _UnusableError as error:
                gold.rejects.append({"input": place, "record": number, "reason": str(error)})
                continue
            gold.articles.append(article)
            gold.rejects += [{"input": place, "record": number, "reason": reason} for reason in reasons]
    if not gold.attributions:
        first = f" The first record was set aside: {gold.rejects[0]['reason']}" if gold.rejects else ""
        raise ReliabilityError(
            f"There is no article with a usable attribution.{first}",
            "Give JSON Lines with `text` and `attributions` (each with `source`, `cue`, `content`), a brat folder, or "
            "what Label Studio exports as JSON.",
        )
    return gold


def _records(path: Path) -> Iterator[tuple[str, int, bytes | Mapping[str, Any]]]:
    """Where each record stands, its number and what it holds: a line of JSON, or an article of a brat folder."""
    from zstandard import ZstdError

    try:
        if path.is_dir():
            yield from standoff.pairs(path)
            return
        with _opened(path) as file:
            if file.peek(LINE)[:64].lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"["):
                yield from _listed(path, file)
                return
            number = 0
            while line := file.readline(LINE):
                number += 1
                if not line.isspace():
                    yield str(path), number, line.removeprefix(codecs.BOM_UTF8)
    except FileNotFoundError as error:
        raise ReliabilityError(f"There is no file or folder '{path}'.", "Check the name and where you are.") from error
    except (OSError, EOFError, zlib.error, ZstdError) as error:
        raise ReliabilityError(f"{path} cannot be read: {error}.", "Check that the file is whole.") from error


def _listed(path: Path, file: IO[bytes]) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """The records of a JSON list."""
    import orjson

    data = file.read(LIST + 1)
    try:
        found = orjson.loads(data.removeprefix(codecs.BOM_UTF8)) if len(data) <= LIST else None
    except orjson.JSONDecodeError as error:
        raise ReliabilityError(f"{path} is no valid JSON: {error}.", "Export it again as JSON.") from error
    if found is None:
        raise ReliabilityError(f"{path} is longer than {LIST >> 20:,} MB.", "Export it in parts.")
    for number, one in enumerate(found, 1):
        yield str(path), number, one if isinstance(one, dict) else {}


def _opened(path: Path) -> io.BufferedReader:
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] == b"\x1f\x8b":
        return io.BufferedReader(cast(io.RawIOBase, gzip.open(path)))
    if start == b"\x28\xb5\x2f\xfd":
        import zstandard

        unpacked = zstandard.ZstdDecompressor().stream_reader(path.open("rb"), read_across_frames=True)
        return io.BufferedReader(cast(io.RawIOBase, unpacked))
    return path.open("rb")


def _parsed(found: bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    import orjson

    value = found
    if isinstance(found, bytes):
        try:
            value = orjson.loads(found)
        except orjson.JSONDecodeError as error:
            raise _UnusableError(f"This is no valid JSON: {error}.") from error
    if not isinstance(value, dict):
        raise _UnusableError(f"The JSON is of type '{type(value).__name__}', not an object.")
    try:
        return label_studio.record(value) if label_studio.is_task(value) else value
    except label_studio.UnusableError as error:
        raise _UnusableError(str(error)) from error


def _checked(record: Mapping[str, Any], name: str) -> tuple[dict[str, Any], list[str]]:
    """The article in a record, and why some of its attributions cannot be used."""
    text, given = record.get("text"), record.get("attributions")
    if not isinstance(text, str) or not text.strip():
        raise _UnusableError("It has no `text`.")
    if len(text) > LONGEST_TEXT:
        raise _UnusableError(f"The text has {len(text):,} characters; the limit is {LONGEST_TEXT:,}.")
    if not isinstance(given, list):
        raise _UnusableError("It has no list of `attributions`.")
    attributions, reasons = [], []
    for number, one in enumerate(given, 1):
        try:
            attributions.append(_attribution(text, one))
        except _UnusableError as error:
            label = _id(one, str(number)) if isinstance(one, dict) else number
            reasons.append(f"Attribution {label}: {error}")
    publisher = record.get("publisher")
    article = {"id": _id(record, name), "text": text, "attributions": attributions}
    return article | ({"publisher": publisher} if isinstance(publisher, str) else {}), reasons


def _id(record: Mapping[str, Any], otherwise: str) -> str:
    """The id of a record; another name where it has none or one that is neither text nor a number."""
    known = record.get("id")
    return str(known) if isinstance(known, str | int | float) else otherwise


def _attribution(text: str, given: object) -> dict[str, Spans]:
    if not isinstance(given, dict):
        raise _UnusableError("it is no object.")
    found = {role: _spans(text, role, given.get(role)) for role in ROLES}
    for role in ("cue", "content"):
        if not found[role]:
            raise _UnusableError(f"its {role} is empty.")
    return found


def _spans(text: str, role: str, given: object) -> Spans:
    """The spans of a role in text order."""
    if given is None:
        return []
    if not isinstance(given, list):
        raise _UnusableError(f"its {role} is no list of [start, end].")
    for span in given:
        if not (isinstance(span, list) and len(span) == 2 and all(type(at) is int for at in span)):
            raise _UnusableError(f"its {role} is no list of [start, end].")
        start, end = span
        if not 0 <= start < end <= len(text):
            raise _UnusableError(f"its {role} [{start}, {end}] is no span of a text of {len(text):,} characters.")
        if text[start:end].isspace():
            raise _UnusableError(f"its {role} [{start}, {end}] holds nothing but white space.")
    spans = sorted(given)
    if any(second[0] < first[1] for first, second in pairwise(spans)):
        raise _UnusableError(f"the pieces of its {role} overlap.")
    return spans
