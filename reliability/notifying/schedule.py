"""When a message is sent again after a failure."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

ATTEMPTS = 10
"""After so many, over about 15 hours, a message is given up."""

FIRST = 5.0
"""Seconds after which it is sent for the second time."""

GROWTH = 3.0
LONGEST = 86_400.0


def next_time(attempts: int, now: datetime, asked: float | None = None, chance: float | None = None) -> datetime | None:
    """When to send a message again; None where it is given up.

    The time between two attempts triples: 5 s, 15 s, 45 s, ..., 9 hours, each a half more or less by chance, so that
    the messages of an outage do not all come back at one moment.

    Args:
        attempts: how often it was sent.
        now: the time.
        asked: seconds that the receiver asks to wait (`Retry-After`); counts where it is longer, up to a day.
        chance: 0..1, for tests; else random.

    >>> from datetime import UTC
    >>> next_time(2, datetime(2030, 1, 1, tzinfo=UTC), chance=0.5).second
    15
    >>> next_time(10, datetime(2030, 1, 1, tzinfo=UTC)) is None
    True
    """
    if attempts >= ATTEMPTS:
        return None
    spread = 0.5 + (random.random() if chance is None else chance)
    seconds = FIRST * GROWTH ** (attempts - 1) * spread
    return now + timedelta(seconds=min(max(seconds, asked or 0.0), LONGEST))
