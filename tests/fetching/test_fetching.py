"""Pages over real HTTP, from a server that misbehaves in every way that we know."""

from __future__ import annotations

import socket
import sys
import time

import pytest

from reliability import config, fetching, intake
from reliability.errors import ReliabilityError
from reliability.fetching.page import Limits

QUICK = Limits(seconds=0.6, silence=0.3)
SMALL = Limits(sent_bytes=1_000_000, page_bytes=2_000_000)


@pytest.fixture
def get(host):
    def got(path: str, limits: Limits = SMALL) -> fetching.Page:
        return fetching.fetch(f"http://{host}{path}", private=[host], limits=limits)

    return got


@pytest.mark.parametrize("path", ["/article", "/gzip", "/zlib", "/deflate", "/latin"])
def test_an_article_comes_however_it_is_packed(get, host, path):
    page = get(path)
    assert (page.url, page.status, page.content_type) == (f"http://{host}{path}", 200, "text/html")
    article = intake.from_page(page).row(0, named=True)
    assert article["title"] == "Pier to be rebuilt"
    assert "café owners on the quay" in article["text"]
    assert article["url"] == page.url


@pytest.mark.parametrize("path", ["/lying", "/unknown-letters", "/two-bytes", "/too-long"])
def test_an_article_comes_though_its_server_says_something_else(get, path):
    article = intake.from_page(get(path)).row(0, named=True)
    assert article["title"] == "Pier to be rebuilt"
    assert article["text"].endswith("café owners on the quay had feared more.")
    assert "more<p>" not in article["text"]


def test_letters_that_cannot_be_read_are_marked_and_all_else_stays(get):
    text = intake.from_page(get("/broken-letters")).row(0, named=True)["text"]
    assert "took a th\ufffdrd of its planks" in text
    assert "café owners" in text


def test_plain_text_has_its_title_in_the_first_line(get):
    article = intake.from_page(get("/plain")).row(0, named=True)
    assert (article["title"], article["text"]) == ("Pier to be rebuilt", "The café said so.")


def test_a_redirect_is_followed_and_told(get, host):
    page = get("/moved")
    assert page.url == f"http://{host}/article"
    assert page.redirects == (f"http://{host}/moved",)


def test_the_request_names_the_program_and_carries_nothing_of_the_user(get, server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    get("/article")
    request = server.seen[-1].decode().lower()
    assert "user-agent: reliability/" in request
    assert "cookie" not in request and "authorization" not in request and "referer" not in request


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/image", "of the type 'image/png'"),
        ("/untyped", "of the type 'unknown'"),
        ("/gone", "answers 410 (Gone)"),
        ("/brotli", "packed as 'br'"),
        ("/twice", "packed as 'gzip, gzip'"),
        ("/cut", "was cut off"),
        ("/damaged", "packed, and damaged"),
        ("/bomb", "larger than 2 MB"),
        ("/endless", "larger than 1 MB"),
        ("/too-short", "broken answer"),
        ("/two-lengths", "broken answer"),
        ("/bad-chunks", "broken answer"),
        ("/cut-chunks", "broken answer"),
        ("/huge-headers", "broken answer"),
        ("/no-http", "broken answer"),
        ("/nothing", "broken answer"),
        ("/loop", "redirects more than 5 times"),
        ("/to-metadata", "leads into a private network"),
        ("/to-other-port", "asks for port 1"),
        ("/to-file", "is no address of a web page"),
        ("/to-script", "is no address of a web page"),
        ("/to-gopher", "is no address of a web page"),
        ("/to-password", "holds a user name or a password"),
        ("/to-nowhere", "redirects to no valid address"),
    ],
)
def test_a_misbehaving_server_is_refused_in_words(get, path, why):
    with pytest.raises(ReliabilityError) as refused:
        get(path)
    assert why in refused.value.message
    assert "secret" not in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("path", ["/silent", "/drip", "/drip_headers", "/informing"])
def test_a_slow_server_ends_with_the_time_limit(get, path):
    started = time.monotonic()
    with pytest.raises(ReliabilityError, match="did not answer in time"):
        get(path, QUICK)
    assert time.monotonic() - started < 2


def test_a_host_that_is_not_listed_is_not_even_asked(host, server):
    before = len(server.seen)
    for given in ([], ["127.0.0.1"], ["localhost:80"], ["127.0.0.1:1"]):
        with pytest.raises(ReliabilityError, match="asks for port"):
            fetching.fetch(f"http://{host}/article", private=given)
    assert len(server.seen) == before


def _answering(*answers: list[str]):
    """Stands for the system's resolver: each call gives the next answer, the last one for ever."""
    left = list(answers)

    def getaddrinfo(host, port, *args, **more):
        literal = host.replace(".", "").isdigit()  # what a connection asks for, address by address
        found = [host] if literal else left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    return getaddrinfo


def test_a_name_is_refused_for_one_private_address_among_public_ones(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _answering(["93.184.216.34", "10.0.0.7"]))
    with pytest.raises(ReliabilityError, match="leads into a private network"):
        fetching.fetch("http://news.example/")


def test_a_name_that_changes_its_address_after_the_check_is_not_asked_again(monkeypatch, server, host):
    """DNS rebinding: public when it is checked, this machine when it is connected to."""
    port = server.server_address[1]
    tried = []
    real = socket.create_connection

    def connect(address, *args, **more):
        tried.append(address)
        return real(("127.0.0.1", port), *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", _answering(["93.184.216.34"], ["127.0.0.1"]))
    monkeypatch.setattr(socket, "create_connection", connect)
    page = fetching.fetch("http://news.example/article")
    assert tried == [("93.184.216.34", 80)]
    assert b"Host: news.example\r\n" in server.seen[-1]
    assert page.url == "http://news.example/article"


def test_a_public_page_cannot_lead_to_a_listed_host(monkeypatch, server, host):
    """The list is for addresses that the user gives; a stranger's page must not use it."""
    port = server.server_address[1]
    real = socket.create_connection
    monkeypatch.setattr(socket, "getaddrinfo", _answering(["93.184.216.34"]))
    monkeypatch.setattr(socket, "create_connection", lambda at, *a, **m: real(("127.0.0.1", port), *a, **m))
    with pytest.raises(ReliabilityError, match="redirects to what is refused"):
        fetching.fetch("http://news.example/to-other-port", private=["127.0.0.1:1"])


def test_a_silent_name_server_ends_with_the_time_limit(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: time.sleep(1) or [])
    with pytest.raises(ReliabilityError, match="did not answer in time"):
        fetching.fetch("http://news.example/", limits=QUICK)


def test_addresses_among_the_inputs_are_read_after_the_files(host, tmp_path):
    file = tmp_path / "gull.txt"
    file.write_text("A gull took the mayor's hat, the harbour office said.")
    (tmp_path / "reliability.toml").write_text(f'fetch_private = ["{host}"]')
    settings = config.load(directory=tmp_path)
    read = [batch.articles for batch in intake.read([f"http://{host}/article", str(file)], settings)]
    assert [frame["input"].to_list() for frame in read] == [[str(file)], [f"http://{host}/article"]]


@pytest.mark.parametrize("value", ["http://intranet.example", "a b", "intranet.example/news"])
def test_a_listed_host_that_is_none_is_refused(tmp_path, value):
    (tmp_path / "reliability.toml").write_text(f'fetch_private = ["{value}"]')
    with pytest.raises(ReliabilityError, match="is no value for fetch_private"):
        config.load(directory=tmp_path)


@pytest.mark.parametrize("package", ["httpx", "httpcore"])
def test_a_missing_package_is_named_with_the_command_that_adds_it(monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ReliabilityError, match=package) as caught:
        fetching.fetch("https://courier.example/a")
    assert "[web]" in caught.value.hint
