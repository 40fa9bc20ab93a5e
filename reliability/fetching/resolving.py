"""Names -> IP addresses, asked once."""

from __future__ import annotations

import queue
import socket
import threading

from reliability.errors import ReliabilityError
from reliability.fetching.addresses import is_public
from reliability.fetching.clock import Clock
from reliability.fetching.targets import Target, listing, shown

MOST = 4  # addresses of a host that are tried


def resolve(target: Target, clock: Clock) -> list[str]:
    """Return the addresses of a target's host, which its connection must use.

    Raises:
        ReliabilityError: the name is unknown, or any of its addresses is not of the public internet and the user has
            not listed the host.
        TimeoutError: nobody answers in time.
    """
    found = _asked(target.host, target.port, clock.left())
    if isinstance(found, OSError) or not found:
        raise ReliabilityError(f"There is no host '{target.host}'.", "Check the address, and that there is a network.")
    if not target.private and not all(map(_usable, found)):
        raise ReliabilityError(f"{shown(target.url)} leads into a private network.", listing(target.host, target.port))
    return found[:MOST]


def _usable(address: str) -> bool:
    try:
        return is_public(address)
    except ValueError:
        return False


def _asked(host: str, port: int, seconds: float) -> list[str] | OSError:
    """Ask the system in a thread of its own, since it knows no time limit."""
    answer: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError) as error:
            answer.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answer.get(timeout=seconds)
    except queue.Empty as error:
        raise TimeoutError from error
