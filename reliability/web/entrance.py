"""Through which door requests come: the address that the server listens on, and the names it is called by."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

from reliability import store
from reliability.errors import ReliabilityError

LOOPBACK = "127.0.0.1"
HERE = frozenset(("127.0.0.1", "localhost", "::1"))
EVERYWHERE = frozenset(("0.0.0.0", "::"))


@dataclass(frozen=True)
class Entrance:
    """How the server can be reached.

    Args:
        host: the address that it listens on.
        hosts: names by which browsers call it besides; `*.desk.example` stands for every name under it.
        proxies: addresses of reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    """

    host: str = LOOPBACK
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Whether it is reached from this machine only."""
        return is_loopback(self.host) and not self.proxies and all(is_loopback(host) for host in self.hosts)

    @property
    def exposed(self) -> bool:
        """Whether it listens to the network itself."""
        return not is_loopback(self.host)

    def welcomes(self, name: str) -> bool:
        """Whether a request to a host of this name is meant for this server.

        A page elsewhere can let its own name point to this machine (DNS rebinding), so that names must be known.
        """
        known = {*HERE, self.host, *self.hosts}
        if name in known or any(host.startswith("*.") and name.endswith(host[1:]) for host in self.hosts):
            return True
        if not self.exposed or self.hosts:
            return False
        # An address is no name that could be made to point elsewhere.
        return name == socket.gethostname().lower() or (self.host in EVERYWHERE and _is_address(name))

    def check(self, opened: store.Reader) -> None:
        """Refuse to be reached from elsewhere by everybody.

        Raises:
            ReliabilityError: it is not `local`, and there are neither users nor tokens.
        """
        if self.local or store.guarded(opened):
            return
        door = f"on {self.host}" if self.exposed else "behind a proxy or under another name"
        raise ReliabilityError(
            f"The server does not start {door} while there are no users: everybody could read and decide.",
            "Add one first: reliability users add NAME --role admin, or reliability tokens add NAME --role reviewer.",
        )


def is_loopback(host: str) -> bool:
    """Whether an address or name stands for this machine only.

    >>> [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "desk.example")]
    [True, True, True, False, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in HERE


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
