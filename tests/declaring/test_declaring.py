"""What publishers declare of themselves: parsers, a real server, the command, and where it is shown."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from reliability import fetching
from reliability.cli.main import build
from reliability.declaring import KINDS
from reliability.declaring.reading import ADS, HOME, TRUST, read

TRUST_TXT = """# What we say of ourselves
belongto=https://press-council.example/members
Controlledby = https://vale-media.example
social=https://social.example/@harbour
contact=mailto:desk@harbour.test
datatrainingallowed=no
colour=blue
"""
ADS_TXT = "OWNERDOMAIN=Vale-Media.example\nads.example, 1234, DIRECT\nMANAGERDOMAIN=sales.example,NO # sells\n"
PAGE = """<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "NewsMediaOrganization", "name": "Harbour Post", "correctionsPolicy": "/corrections", "foundingDate": "1921",
"ownershipFundingInfo": {"@type": "AboutPage", "url": "https://harbour.test/owners"}},
{"@type": "WebSite"}]}</script></head>
<body><p>News.</p><footer><a href="/about/code-of-conduct">Our rules</a> <a href="/corrections-old">Corrections</a>
<a href="https://other.example/masthead">Masthead</a>
<a href="https://jti-app.com/report/harbour">Audited</a></footer></body></html>"""


def told(found_in: str, text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in read(found_in, text.encode(), None, "https://harbour.test/")]


def test_each_page_says_what_its_standard_has_words_for():
    assert told(TRUST, TRUST_TXT) == [
        ("belongto", "https://press-council.example/members"),
        ("controlledby", "https://vale-media.example"),
        ("social", "https://social.example/@harbour"),
        ("contact", "mailto:desk@harbour.test"),
        ("datatrainingallowed", "no"),
    ]
    assert told(ADS, ADS_TXT) == [("ownerdomain", "vale-media.example"), ("managerdomain", "sales.example,no")]
    assert told(HOME, PAGE) == [
        ("correctionsPolicy", "https://harbour.test/corrections"),
        ("ownershipFundingInfo", "https://harbour.test/owners"),
        ("foundingDate", "1921"),
        ("ethicsPolicy", "https://harbour.test/about/code-of-conduct"),
        ("jtiReport", "https://jti-app.com/report/harbour"),
    ]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.sampled_from([TRUST, ADS, HOME]), st.text(alphabet='<>="#{}[]/a.\n @memberbelongto:', max_size=300))
def test_whatever_a_page_holds_only_known_kinds_come_out(found_in: str, text: str):
    try:
        found = read(found_in, text.encode(), None, "https://harbour.test/")
    except ValueError:
        return
    assert all(one.kind in KINDS and one.value.isprintable() for one in found)


class Site(ThreadingHTTPServer):
    daemon_threads = True
    pages: dict[tuple[str, str], tuple[int, str, str]]
    asked: list[tuple[str, str]]


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        self.server.asked.append((host, self.path))
        status, kind, body = self.server.pages.get((host, self.path), (404, "text/html", "<p>Not here.</p>"))
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Sites under several names, all on this machine."""
    with Site(("127.0.0.1", 0), Answering) as server:
        server.pages, server.asked = {}, []
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def here(host, port, *args, **more):
            if host.startswith("away"):
                raise socket.gaierror("unknown")
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(socket, "getaddrinfo", here)
        monkeypatch.setattr(fetching, "Guest", partial(fetching.Guest, delay=0.0))
        yield server
        server.shutdown()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> Path:
    port = site.server_address[1]
    names = ", ".join(f'"{name}.test:{port}"' for name in ("harbour", "council", "torch", "away"))
    (tmp_path / "reliability.toml").write_text(f"fetch_private = [{names}]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path


def run(*line: str) -> Result:
    return CliRunner().invoke(build(), list(line))


def lines(*line: str) -> list[dict]:
    done = run(*line)
    assert done.exit_code == 0, done.output
    return [json.loads(row) for row in done.stdout.splitlines()]


def test_publishers_are_asked_once_and_what_fails_is_asked_again(desk: Path, site: Site):
    port = site.server_address[1]
    text, page = "text/plain", "text/html; charset=utf-8"
    site.pages |= {
        ("harbour.test", "/trust.txt"): (200, text, "belongto=http://council.test/\nmember=http://torch.test/\n"),
        ("harbour.test", "/"): (200, page, PAGE),
        ("council.test", "/.well-known/trust.txt"): (200, text, "member=http://www.harbour.test/\n"),
        ("council.test", "/trust.txt"): (200, "text/html", "<p>Nothing here.</p>"),
        ("torch.test", "/robots.txt"): (200, text, "User-agent: *\nDisallow: /trust.txt\n"),
        ("torch.test", "/trust.txt"): (200, text, "member=http://harbour.test/\n"),
        ("torch.test", "/ads.txt"): (302, f"http://harbour.test:{port}/", ""),
        ("torch.test", "/"): (503, text, ""),
    }
    given = [f"http://{name}.test:{port}" for name in ("harbour", "council", "torch", "away")]
    done = run("sources", "enrich", *given)
    assert done.exit_code == 0, done.output
    assert "2 publishers declared 8 things of themselves. None of it is checked." in done.stderr
    assert "torch.test failed" in done.stderr
    assert "away.test failed: There is no host 'away.test'." in done.stderr
    assert ("torch.test", "/trust.txt") not in site.asked

    shown = run("sources", "harbour.test").stdout
    assert "Declared by the publisher itself, not checked" in shown
    assert "http://council.test/ (the other side says so too)" in shown
    assert "http://torch.test/ (the other" not in shown

    site.asked.clear()
    site.pages["torch.test", "/"] = (200, page, PAGE)
    again = run("sources", "enrich", *given[:3])
    assert "2 were known" in again.stderr
    assert {host for host, path in site.asked if path != "/robots.txt"} == {"torch.test"}
    site.asked.clear()
    run("sources", "enrich", given[0], "--again")
    assert ("harbour.test", "/ads.txt") in site.asked


def test_files_do_without_a_network_and_replace_what_the_page_said_before(desk: Path):
    (desk / "trust.txt").write_text(TRUST_TXT, encoding="utf-8")
    (desk / "saved.html").write_text(PAGE, encoding="utf-8")
    (desk / "publisher.json").write_text('{"@type": "NewsMediaOrganization", "masthead": "/team"}', encoding="utf-8")
    run(
        "sources",
        "enrich",
        "harbour.example",
        "--from",
        "trust.txt",
        "--from",
        "saved.html",
        "--from",
        "publisher.json",
    )
    assert "https://harbour.example/team" in run("sources", "harbour.example", "--format", "md").stdout
    (desk / "trust.txt").write_text("member=https://torch.example/\n", encoding="utf-8")
    run("sources", "enrich", "harbour.example", "--from", "trust.txt")
    shown = run("sources", "harbour.example", "--format", "md").stdout
    assert "belongto" not in shown
    assert "https://torch.example/" in shown
    assert "correctionsPolicy" in shown


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["enrich"], "Name domains, or give --all"),
        (["enrich", "x.example", "--all"], "Name domains, or give --all"),
        (["enrich", "not a domain"], "is no domain"),
        (["enrich", "articles/in"], "is no domain"),
        (["enrich", "x.example", "y.example", "--from", "trust.txt"], "of one publisher"),
        (["enrich", "x.example", "--from", "missing.txt"], "cannot be read"),
    ],
)
def test_mistakes_are_told(desk: Path, line: list[str], said: str):
    done = run("sources", *line)
    assert done.exit_code != 0
    assert said in str(done.exception) + done.output


def test_no_score_moves_by_it(sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(sample.db, tmp_path / "reliability.duckdb")
    before = lines("sources", "--format", "jsonl")
    Path("trust.txt").write_text("member=https://press-council.example/\n", encoding="utf-8")
    run("sources", "enrich", "harbour-post.example", "--from", "trust.txt")
    after = lines("sources", "--format", "jsonl")
    declared = {row["source"]: row.pop("declared") for row in after if row["role"] == "publisher"}
    assert [one["value"] for one in declared["harbour-post.example"]] == ["https://press-council.example/"]
    assert {name: rows for name, rows in declared.items() if rows}.keys() == {"harbour-post.example"}
    for row in (*before, *after):
        row.pop("declared", None)
    assert before == after


def test_the_report_shows_it_apart(sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(sample.db, tmp_path / "reliability.duckdb")
    Path("trust.txt").write_text("contact=javascript:alert(1)\nsocial=https://social.example/<b>\n", encoding="utf-8")
    run("sources", "enrich", "harbour-post.example", "--from", "trust.txt")
    run("report", "--out", "report.html")
    page = Path("report.html").read_text(encoding="utf-8")
    assert "Declared by publishers themselves, not checked" in page
    assert "contact, social" in page
