"""Passwords: what is asked of them, and their Argon2id hashes (RFC 9106)."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from reliability import resources
from reliability.access.names import folded
from reliability.errors import Busy, ReliabilityError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 1_000  # characters
FEWEST = 5  # different characters
HASHING = 1  # at a time, since each takes 64 MiB and every core
WAITING = 8  # those included that wait for it; more are sent away, so that they cannot take every thread

_hashing, _waiting = threading.BoundedSemaphore(HASHING), threading.BoundedSemaphore(WAITING)


def check(password: str, name: str) -> None:
    """Refuse a weak password for the user of this name.

    Raises:
        ReliabilityError: it is short, far too long, made of few different characters, or holds the name or part of it.
    """
    plain = folded(password)
    if len(password) < SHORTEST:
        raise ReliabilityError(
            f"The password is shorter than {SHORTEST} characters.", "Take a sentence that only you would say."
        )
    if len(password) > LONGEST:
        raise ReliabilityError(f"The password is longer than {LONGEST:,} characters.", "Take a shorter one.")
    if len(set(plain)) < FEWEST:
        raise ReliabilityError(f"The password has fewer than {FEWEST} different characters.", "Take another one.")
    if any(part in plain for part in _telling(name)):
        raise ReliabilityError("The password holds the user's name.", "Take another one.")


def hashed(password: str) -> str:
    """The Argon2id hash, with salt and costs in it.

    Raises:
        Busy: too many passwords are being hashed.
        ReliabilityError: argon2 is not installed.
    """
    with _place():
        return _hasher().hash(_canonical(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one that was hashed; takes as long where there is no hash.

    Raises:
        Busy: too many passwords are being hashed.
        ReliabilityError: argon2 is not installed.
    """
    hasher, against = _hasher(), password_hash or _nobody()
    from argon2.exceptions import InvalidHashError, VerificationError

    with _place():
        try:
            hasher.verify(against, _canonical(password[:LONGEST]))
        except (InvalidHashError, VerificationError):
            return False
    return password_hash is not None and len(password) <= LONGEST


def outdated(password_hash: str) -> bool:
    """Whether the hash was made with lower costs than today's."""
    return _hasher().check_needs_rehash(password_hash)


def _telling(name: str) -> list[str]:
    """The name, and its parts of four letters or more."""
    whole = folded(name)
    return [whole, *(part for part in re.split(r"[\W_]+", whole) if len(part) > 3)] if len(whole) > 2 else []


def _canonical(password: str) -> str:
    """One form of what keyboards write in several (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError as error:
        raise ReliabilityError(
            "Passwords need the package 'argon2-cffi'.", f"Run: {resources.install('web')}"
        ) from error
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash of today's costs, against which the passwords of unknown users are tried."""
    return _hasher().hash("nobody")


@contextmanager
def _place() -> Iterator[None]:
    if not _waiting.acquire(blocking=False):
        raise Busy("Too many people sign in at this moment.", "Try again in a few seconds.", retry_after=3)
    try:
        with _hashing:
            yield
    finally:
        _waiting.release()
