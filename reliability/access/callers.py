"""Who asks: by the cookie of a sign-in, by a token, or from this machine where there are no users."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from reliability import store
from reliability.access.roles import ADMIN
from reliability.access.sign_ins import IDLE, LONGEST, MINUTE
from reliability.access.tokens import PREFIX, digest, in_force
from reliability.store import Store

LOCAL, SIGN_IN, TOKEN = "local", "sign-in", "token"

FRESH = 1.0  # seconds
KEPT = 1_000  # callers in memory


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


class Callers:
    """Tells who asks. What the database said holds for FRESH seconds: a page asks for it many times.

    Args:
        opened: the database.
        local: whether the server can be reached from this machine only.
        clock: seconds that only grow.
    """

    def __init__(self, opened: Store, *, local: bool, clock: Callable[[], float] = monotonic) -> None:
        self._store = opened
        self._local = local
        self._clock = clock
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[str, str], tuple[float, dict[str, object]]] = OrderedDict()

    def identify(self, sign_in: str, bearer: str | None) -> Caller | None:
        """Who asks, or None for nobody known.

        Args:
            sign_in: the id in the browser's cookie; empty for none.
            bearer: the token that came along; where there is one, only that counts.
        """
        now = datetime.now(UTC)
        if bearer is not None:
            return _by_token(self._store, self._look_up("", digest(bearer)), now) if bearer.startswith(PREFIX) else None
        hashed = digest(sign_in) if sign_in else ""
        known = self._look_up(hashed, "")
        if known["user_role"] is not None:
            return _signed_in(self._store, known, hashed, now)
        return HERE if self._local and not known["guarded"] else None

    def forget(self) -> None:
        """Ask the database anew from now on: something has changed."""
        with self._lock:
            self._known.clear()

    def _look_up(self, sign_in: str, token: str) -> dict[str, object]:
        now, key = self._clock(), (sign_in, token)
        with self._lock:
            at, row = self._known.get(key, (-math.inf, {}))
        if now - at <= FRESH:
            return row
        row = store.caller(self._store, sign_in, token)
        with self._lock:
            self._known[key] = (now, row)
            self._known.move_to_end(key)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return row


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
