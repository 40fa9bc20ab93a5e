"""What the commands of `reliability users` and `reliability tokens` share."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.access import Actor


class Role(StrEnum):
    """What somebody may do; each may do what the ones before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name; capitals do not count.")]
RoleOf = Annotated[
    Role, typer.Option("--role", help="reader: sees everything; reviewer: scores and decides too; admin: all.")
]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from the first line of standard input.")
]


def new_password(stdin: bool) -> str:
    """Ask for a new password twice, without showing it, or take the first line of standard input.

    Raises:
        ReliabilityError: there is no terminal to ask at, or the two differ.
    """
    import getpass

    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise ReliabilityError(
            "There is no terminal at which to ask for the password.", "Pipe it in and add --password-stdin."
        )
    first = getpass.getpass("Password (12 characters or more): ")
    if getpass.getpass("The same again: ") != first:
        raise ReliabilityError("The two passwords differ.", "Try again.")
    return first


def whoever() -> Actor:
    """Who runs this command, as the log has it."""
    import getpass

    from reliability.access import Actor

    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a system without names for its users
        name = "unknown"
    return Actor(f"cli:{name}")
