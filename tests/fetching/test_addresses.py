"""Forms of addresses: none but a public one in its usual form is asked."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.errors import ReliabilityError
from reliability.fetching import addresses
from reliability.fetching.targets import target

PRIVATE = [
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "168.63.129.16", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:93.184.216.34"),
    *(
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
    ),
    *("fe80::1", "fec0::1", "ff02::1"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_special_addresses_are_not_public(address):
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "100.63.255.255", "172.32.0.1", "2606:4700::1111"])
def test_addresses_of_the_internet_are_public(address):
    assert addresses.is_public(address)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.ip_addresses(v=4) | st.sampled_from([IPv4Address(a) for a in PRIVATE if ":" not in a]))
def test_an_address_has_one_form_and_ipv6_is_no_way_around(address):
    public = addresses.is_public(str(address))
    assert not (public and (address.is_private or address.is_multicast or address.is_reserved or address.is_loopback))
    number = int(address)
    for carrier in ("::", "::ffff:0:0", "64:ff9b::"):
        assert not addresses.is_public(str(IPv6Address(int(IPv6Address(carrier)) + number)))
    first, rest = number >> 24, number & 0xFFFFFF
    octal = ".".join(f"0{byte:o}" for byte in address.packed)
    for form in (
        str(number),
        hex(number),
        f"0{number:o}",
        f"{first}.{rest}",
        f"0x{first:x}.{rest}",
        octal,
        f"{address}.",
    ):
        with pytest.raises(ReliabilityError):
            target(f"http://{form}/")
    assert target(f"http://{address}/").host == str(address)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.ip_addresses(v=6))
def test_ipv6_is_public_only_inside_global_unicast(address):
    if addresses.is_public(str(address)):
        assert address in ip_network("2000::/3")
        assert address.sixtofour is None and address.teredo is None and not address.is_private


HOSTS = st.text(st.characters(codec="utf-8", exclude_characters="/?#"), max_size=30)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.sampled_from(["http://", "https://", "HTTP://", "http:", "//", ""]), HOSTS, st.text(max_size=20))
def test_any_text_is_a_target_or_refused_in_words(scheme, host, rest):
    try:
        found = target(f"{scheme}{host}{rest}")
    except ReliabilityError as error:
        assert error.message
        return
    assert found.scheme in ("http", "https") and found.port in (80, 443)
    assert found.host.isascii() and "." in found.host + "." and "@" not in found.host
    assert found.path.isascii() and "\r" not in found.path and "\n" not in found.path and " " not in found.path
    assert target(found.url) == found


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://intranet/",
        "http://ada@news.example/",
        "http://ada:secret@news.example/",
        "http://news.example:22/",
        "http://news.example\\@127.0.0.1/",
        "http://127.0.0.1%2f@news.example/",
        "http://①②⑦.⓪.⓪.①/",
        "http://[fe80::1%25eth0]/",
        "http://news.example:99999/",
        "ftp://news.example/",
        "file:///etc/passwd",
        "data:text/html,hello",
        "http://" + "a" * 5000 + ".example/",
        "http:///",
    ],
)
def test_addresses_of_no_public_page_are_refused(url):
    with pytest.raises(ReliabilityError) as refused:
        target(url)
    assert "secret" not in str(refused.value)


def test_a_name_in_another_script_is_asked_in_its_ascii_form():
    found = target("https://Küste.example/Fähre?q=1#oben")
    assert (found.host, found.path) == ("xn--kste-0ra.example", "/F%C3%A4hre?q=1")
    assert found.url == "https://xn--kste-0ra.example/F%C3%A4hre?q=1"
