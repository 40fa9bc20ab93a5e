"""A web address -> what to connect to, or why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address

from reliability.errors import ReliabilityError

LONGEST = 4_000  # characters of an address
_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"https?://", re.I)
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\Z")
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\Z")  # what resolvers may read as an IPv4 address (WHATWG URL)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: `url` without fragment, `host` in ASCII, `path` with its query.

    `private` says that the user has listed the host: it may be of a private network, and on that port.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str
    private: bool


def is_address(text: str) -> bool:
    """Whether an input is a web address rather than a file."""
    return _ADDRESS.match(text) is not None


def target(url: str, private: frozenset[str] = frozenset()) -> Target:
    """Take an address apart and refuse what no article is published at.

    Args:
        url: the address.
        private: hosts that the user trusts, `host` or `host:port`, in lower case.

    Raises:
        ReliabilityError: another scheme than HTTP, a user name or password, a port that is not the usual one, an IP
            address in an unusual form, a name without a dot, or no valid address at all.
    """
    import httpx

    try:
        found = httpx.URL(url if len(url) <= LONGEST else "").copy_with(fragment=None)
        host = found.raw_host.decode("ascii").lower().strip("[]")
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise _refused(url, "is no valid address") from error
    if found.scheme not in _PORTS or not host:
        raise _refused(url, "is no address of a web page", "Give one that starts with http:// or https://.")
    if found.userinfo:
        raise _refused(url, "holds a user name or a password", "Leave out what stands before the '@'.")
    port = found.port or _PORTS[found.scheme]
    listed = _listed(host, port, private)
    _check_host(url, host, port, listed)
    if port not in _PORTS.values() and not listed:
        raise _refused(url, f"asks for port {port}", f"Only 80 and 443 are asked. {listing(host, port)}")
    return Target(str(found), found.scheme, host, port, found.raw_path.decode("ascii"), listed)


def joined(base: str, location: str, private: frozenset[str]) -> Target:
    """The target of a redirect from `base` to `location`, which may be relative.

    Raises:
        ReliabilityError: as for `target`.
    """
    import httpx

    try:
        following = str(httpx.URL(base).join(location))
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise _refused(base, "redirects to no valid address") from error
    try:
        return target(following, private)
    except ReliabilityError as error:
        raise ReliabilityError(f"{shown(base)} redirects to what is refused: {error.message}", error.hint) from error


def shown(url: str) -> str:
    """An address as messages name it: bounded, without a user name and password."""
    text = re.sub(r"(?<=//)[^/?#]*@", "", url[:LONGEST])
    return text if len(text) <= 200 else f"{text[:200]}..."


def listing(host: str, port: int) -> str:
    """What to do about a host that is refused, where it is the user's own."""
    name = _name(host) if port in _PORTS.values() else f"{_name(host)}:{port}"
    return f'If it is yours, say so in reliability.toml: fetch_private = ["{name}"]'


def _name(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listed(host: str, port: int, private: frozenset[str]) -> bool:
    return f"{_name(host)}:{port}" in private or (_name(host) in private and port in _PORTS.values())


def _check_host(url: str, host: str, port: int, listed: bool) -> None:
    if _is_ip(host):
        return
    if not _NAME.match(host) or _NUMERIC.match(host):
        raise _refused(url, "has no valid host name", "Write the host as its site does.")
    if "." not in host and not listed:
        raise _refused(url, f"names the host '{host}' of a private network", listing(host, port))


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return "%" not in host  # an interface of this machine


def _refused(url: str, why: str, hint: str = "Check the address.") -> ReliabilityError:
    return ReliabilityError(f"{shown(url)} {why}.", hint)
