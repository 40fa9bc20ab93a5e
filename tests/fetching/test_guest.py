"""A good guest: robots.txt, a slow pace, conditional requests and back-off, against a real server."""

from __future__ import annotations

import gzip
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reliability.errors import ReliabilityError
from reliability.fetching import UNCHANGED, FetchError, Guest, UnwelcomeError, courtesy

BODY = b"<html><body><p>The pier will be rebuilt, the mayor said.</p></body></html>"


class Site(ThreadingHTTPServer):
    """A site whose robots.txt and failures a test sets."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.robots: tuple[int, bytes] = (404, b"")
        self.more: dict[str, str] = {}
        self.failing: list[tuple[int, dict[str, str]]] = []
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers))
        if self.path == "/robots.txt":
            self._send(self.server.robots[0], self.server.robots[1], {"Content-Type": "text/plain"} | self.server.more)
        elif self.path.startswith("/to/"):
            self._send(302, b"", {"Location": self.path.removeprefix("/to/")})
        elif self.server.failing:
            status, more = self.server.failing.pop(0)
            self._send(status, b"", more)
        elif headers.get("if-none-match") == '"v1"':
            self._send(304, b"", {})
        else:
            self._send(200, BODY, {"Content-Type": "text/html", "ETag": '"v1"'})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site():
    with Site() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def guest(site, waited) -> Guest:
    return Guest(private=[site.host], wait=waited.append)


def test_robots_txt_is_read_once_and_kept_to(site, guest):
    site.robots = (200, b"User-agent: *\nDisallow: /secret\n")
    assert guest.fetch(f"http://{site.host}/a").body == BODY
    with pytest.raises(UnwelcomeError):
        guest.fetch(f"http://{site.host}/secret/b")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]


def test_a_site_whose_robots_txt_fails_is_left_alone(site, guest):
    site.robots = (503, b"")
    for _ in range(2):
        with pytest.raises(FetchError, match=r"robots\.txt answers 503 .* without its rules nothing is asked for"):
            guest.fetch(f"http://{site.host}/a")
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_a_site_that_comes_back_is_asked_again(site, guest, monkeypatch):
    site.robots = (503, b"")
    with pytest.raises(FetchError):
        guest.fetch(f"http://{site.host}/a")
    site.robots = (404, b"")
    monkeypatch.setattr(courtesy, "FAILURE_HOLDS", 0.0)
    assert guest.fetch(f"http://{site.host}/a").body == BODY


@pytest.mark.parametrize(
    ("status", "body", "more"),
    [
        (500, b"", {}),
        (429, b"", {"Retry-After": "1"}),
        (200, b"User-agent: *\nDisallow:\n" * 40_000, {}),
        (200, gzip.compress(b"#" * 20_000_000), {"Content-Encoding": "gzip"}),
        (200, b"no gzip", {"Content-Encoding": "gzip"}),
        (302, b"", {"Location": "/robots.txt"}),
        (302, b"", {"Location": "http://169.254.169.254/robots.txt"}),
    ],
)
def test_rules_that_cannot_be_had_hold_nobody_up(site, guest, status, body, more):
    """A server that fails is left alone (RFC 9309); rules that are too large, damaged or elsewhere count as none."""
    site.robots, site.more = (status, body), more
    if status in (500, 429):
        with pytest.raises(FetchError):
            guest.fetch(f"http://{site.host}/a")
    else:
        assert guest.fetch(f"http://{site.host}/a").body == BODY


def test_rules_hold_for_where_a_page_redirects_to(site, guest):
    site.robots = (200, b"User-agent: *\nDisallow: /secret\n")
    assert guest.fetch(f"http://{site.host}/to//open").url == f"http://{site.host}/open"
    with pytest.raises(UnwelcomeError):
        guest.fetch(f"http://{site.host}/to//secret/b")


def test_a_redirect_into_a_private_network_is_refused_and_not_asked_again(site, guest, waited):
    with pytest.raises(ReliabilityError, match="leads into a private network"):
        guest.fetch(f"http://{site.host}/to/http://10.0.0.1/a")
    assert waited == []


def test_a_host_is_asked_slowly_and_as_slowly_as_it_wants(site, guest, waited):
    site.robots = (200, b"User-agent: *\nCrawl-delay: 7\n")
    for page in "abc":
        guest.fetch(f"http://{site.host}/{page}")
    assert len(waited) == 2 and 6 < waited[0] <= 7 and 13 < waited[1] <= 14


def test_what_has_not_changed_is_not_sent_again(site, guest):
    first = guest.fetch(f"http://{site.host}/a")
    again = guest.fetch(f"http://{site.host}/a", known=first.validators)
    assert (again.status, again.body, again.validators) == (UNCHANGED, b"", first.validators)
    assert site.asked[-1][1]["if-none-match"] == '"v1"'


def test_a_failure_that_passes_is_waited_out_as_the_server_asks(site, guest, waited):
    site.failing = [(503, {"Retry-After": "9"}), (500, {})]
    assert guest.fetch(f"http://{site.host}/a").status == 200
    assert 9.0 in waited and 4.0 in waited
    site.failing = [(429, {"Retry-After": "30"})]
    assert guest.fetch(f"http://{site.host}/b").status == 200
    assert 30.0 in waited


def test_a_moment_to_come_back_at_is_waited_for(site, guest, waited):
    site.failing = [(429, {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)})]
    assert guest.fetch(f"http://{site.host}/a").status == 200
    assert any(37 < pause <= 40 for pause in waited)


@pytest.mark.parametrize(("status", "more"), [(404, {}), (429, {"Retry-After": "3600"})])
def test_a_failure_that_stays_is_told_at_once(site, guest, waited, status, more):
    site.failing = [(status, more)]
    with pytest.raises(FetchError) as caught:
        guest.fetch(f"http://{site.host}/a")
    assert caught.value.status == status
    assert waited == []
