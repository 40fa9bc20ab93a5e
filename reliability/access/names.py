"""Names of users and tokens."""

from __future__ import annotations

import re
import unicodedata

from reliability.errors import ReliabilityError

LONGEST = 64  # characters
RESERVED = frozenset(("local", "cli", "token"))  # they stand for others in the log

_NAME = re.compile(r"\w[\w.@+-]*")


def folded(name: str) -> str:
    """The one form of a name, so that `Ruth` and `ruth` are one user (NFKC, lower case)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def checked(name: str) -> str:
    """The name of a new user or token.

    Raises:
        ReliabilityError: it is empty or too long, is reserved, or has other characters than letters, digits and
            `. @ + - _`.
    """
    tidy = folded(name)
    if not _NAME.fullmatch(tidy) or len(tidy) > LONGEST:
        raise ReliabilityError(
            f"'{name[:LONGEST]}' cannot be a name.",
            f"Use up to {LONGEST} letters, digits and . @ + - _, with a letter or a digit first.",
        )
    if tidy in RESERVED:
        raise ReliabilityError(f"The name '{tidy}' is reserved.", "Choose another one.")
    return tidy
