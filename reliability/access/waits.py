"""Back-off after failed sign-ins, kept per name and address, so that nobody can lock out others from elsewhere."""

from __future__ import annotations

import ipaddress
import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from reliability.errors import Busy

FREE = 5  # failures without a wait
LONGEST = 900.0  # seconds
FORGOTTEN = 3_600  # seconds after which failures count no more
KEPT = 10_000  # names and addresses in memory


@dataclass
class _Failures:
    count: int = 0
    until: float = 0.0
    last: float = 0.0


class Attempt:
    """One attempt; a failure unless it says otherwise."""

    def __init__(self) -> None:
        self.failed = True

    def succeeded(self) -> None:
        """Say that the password was right."""
        self.failed = False


class Waits:
    """Counts failures. Each counts before its password is checked, so that many at once gain nothing.

    After FREE failures the wait is 2, 4, 8 ... seconds, at most LONGEST.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: OrderedDict[tuple[str, str], _Failures] = OrderedDict()

    @contextmanager
    def attempt(self, name: str, address: str) -> Iterator[Attempt]:
        """Make an attempt.

        Raises:
            Busy: the wait after the last failure is not over.
        """
        key = (name, network(address))
        self._begin(key)
        attempt = Attempt()
        yield attempt
        if not attempt.failed:
            with self._lock:
                self._failures.pop(key, None)

    def _begin(self, key: tuple[str, str]) -> None:
        now = self._clock()
        with self._lock:
            failures = self._failures.pop(key, _Failures())
            if now - failures.last > FORGOTTEN:
                failures = _Failures()
            self._failures[key] = failures
            if len(self._failures) > KEPT:
                self._failures.popitem(last=False)
            if now < failures.until:
                left = math.ceil(failures.until - now)
                raise Busy("There were too many failed sign-ins.", f"Try again in {_span(left)}.", retry_after=left)
            failures.count, failures.last = failures.count + 1, now
            failures.until = now + wait(failures.count)


def wait(failures: int) -> float:
    """Seconds to wait after so many failures.

    >>> wait(4), wait(5), wait(7), wait(1000)
    (0.0, 2.0, 8.0, 900.0)
    """
    return min(2.0 ** min(failures - FREE + 1, 20), LONGEST) if failures >= FREE else 0.0


def network(address: str) -> str:
    """What stands for one party: an IPv4 address, or the /64 network of an IPv6 address (RFC 6177).

    >>> network("2001:db8::1"), network("192.0.2.7"), network("::ffff:192.0.2.7")
    ('2001:db8::/64', '192.0.2.7', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:100]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def _span(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 120 else f"{math.ceil(seconds / 60)} minutes"
