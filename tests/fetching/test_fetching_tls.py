"""HTTPS to a pinned address: the name stays the name, for the certificate and for the server."""

from __future__ import annotations

import pytest

from reliability import fetching
from reliability.errors import ReliabilityError

NAME = "desk.example"


def test_the_certificate_and_the_server_see_the_name(secure):
    server = secure(NAME)
    host = f"{NAME}:{server.server_address[1]}"
    page = fetching.fetch(f"https://{host}/article", private=[host])
    assert page.url == f"https://{host}/article"
    assert server.asked == [NAME]
    assert f"Host: {host}\r\n".encode() in server.seen[0]


def test_a_certificate_of_another_name_is_refused(secure):
    server = secure("other.example")
    host = f"{NAME}:{server.server_address[1]}"
    with pytest.raises(ReliabilityError, match=r"cannot be reached: .*CERTIFICATE_VERIFY_FAILED"):
        fetching.fetch(f"https://{host}/article", private=[host])
    assert server.seen == []
