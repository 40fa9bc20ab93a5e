"""Who may use the desk: users, passwords, sign-ins, tokens, and the log of what was done. Only user of argon2."""

from __future__ import annotations

from reliability.access.callers import HERE, LOCAL, SIGN_IN, TOKEN, Caller, identify
from reliability.access.limits import Buckets
from reliability.access.roles import ADMIN, READER, REVIEWER, ROLES, may
from reliability.access.sign_ins import IDLE, LONGEST, Refused, sign_in, sign_out
from reliability.access.trail import Actor, event
from reliability.access.waits import Waits, network

__all__ = [
    "ADMIN",
    "HERE",
    "IDLE",
    "LOCAL",
    "LONGEST",
    "READER",
    "REVIEWER",
    "ROLES",
    "SIGN_IN",
    "TOKEN",
    "Actor",
    "Buckets",
    "Caller",
    "Refused",
    "Waits",
    "event",
    "identify",
    "may",
    "network",
    "sign_in",
    "sign_out",
]
