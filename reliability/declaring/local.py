"""Trust pages that the user has as files: the same reading, without a network."""

from __future__ import annotations

import json
from pathlib import Path

from reliability.declaring.asking import FOUND, NOTHING, Answer
from reliability.declaring.home_page import of_organisation
from reliability.declaring.reading import ADS, HOME, TRUST, read
from reliability.declaring.sites import Site
from reliability.declaring.statements import Statement, bounded
from reliability.errors import ReliabilityError
from reliability.readers.charsets import decoded

LARGEST = 20_000_000  # bytes


def from_file(path: Path, site: Site) -> Answer:
    """What a saved trust.txt, ads.txt, home page, or schema.org JSON of a publisher states.

    Args:
        path: the file; what it is is told by its content, else by its name.
        site: whose it is.

    Raises:
        ReliabilityError: it cannot be read, or is none of these.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ReliabilityError(f"{path} cannot be read: {error.strerror}.", "Check the name.") from error
    if len(data) > LARGEST:
        raise ReliabilityError(f"{path} is larger than {LARGEST // 1_000_000} MB.", "A trust page is a short file.")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"["):
        found_in, told = HOME, _of_json(path, data, site)
    else:
        found_in = HOME if start == b"<" else _plain(path, data)
        try:
            told = read(found_in, data, None, f"{site.home}/")
        except ValueError as error:
            raise ReliabilityError(f"{path}: {error}.", "Save the page as HTML.") from error
    return Answer(found_in, path.name, FOUND if told else NOTHING, None, tuple(told))


def _plain(path: Path, data: bytes) -> str:
    named = path.name.lower()
    for found_in in (TRUST, ADS):
        if found_in.partition(".")[0] in named:
            return found_in
    for found_in in (TRUST, ADS):
        if read(found_in, data, None, ""):
            return found_in
    raise ReliabilityError(
        f"{path} is no trust.txt, ads.txt, home page or schema.org JSON.", "Give the file as its site has it."
    )


def _of_json(path: Path, data: bytes, site: Site) -> list[Statement]:
    """The objects of a publisher-information file: schema.org data as a home page holds them."""
    try:
        given = json.loads(decoded(data, None))
    except (ValueError, RecursionError) as error:
        raise ReliabilityError(f"{path} is no JSON.", "Give the file as its site has it.") from error
    nodes = given if isinstance(given, list) else given.get("@graph", [given]) if isinstance(given, dict) else []
    found = (one for node in nodes if isinstance(node, dict) for one in of_organisation(node, f"{site.home}/"))
    return bounded(found)
