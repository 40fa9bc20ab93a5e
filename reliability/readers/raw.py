"""What a format hands over for each record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reliability.errors import ReliabilityError

EXCERPT = 200


class NoArticlesError(ReliabilityError):
    """An input that holds no article: an error where it was named, set aside where it was found in a folder."""

    def __reduce__(self) -> tuple[object, ...]:
        return (NoArticlesError, (self.message, self.hint))


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as it was found: its line, row or element number from 1, and its fields under their own names."""

    record: int
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that could not be taken apart, and why."""

    record: int
    reason: str
    excerpt: str


def excerpt(value: object) -> str:
    """The first 200 characters of a record, on one line and safe to store."""
    if isinstance(value, bytes):
        value = value[: EXCERPT * 4].decode("utf-8", "replace")
    text = str(value)[:EXCERPT]
    return "".join(c if c.isprintable() and not "\ud800" <= c <= "\udfff" else " " for c in text).strip()


def summary(fields: Mapping[str, object]) -> str:
    """A line that lets a person recognise a record by its short fields."""
    pieces: list[str] = []
    for name, value in fields.items():
        if isinstance(value, str | int | float):
            pieces.append(f"{str(name)[:40]}: {str(value)[:80]}")
        elif value is not None:
            pieces.append(f"{str(name)[:40]}: ({type(value).__name__})")
        if sum(map(len, pieces)) > EXCERPT:
            break
    return excerpt(", ".join(pieces))
