"""How much one party may ask: token buckets in bounded memory."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

KEPT = 10_000  # parties in memory
BURST = 10  # seconds' worth that may come at once


class Buckets:
    """A bucket per party that holds BURST seconds' worth of requests and fills up steadily.

    Args:
        per_minute: requests in a minute, in the long run; 0 for no limit.
        clock: seconds that only grow.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._rate = per_minute / 60
        self._size = max(self._rate * BURST, 5.0)
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, party: str, cost: float = 1.0) -> int:
        """Take one request's worth; 0, or the seconds after which the next one is allowed.

        A cost above what a bucket holds is allowed when it is full, and paid back by waiting.
        """
        if not self._rate:
            return 0
        now = self._clock()
        with self._lock:
            left, at = self._buckets.pop(party, (self._size, now))
            left = min(self._size, left + (now - at) * self._rate)
            needed = min(cost, self._size)
            allowed = left >= needed
            self._buckets[party] = (left - cost if allowed else left, now)
            if len(self._buckets) > KEPT:
                self._buckets.popitem(last=False)
        return 0 if allowed else math.ceil((needed - left) / self._rate)
