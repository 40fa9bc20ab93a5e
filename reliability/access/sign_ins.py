"""Signing in and out: a password becomes a random id in the browser's cookie."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from reliability import records, store
from reliability.access import names, passwords
from reliability.access.tokens import digest
from reliability.access.trail import NOBODY, Actor, event
from reliability.access.waits import Waits
from reliability.errors import ReliabilityError
from reliability.store import Store

IDLE = timedelta(hours=8)
"""A sign-in ends when it is not used for so long,"""
LONGEST = timedelta(days=7)
"""and in any case after this."""

MINUTE = timedelta(minutes=1)  # how exactly the last use is kept
RANDOM = 32  # bytes of an id


class Refused(ReliabilityError):  # noqa: N818 - an answer, not a fault
    """A sign-in that failed; the same words whatever was wrong, so that they tell nobody who is a user."""

    def __init__(self) -> None:
        super().__init__("The name or the password is not right.", "Check both; capitals count in the password.")


def sign_in(opened: Store, waits: Waits, name: str, password: str, *, address: str, instead_of: str = "") -> str:
    """Check a password and sign its user in.

    Args:
        opened: the database.
        waits: who has to wait after failures.
        name: the user's name as typed.
        password: the password.
        address: where the request comes from.
        instead_of: the id that the browser had before; that sign-in ends.

    Returns:
        A new id for the browser's cookie.

    Raises:
        Refused: unknown name, wrong password, or a user who is shut out.
        Busy: too many failures of late for this name from this address, or too many sign-ins at this moment.
    """
    kept, now = names.folded(name)[: names.LONGEST], datetime.now(UTC)
    with waits.attempt(kept, address) as attempt:
        user = store.user(opened, kept)
        known = user if user is not None and user["disabled_at"] is None else None
        right = passwords.matches(password, user["password_hash"] if user else None)
        if known is None or not right:
            typed = kept if user else NOBODY  # people type passwords where the name belongs
            store.add_events(opened, event(Actor(typed, address), "sign-in refused"))
            raise Refused
        attempt.succeeded()
    if passwords.outdated(known["password_hash"]):
        _strengthen(opened, known, password, address)
    new = secrets.token_urlsafe(RANDOM)
    row = {"sign_in": digest(new), "name": kept, "started_at": now, "seen_at": now}
    begun, told = records.SIGN_INS.frame([row]), event(Actor(kept, address), "sign-in")
    before = digest(instead_of) if instead_of else ""
    store.begin_sign_in(opened, begun, told, instead_of=before, before=now - IDLE)
    return new


def sign_out(opened: Store, sign_in: str, actor: Actor) -> None:
    """End the sign-in of this id."""
    store.end_sign_in(opened, digest(sign_in), event(actor, "sign-out"))


def _strengthen(opened: Store, user: dict[str, Any], password: str, address: str) -> None:
    """Hash a password again that was hashed with lower costs."""
    changed = records.USERS.frame([user | {"password_hash": passwords.hashed(password)}])
    told = event(Actor(user["name"], address), "password hash", user["name"], "higher costs")
    store.change_user(opened, changed, told, sign_out=False)
