"""Who may use the desk: users, passwords, sign-ins, tokens, and the log of what was done. Only user of argon2."""

from __future__ import annotations

from reliability.access.callers import HERE, LOCAL, SIGN_IN, TOKEN, Caller, Callers
from reliability.access.forms import fits as form_fits
from reliability.access.forms import secret as form_secret
from reliability.access.forms import token as form_token
from reliability.access.limits import Buckets
from reliability.access.roles import ADMIN, READER, REVIEWER, ROLES, may
from reliability.access.sign_ins import IDLE, LONGEST, Refused, sign_in, sign_out
from reliability.access.trail import NOBODY, Actor, event
from reliability.access.waits import Waits, network

__all__ = [
    "ADMIN",
    "HERE",
    "IDLE",
    "LOCAL",
    "LONGEST",
    "NOBODY",
    "READER",
    "REVIEWER",
    "ROLES",
    "SIGN_IN",
    "TOKEN",
    "Actor",
    "Buckets",
    "Caller",
    "Callers",
    "Refused",
    "Waits",
    "event",
    "form_fits",
    "form_secret",
    "form_token",
    "may",
    "network",
    "sign_in",
    "sign_out",
]
