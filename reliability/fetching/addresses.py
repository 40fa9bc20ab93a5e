"""Which IP addresses are on the public internet: the IANA registries of special ones (RFC 6890) and more."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_CLOSED = {
    4: tuple(
        map(
            ip_network,
            (
                "0.0.0.0/8",  # this host
                "10.0.0.0/8",
                "100.64.0.0/10",  # carrier-grade NAT, and a cloud's metadata
                "127.0.0.0/8",
                "168.63.129.16/32",  # Azure's own services, in the middle of public addresses
                "169.254.0.0/16",  # link-local, and most clouds' metadata
                "172.16.0.0/12",
                "192.0.0.0/24",
                "192.0.2.0/24",
                "192.88.99.0/24",  # 6to4 relays
                "192.168.0.0/16",
                "198.18.0.0/15",
                "198.51.100.0/24",
                "203.0.113.0/24",
                "224.0.0.0/4",  # multicast
                "240.0.0.0/4",  # reserved, and broadcast
            ),
        )
    ),
    6: tuple(
        map(
            ip_network,
            (
                "2001::/23",  # Teredo and others that carry an IPv4 address or none
                "2001:db8::/32",
                "2002::/16",  # 6to4 carries an IPv4 address
                "3fff::/20",
            ),
        )
    ),
}
_UNICAST = ip_network("2000::/3")


def is_public(address: str) -> bool:
    """Whether an IP address in its usual form is one of the public internet.

    Of IPv6 only global unicast counts: mapped (`::ffff:0:0/96`), NAT64 (`64:ff9b::/96`) and compatible addresses lead
    to any IPv4 address, and the rest is local, multicast or reserved.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "::ffff:93.184.216.34", "2606:2800:220:1::1")]
    [True, False, False, True]

    Raises:
        ValueError: it is no IP address.
    """
    found: IPv4Address | IPv6Address = ip_address(address)
    if found.version == 6 and found not in _UNICAST:
        return False
    return not any(found in network for network in _CLOSED[found.version])
