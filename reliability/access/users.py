"""Users: added, changed and shut out; each change is in the log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from reliability import records, store
from reliability.access import names, passwords, roles
from reliability.access.trail import Actor, event
from reliability.errors import ReliabilityError
from reliability.store import Store


def add(opened: Store, name: str, role: str, password: str, by: Actor) -> str:
    """Add a user, and return the name as it is kept.

    Raises:
        ReliabilityError: the name, the role or the password will not do, or the name is taken.
    """
    kept, now = names.checked(name), datetime.now(UTC)
    roles.known(role)
    passwords.check(password, kept)
    row = {"name": kept, "role": role, "password_hash": passwords.hashed(password), "created_at": now}
    added = records.USERS.frame([row | {"password_at": now}])
    if not store.add_user(opened, added, event(by, "user added", kept, role)):
        raise ReliabilityError(f"There is a user '{kept}' already.", "See `reliability users --help`.")
    return kept


def set_role(opened: Store, name: str, role: str, by: Actor) -> None:
    """Give a user another role, from the next request on.

    Raises:
        ReliabilityError: there is no such user or role.
    """
    roles.known(role)
    user = found(opened, name)
    _change(opened, user | {"role": role}, "role", f"{user['role']} -> {role}", by, sign_out=False)


def set_password(opened: Store, name: str, password: str, by: Actor) -> None:
    """Give a user another password, and end where the user is signed in.

    Raises:
        ReliabilityError: there is no such user, or the password will not do.
    """
    user = found(opened, name)
    passwords.check(password, user["name"])
    new = {"password_hash": passwords.hashed(password), "password_at": datetime.now(UTC)}
    _change(opened, user | new, "password", "", by, sign_out=True)


def disable(opened: Store, name: str, by: Actor) -> None:
    """Shut a user out at once; what the user decided stays.

    Raises:
        ReliabilityError: there is no such user.
    """
    user = found(opened, name)
    _change(opened, user | {"disabled_at": datetime.now(UTC)}, "user disabled", "", by, sign_out=True)


def enable(opened: Store, name: str, by: Actor) -> None:
    """Let a user in again.

    Raises:
        ReliabilityError: there is no such user.
    """
    _change(opened, found(opened, name) | {"disabled_at": None}, "user enabled", "", by, sign_out=False)


def found(opened: store.Reader, name: str) -> dict[str, Any]:
    """The row of records.USERS of a user.

    Raises:
        ReliabilityError: there is no such user.
    """
    user = store.user(opened, names.folded(name))
    if user is None:
        raise ReliabilityError(f"There is no user '{name[: names.LONGEST]}'.", "See `reliability users list`.")
    return user


def _change(opened: Store, user: dict[str, Any], action: str, detail: str, by: Actor, *, sign_out: bool) -> None:
    told = event(by, action, user["name"], detail)
    store.change_user(opened, records.USERS.frame([user]), told, sign_out=sign_out)
