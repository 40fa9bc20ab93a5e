"""What a role may do."""

from __future__ import annotations

from reliability.errors import ReliabilityError

READER, REVIEWER, ADMIN = ROLES = ("reader", "reviewer", "admin")
"""Each may do what the ones before it may."""


def may(role: str, least: str) -> bool:
    """Whether who has `role` may do what needs `least`.

    >>> may("admin", "reviewer"), may("reader", "reviewer")
    (True, False)
    """
    return role in ROLES and ROLES.index(role) >= ROLES.index(least)


def known(role: str) -> str:
    """The role itself.

    Raises:
        ReliabilityError: there is no such role.
    """
    if role not in ROLES:
        raise ReliabilityError(f"There is no role '{role}'.", f"Use one of {', '.join(ROLES)}.")
    return role
