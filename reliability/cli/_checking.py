"""One thing that `reliability doctor` looked at."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable
from dataclasses import dataclass

from reliability.errors import ReliabilityError


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it is sound (None: missing, but not needed), and what was found."""

    name: str
    ok: bool | None
    found: str


def tried(name: str, look: Callable[[], str]) -> Check:
    """What `look` finds; an error of it is what is wrong."""
    try:
        return Check(name, True, look())
    except ReliabilityError as error:
        return Check(name, False, str(error))
    except importlib.metadata.PackageNotFoundError:
        return Check(name, False, "not installed. Install reliability again.")
