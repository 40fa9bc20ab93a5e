"""Who asks: by the cookie of a sign-in, by a token, or from this machine where there are no users."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from reliability import store
from reliability.access.roles import ADMIN
from reliability.access.sign_ins import IDLE, LONGEST, MINUTE
from reliability.access.tokens import PREFIX, digest, in_force
from reliability.store import Store

LOCAL, SIGN_IN, TOKEN = "local", "sign-in", "token"


@dataclass(frozen=True)
class Caller:
    """Who asks.

    Args:
        name: as decisions and the log have it: a user, `token:` and its name, or `local`.
        role: what the caller may do.
        via: LOCAL, SIGN_IN or TOKEN.
    """

    name: str
    role: str
    via: str


HERE = Caller("local", ADMIN, LOCAL)
"""Whoever sits at this machine, where no user is set up."""


def identify(opened: Store, sign_in: str, bearer: str | None, *, local: bool) -> Caller | None:
    """Who asks, or None for nobody known.

    Args:
        opened: the database.
        sign_in: the id in the browser's cookie; empty for none.
        bearer: the token that came along; where there is one, only that counts.
        local: whether the server can be reached from this machine only.
    """
    now = datetime.now(UTC)
    presented = bearer is not None and bearer.startswith(PREFIX)
    if bearer is not None and not presented:
        return None
    known = store.caller(opened, digest(sign_in) if sign_in else "", digest(bearer) if bearer else "")
    if bearer is not None:
        return _by_token(opened, known, now)
    if known["user_role"] is not None:
        return _signed_in(opened, known, digest(sign_in), now)
    return HERE if local and not known["guarded"] else None


def _by_token(opened: Store, known: dict[str, object], now: datetime) -> Caller | None:
    if known["token_id"] is None or not in_force(known, now):
        return None
    if _due(known["used_at"], now):
        store.token_used(opened, str(known["token_id"]), now)
    return Caller(f"token:{known['token_name']}", str(known["token_role"]), TOKEN)


def _signed_in(opened: Store, known: dict[str, object], sign_in: str, now: datetime) -> Caller | None:
    started, seen = known["started_at"], known["seen_at"]
    assert isinstance(started, datetime) and isinstance(seen, datetime)
    if known["disabled_at"] is not None or now - started > LONGEST or now - seen > IDLE:
        return None
    if _due(seen, now):
        store.sign_in_seen(opened, sign_in, now)
    return Caller(str(known["user_name"]), str(known["user_role"]), SIGN_IN)


def _due(last: object, now: datetime) -> bool:
    return not isinstance(last, datetime) or now - last > MINUTE
