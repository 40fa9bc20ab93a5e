"""One time limit over all steps of a fetch."""

from __future__ import annotations

import time


class Clock:
    """Counts down from its making.

    Args:
        seconds: for everything together.
        silence: for any one step.
    """

    def __init__(self, seconds: float, silence: float) -> None:
        self._end = time.monotonic() + seconds
        self._silence = silence

    def left(self) -> float:
        """Seconds that the next step may take.

        Raises:
            TimeoutError: none is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self._silence)
