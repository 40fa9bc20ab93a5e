"""CSV and TSV with a header row; the separator is a comma, tab, semicolon or bar."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import PurePath

from reliability.readers.articles import LONGEST_TEXT
from reliability.readers.fields import has_text, meaning, no_text
from reliability.readers.lines import LINE, lines
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "CSV"
RECORD = "row"
_SEPARATORS = ",\t;|"


def sniff(head: bytes, name: str) -> float:
    """Judge by the names in the header row."""
    cells = _header(head)
    known = sum(meaning(cell) is not None for cell in cells)
    named = PurePath(name).suffix.lower() in (".csv", ".tsv", ".tab")
    if has_text(cells) and (named or len(cells) > 1):
        return 0.92
    if known > 1:
        return 0.6
    return 0.5 if named else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each row that is not blank; numbers count rows from 1, the header not included.

    Raises:
        NoArticlesError: no column holds text.
    """
    return rows(stream, of_articles=True)


def rows(stream: Stream, *, of_articles: bool = False) -> Iterator[Raw | Broken]:
    """The same for any table, unless it has to be one of articles."""
    csv.field_size_limit(LONGEST_TEXT)
    first = _first_line(stream.head)
    separator = _separator(first)
    spaced = f'{separator} "' in first
    overlong: list[bool] = []
    taken: list[str] = []
    found = csv.reader(_decoded(stream, overlong, taken), delimiter=separator, skipinitialspace=spaced)
    header = [cell.strip(' "') for cell in _next_filled(found)]
    if of_articles and not has_text(header):
        raise no_text(stream.name, header)
    number = 0
    while True:
        taken.clear()
        try:
            cells = next(found)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Broken(number, f"The row is no valid CSV: {error}.", "")
            continue
        if not cells and not overlong:
            continue
        number += 1
        if overlong:
            overlong.clear()
            yield Broken(number, f"The row has a line of more than {LINE >> 20} MB.", "")
        elif len(taken) > 1 and sum(line.count('"') for line in taken) % 2:
            reason = f"A quotation mark is never closed: {len(taken):,} lines run into one row."
            yield Broken(number, reason, excerpt(taken[0][:1000]))
        elif len(cells) > len(header) and any(cells[len(header) :]):
            reason = f"The row has {len(cells)} cells, the header {len(header)}."
            yield Broken(number, reason, excerpt(separator.join(cells)[:1000]))
        else:
            yield Raw(number, dict(zip(header, cells, strict=False)))


def _decoded(stream: Stream, overlong: list[bool], taken: list[str]) -> Iterator[str]:
    for line in lines(stream.read):
        if line is None:
            overlong.append(True)
        taken.append(line.decode("utf-8", "replace") if line is not None else "\n")
        yield taken[-1]


def _next_filled(rows: Iterator[list[str]]) -> list[str]:
    try:
        return next((row for row in rows if any(row)), [])
    except csv.Error:
        return []


def _first_line(head: bytes) -> str:
    text = head.lstrip(b"\r\n").decode("utf-8", "replace")
    return text.splitlines()[0] if text else ""


def _separator(line: str) -> str:
    """The separator that yields the most known names, then the most cells."""

    def worth(separator: str) -> tuple[int, int]:
        cells = _cells(line, separator)
        return sum(meaning(cell) is not None for cell in cells), len(cells)

    return max(_SEPARATORS, key=worth)


def _header(head: bytes) -> list[str]:
    line = _first_line(head)
    return _cells(line, _separator(line))


def _cells(line: str, separator: str) -> list[str]:
    try:
        return [cell.strip(' "') for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return []
