"""Answers that are none: what failed, and when it is worth to ask again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reliability.errors import ReliabilityError

LONGEST_WAIT = 24 * 3600.0  # seconds
_PASSING = (408, 425, 429, 500, 502, 503, 504)


class FetchError(ReliabilityError):
    """A server that answers with an error, or not at all.

    Args:
        message: what happened.
        hint: what to do about it.
        status: HTTP status; None where nothing answered.
        retry_after: seconds after which the server wants to be asked again; None where it says nothing.
    """

    def __init__(
        self, message: str, hint: str = "", *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message, hint)
        self.status = status
        self.retry_after = retry_after

    @property
    def passing(self) -> bool:
        """Whether the same may work a little later."""
        return self.status is None or self.status in _PASSING

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (self.message, self.hint, self.status, self.retry_after))


def _rebuilt(message: str, hint: str, status: int | None, retry_after: float | None) -> FetchError:
    return FetchError(message, hint, status=status, retry_after=retry_after)


class WrongTypeError(ReliabilityError):
    """An answer of a media type that was not asked for."""


def retry_after(header: str | None) -> float | None:
    """Seconds that a `Retry-After` header asks for, 0 to LONGEST_WAIT; None where there is none or no such thing.

    >>> retry_after("120")
    120.0
    """
    if not header or len(header) > 100:
        return None
    if header.isascii() and header.isdigit():
        return min(float(header[:10]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT)
