"""Waiting that Ctrl-C ends, and durations as users write them."""

from __future__ import annotations

import re
import signal
import threading
from types import FrameType, TracebackType

from reliability.errors import ReliabilityError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
SHORTEST = 1


def seconds(text: str) -> int:
    """Seconds of a duration such as `30s`, `5m` or `1h`.

    Raises:
        ReliabilityError: it is none, or shorter than a second.
    """
    found = _DURATION.fullmatch(text.strip().lower())
    if not found or int(found[1]) < SHORTEST:
        raise ReliabilityError(f"'{text}' is no time between two looks.", "Write it as 30s, 5m or 1h.")
    return int(found[1]) * _UNITS[found[2]]


class Pause:
    """Inside the block, Ctrl-C and a polite kill end the next wait; what is being done is done to its end."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._before: dict[signal.Signals, object] = {}

    @property
    def ended(self) -> bool:
        """Whether it is time to end."""
        return self._ended.is_set()

    def wait(self, duration: float) -> None:
        """Wait so many seconds, or until the end."""
        self._ended.wait(duration)

    def __enter__(self) -> Pause:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._end)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _end(self, number: int, frame: FrameType | None) -> None:
        if self._ended.is_set():
            raise KeyboardInterrupt  # asked twice: at once
        self._ended.set()
