"""Where the shipped suites, models and word lists are: in a checkout or in an installed wheel."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from reliability.errors import ReliabilityError

PACKAGE = Path(__file__).resolve().parent
SHIPPED = PACKAGE / "shipped"  # the wheel's copy of expectations/ and models/ (force-include in pyproject.toml)
CHECKOUT = PACKAGE.parent


def folder(name: str) -> Path:
    """Return the folder `expectations` or `models`.

    Raises:
        ReliabilityError: the installation lacks it.
    """
    for place in (SHIPPED / name, CHECKOUT / name):
        if place.is_dir():
            return place
    raise ReliabilityError(
        f"The folder '{name}' is missing from this installation.",
        "Install the package again.",
        exit_code=3,
    )


def install(extra: str) -> str:
    """The command that adds an optional part to this installation: `deep`, `web`, `claims-training`."""
    package = CHECKOUT if (CHECKOUT / "pyproject.toml").is_file() else "reliability"
    return f"{sys.executable} -m pip install '{package}[{extra}]'"


@contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Import the packages of an optional part in here.

    Args:
        extra: the part: `deep`, `formats`, `web`, ...
        what: what needs it, to start a sentence.

    Raises:
        ReliabilityError: a package is missing; the hint is the command that adds it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        raise ReliabilityError(f"{what} needs the package '{package}'.", f"Run: {install(extra)}") from error


def expectations() -> Path:
    """The folder of the shipped Great Expectations suites."""
    return folder("expectations")


def models() -> Path:
    """The folder of the shipped models, one dated folder each."""
    return folder("models")


def lexicon(name: str) -> list[str]:
    """Entries of a shipped word list `<room>/lexicon/<list>.txt`, without comments and blank lines.

    Args:
        name: room and list, such as `claims/verbs`; a list that several rooms use has no room.
    """
    room, _, listing = name.rpartition("/")
    path = PACKAGE / room / "lexicon" / f"{listing}.txt"
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def short_names() -> Mapping[str, tuple[str, ...]]:
    """Short forms of first names and the names they may stand for, the likeliest first, in lower case.

    >>> short_names()["ted"]
    ('theodore', 'edward')
    """
    entries = (line.split() for line in lexicon("short_names"))
    return {short: tuple(names) for short, *names in entries}
