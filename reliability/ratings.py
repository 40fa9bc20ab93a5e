"""An external rating list, read from CSV: domains as readers make them, ratings from worst 0 to best 1."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from reliability import records
from reliability.errors import ReliabilityError
from reliability.readers.domains import domain_of

LEAST_ERROR, LARGEST_ERROR = 0.02, 0.4
LONGEST_NAME = 80

_NUMBERS = re.compile(r"(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)")
_LETTERS = re.compile(r"([A-Za-z])-([A-Za-z])")
_SHOWN = 200  # characters of a row that was set aside


@dataclass(frozen=True)
class Scale:
    """What a list rates with: `0-100` and `6-1` name the worst and the best, in letters A is the best."""

    name: str
    worst: float
    best: float
    letters: bool = False

    @classmethod
    def parse(cls, text: str) -> Scale:
        """Read a scale.

        >>> Scale.parse("6-1").rating("2")
        0.8

        Raises:
            ReliabilityError: it names no two different ends.
        """
        name = text.strip()
        if (found := _LETTERS.fullmatch(name)) and found[1].upper() != found[2].upper():
            best, worst = sorted(ord(letter.upper()) for letter in found.groups())
            return cls(name, worst, best, letters=True)
        if (found := _NUMBERS.fullmatch(name)) and float(found[1]) != float(found[2]):
            return cls(name, float(found[1]), float(found[2]))
        raise ReliabilityError(
            f"'{name}' is no scale.", "Name its worst and its best, such as 0-100, 1-5 or 6-1; or letters, such as A-F."
        )

    def rating(self, cell: str) -> float:
        """The rating 0..1 of a cell.

        Raises:
            ValueError: it is not on the scale; the message says why.
        """
        value = self._value(cell.strip())
        if not min(self.worst, self.best) <= value <= max(self.worst, self.best):
            raise ValueError(f"The rating '{cell.strip()[:20]}' is not on the scale {self.name}.")
        return (value - self.worst) / (self.best - self.worst)

    def _value(self, cell: str) -> float:
        if not cell:
            raise ValueError("There is no rating.")
        if self.letters:
            if len(cell) != 1 or not cell.isascii() or not cell.isalpha():
                raise ValueError(f"The rating '{cell[:20]}' is no letter.")
            return float(ord(cell.upper()))
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise ValueError(f"The rating '{cell[:20]}' is no number.")
        return value


def read(
    path: Path, *, column: str, scale: Scale, domain_column: str = "domain", error: float
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read a list of ratings.

    Args:
        path: a CSV file with a header; the separator is a comma, semicolon or tab.
        column: the column of the ratings.
        scale: what they are given in.
        domain_column: the column of the domains; hosts and whole addresses are cut to the registrable domain.
        error: standard error of the list as a measurement of the rating, 0.02 to 0.4.

    Returns:
        records.SOURCE_RATINGS without `list` and `imported_at`, one row per domain, and records.REJECTS of the rows
        that were set aside: no domain, no rating on the scale, or a domain that an earlier row has.

    Raises:
        ReliabilityError: the file cannot be read, a column is missing, the error does not fit, or no row is usable.
    """
    if not LEAST_ERROR <= error <= LARGEST_ERROR:
        raise ReliabilityError(
            f"The error {error:g} is not between {LEAST_ERROR} and {LARGEST_ERROR}.",
            "It is the standard error of a rating from 0 to 1: 0.25 for a usual expert list.",
        )
    kept: dict[str, float] = {}
    rejects = []
    for number, row in rows(path, lambda header: demanded(path, header, (domain_column, column))):
        try:
            if isinstance(row, csv.Error):
                raise ValueError(f"The row is no valid CSV: {row}.")
            domain = _domain(row[domain_column])
            rating = scale.rating(row[column])
            if domain in kept:
                raise ValueError(f"An earlier row rates {domain} already.")
            kept[domain] = rating
        except ValueError as reason:
            rejects.append(reject(path, number, row, reason))
    if not kept:
        found = f" The first row was set aside: {rejects[0]['reason']}" if rejects else ""
        raise ReliabilityError(f"{path} holds no usable rating.{found}", "Check --column, --domain-column and --scale.")
    ratings = ({"domain": domain, "rating": rating, "error": error} for domain, rating in kept.items())
    return records.SOURCE_RATINGS.frame(ratings).drop("list", "imported_at"), records.REJECTS.frame(rejects)


def name_of(path: Path, name: str | None) -> str:
    """The name of a list: the one given, else that of the file.

    Raises:
        ReliabilityError: it is empty, too long or not printable.
    """
    wanted = (name if name is not None else path.stem).strip()
    if not wanted or len(wanted) > LONGEST_NAME or not wanted.isprintable():
        raise ReliabilityError(
            f"A list needs a printable name of at most {LONGEST_NAME} characters.", "Give one with --name."
        )
    return wanted


def _domain(cell: str) -> str:
    if not cell.strip():
        raise ValueError("There is no domain.")
    domain = domain_of(cell)
    if domain is None:
        raise ValueError(f"'{cell.strip()[:60]}' is no domain.")
    return domain


Cells = Mapping[str, str]


def rows(path: Path, choose: Callable[[Sequence[str]], Sequence[str]]) -> Iterator[tuple[int, Cells | csv.Error]]:
    """Yield the rows of a CSV file, numbered from 1 without the header; blank ones are left out.

    Args:
        path: the separator is a comma, semicolon or tab.
        choose: is given the header and says which of its columns the rows shall have.

    Raises:
        ReliabilityError: the file cannot be read, or `choose` raises it.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise ReliabilityError(f"{path} cannot be read: {error.strerror}.", "Give a CSV file.") from error
    head = text.lstrip("\r\n").partition("\n")[0]
    # Strict, so that a quotation mark that is never closed does not take the rows behind it along in silence.
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    places: dict[str, int] = {}
    number = 0
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            break
        except csv.Error as error:
            number += 1
            yield number, error
            continue
        if not places:
            header = [cell.strip() for cell in cells]
            places = {name: header.index(name) for name in choose(header)} if any(cells) else {}
            continue
        number += 1
        if any(cells):
            yield number, {name: cells[at] if at < len(cells) else "" for name, at in places.items()}


def demanded(path: Path, header: Sequence[str], wanted: Sequence[str]) -> Sequence[str]:
    """The wanted columns.

    Raises:
        ReliabilityError: the header lacks one.
    """
    for name in wanted:
        if name not in header:
            raise ReliabilityError(f"{path} has no column '{name}'.", f"Its columns: {shown(header)}.")
    return wanted


def shown(header: Sequence[str]) -> str:
    """The first columns of a header, for a message."""
    return ", ".join(cell[:40] for cell in header[:20])


def reject(path: Path, number: int, row: Cells | csv.Error, reason: ValueError) -> dict[str, object]:
    """A row that was set aside, as records.REJECTS has it."""
    excerpt = "" if isinstance(row, csv.Error) else ",".join(row.values())[:_SHOWN]
    return {"input": str(path), "record": number, "reason": str(reason), "excerpt": excerpt}
