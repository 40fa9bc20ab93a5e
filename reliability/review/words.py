"""What people write into the record: bounded, and free of control characters."""

from __future__ import annotations

from reliability import records
from reliability.errors import ReliabilityError, printable

MAX_REASON = 2_000  # characters
MAX_NAME = 200  # characters


def name(reviewer: str, what: str = "A reviewer") -> str:
    """A person's name.

    Raises:
        ReliabilityError: it is empty or too long.
    """
    found = " ".join(printable(reviewer).split())
    if not found or len(found) > MAX_NAME:
        raise ReliabilityError(f"{what} needs a name of at most {MAX_NAME} characters.", "Add --reviewer NAME.")
    return found


def verdict(text: str) -> str:
    """A verdict as it was typed: `Needs sources` is `needs_sources`.

    Raises:
        ReliabilityError: there is none of that name.
    """
    found = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
    if found not in records.VERDICTS:
        raise ReliabilityError(f"There is no verdict '{text}'.", f"Use one of {', '.join(records.VERDICTS)}.")
    return found


def words(text: str, what: str, most: int = MAX_REASON) -> str:
    """A reason, or another text of several lines.

    Args:
        text: as it was typed.
        what: what needs it, for the error.
        most: characters.

    Raises:
        ReliabilityError: it is empty or too long.
    """
    found = _clean(text)
    if not found or len(found) > most:
        raise ReliabilityError(f"{what} needs a reason of at most {most:,} characters.", "Add --reason.")
    return found


def optional(text: str) -> str | None:
    """A reason that need not be given; None for an empty one.

    Raises:
        ReliabilityError: it is too long.
    """
    return words(text, "This") if text.strip() else None


def _clean(text: str) -> str:
    return "\n".join(printable(line).rstrip() for line in text.splitlines()).strip()
