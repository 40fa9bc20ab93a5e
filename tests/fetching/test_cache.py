"""Pages kept on disk: what has not changed is not sent twice, and a cache is never a reason to fail."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reliability.cli.main import build
from reliability.fetching import Cache, Guest, cache_folder, fetch

PAGE = (
    "<html><head><title>Pier to be rebuilt</title></head><body><article><h1>Pier to be rebuilt</h1>"
    '<p>"We will rebuild the pier before autumn," Mayor Ada Holm told Radio Almar on Monday.</p>{}'
    "</article></body></html>"
)


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.version, self.validators, self.sent, self.moved = 1, True, 0, ""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        site, tag = self.server, f'"v{self.server.version}"'
        if self.path == "/robots.txt":
            return self._send(404, b"", {})
        if site.moved and self.path != site.moved:
            return self._send(302, b"", {"Location": site.moved})
        if self.headers["If-None-Match"] == tag:
            return self._send(304, b"", {"ETag": tag})
        site.sent += 1
        more = {"ETag": tag} if site.validators else {}
        return self._send(
            200, PAGE.format(f"<p>Version {site.version}.</p>").encode(), {"Content-Type": "text/html", **more}
        )

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
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


def got(site: Site, cache: Cache, path: str = "/pier") -> bytes:
    url = f"http://{site.host}{path}"
    return cache.fetch(url, lambda known: fetch(url, private=[site.host], known=known)).body


def test_a_page_is_sent_again_only_when_it_has_changed(site: Site, tmp_path: Path):
    cache = Cache(tmp_path / "pages", 1_000_000)
    first = got(site, cache)
    assert got(site, Cache(tmp_path / "pages", 1_000_000)) == first
    assert site.sent == 1
    site.version = 2
    assert b"Version 2" in got(site, cache)
    assert b"Version 2" in got(site, cache)
    assert site.sent == 2


def test_pages_without_validators_are_not_kept(site: Site, tmp_path: Path):
    site.validators = False
    got(site, Cache(tmp_path, 1_000_000))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("harm", [b"", b"{}", b"not json\n", b'{"version": 1}\n', None])
def test_a_damaged_file_counts_as_none(site: Site, tmp_path: Path, harm: bytes | None):
    cache = Cache(tmp_path, 1_000_000)
    first = got(site, cache)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-9] if harm is None else harm)
    assert got(site, cache) == first
    assert site.sent == 2


def test_what_was_used_longest_ago_makes_room(site: Site, tmp_path: Path):
    cache = Cache(tmp_path, 1_000_000)
    got(site, cache)
    size = next(tmp_path.iterdir()).stat().st_size
    small = Cache(tmp_path, 3 * size)
    for path in "abcde":
        got(site, small, f"/{path}")
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 3 * size
    sent = site.sent
    got(site, small, "/e")
    assert site.sent == sent


def test_a_page_that_moved_is_not_read_from_what_was_kept_of_another(site: Site, tmp_path: Path):
    cache = Cache(tmp_path, 1_000_000)
    got(site, cache)
    site.moved = "/elsewhere"
    assert b"Version 1" in got(site, cache)
    assert site.sent == 2


def test_a_folder_that_cannot_be_written_keeps_nothing(site: Site, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    assert b"Version 1" in got(site, Cache(tmp_path / "file", 1_000_000))


def test_a_guest_keeps_articles(site: Site, tmp_path: Path):
    for _ in range(2):
        Guest(private=[site.host], delay=0, cache=Cache(tmp_path, 1_000_000)).fetch(f"http://{site.host}/pier")
    assert site.sent == 1


def test_the_command_keeps_pages_unless_told_not_to(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reliability.toml").write_text(f'fetch_private = ["{site.host}"]\n', encoding="utf-8")

    def ingest(*more: str) -> None:
        done = CliRunner().invoke(build(), ["ingest", f"http://{site.host}/pier", "--quiet", *more])
        assert done.exit_code == 0, done.output

    ingest("--no-cache")
    assert not cache_folder().exists()
    ingest()
    ingest()
    assert site.sent == 2
    assert cache_folder() == tmp_path / "cache" / "reliability" / "pages"
    assert len(list(cache_folder().iterdir())) == 1
    ingest("--no-cache")
    assert site.sent == 3
