"""The one error that a user sees, and the small print of messages."""

from __future__ import annotations


def printable(text: str) -> str:
    """`text` on one line without control characters: what comes from outside must not drive the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def encodable(text: str) -> str:
    """`text` with `?` for halves of characters, such as the shell makes of bytes that are no UTF-8."""
    return text.encode("utf-8", "replace").decode()


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 article`, `2,580 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


class ReliabilityError(Exception):
    """A problem that the user can understand and act on.

    Args:
        message: what happened, in one sentence.
        hint: what to do about it, in one sentence.
        exit_code: the process exit status: 2 the user's mistake, 3 the program's.
    """

    def __init__(self, message: str, hint: str = "", *, exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with keyword-only arguments do not survive pickling between processes otherwise.
        return (_rebuild, (self.message, self.hint, self.exit_code))


def _rebuild(message: str, hint: str, exit_code: int) -> ReliabilityError:
    return ReliabilityError(message, hint, exit_code=exit_code)


class Conflict(ReliabilityError):  # noqa: N818 - it says a state, not a fault
    """Where something stands does not allow what is asked: another moment or another person may do it."""

    def __reduce__(self) -> tuple[object, ...]:
        return (Conflict, (self.message, self.hint))


class Busy(ReliabilityError):  # noqa: N818 - it says a state, not a fault
    """Another one is at work; the same will do later.

    Args:
        message: who is.
        hint: what to do about it.
        retry_after: after how many seconds it is worth to ask again.
    """

    def __init__(self, message: str, hint: str = "", *, retry_after: int) -> None:
        super().__init__(message, hint)
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[object, ...]:
        return (_busy, (self.message, self.hint, self.retry_after))


def _busy(message: str, hint: str, retry_after: int) -> Busy:
    return Busy(message, hint, retry_after=retry_after)
