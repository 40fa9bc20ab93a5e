"""API tokens: random, shown once, stored as their hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from reliability import records, store
from reliability.access import names, roles
from reliability.access.trail import Actor, event
from reliability.errors import ReliabilityError
from reliability.store import Store

PREFIX = "rel_"
RANDOM = 32  # bytes: a guess is hopeless, so that a plain hash is enough
DAYS = 365
LONGEST = 3_650  # days


def issue(opened: Store, name: str, role: str, by: Actor, days: int = DAYS) -> str:
    """Make a token and return it; nobody can see it again.

    Args:
        opened: the database.
        name: what it is for; it stands as `token:NAME` beside what it does.
        role: what it may do.
        by: who makes it.
        days: how long it holds.

    Raises:
        ReliabilityError: the name or the role will not do, or a token in force has the name.
    """
    kept, now = names.checked(name), datetime.now(UTC)
    roles.known(role)
    if not 1 <= days <= LONGEST:
        raise ReliabilityError(f"A token cannot hold for {days} days.", f"Use 1 to {LONGEST:,}.")
    if any(row["name"] == kept and in_force(row, now) for row in store.api_tokens(opened).to_dicts()):
        raise ReliabilityError(f"There is a token '{kept}' already.", "Revoke it first, or choose another name.")
    token, token_id = PREFIX + secrets.token_urlsafe(RANDOM), secrets.token_hex(4)
    row: dict[str, object] = {"token_id": token_id, "token_hash": digest(token), "name": kept, "role": role}
    row |= {"created_by": by.name, "created_at": now, "expires_at": now + timedelta(days=days)}
    store.add_token(opened, records.API_TOKENS.frame([row]), event(by, "token added", f"{kept} ({token_id})", role))
    return token


def revoke(opened: Store, token: str, by: Actor) -> str:
    """Revoke the token of this id, or of this name where one token in force has it; return its id.

    Raises:
        ReliabilityError: there is no such token.
    """
    now = datetime.now(UTC)
    alive = [row for row in store.api_tokens(opened).to_dicts() if in_force(row, now)]
    wanted = [row for row in alive if token == row["token_id"] or names.folded(token) == row["name"]]
    if not wanted:
        raise ReliabilityError(
            f"There is no token '{token[: names.LONGEST]}' in force.", "See `reliability tokens list`; give its id."
        )
    gone = next((row for row in wanted if token == row["token_id"]), wanted[0])
    told = event(by, "token revoked", f"{gone['name']} ({gone['token_id']})")
    store.revoke_token(opened, gone["token_id"], now, told)
    return str(gone["token_id"])


def in_force(row: dict[str, object], now: datetime) -> bool:
    """Whether a row of records.API_TOKENS is neither revoked nor over."""
    expires = row["expires_at"]
    return row["revoked_at"] is None and isinstance(expires, datetime) and expires > now


def digest(secret: str) -> str:
    """What is stored of a random secret: its SHA-256."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
