"""Watching folders and feeds, over a real server and real runs."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from rich.console import Console

from reliability import config, notifying, pipeline, store, watching
from reliability.cli._watched import View, screen
from reliability.errors import ReliabilityError
from reliability.fetching import Guest
from reliability.watching.rounds import Standing

LONG = (
    'The lighthouse of Skelle will get a new lamp in May, the port authority said on Friday. "The old one has served '
    'for sixty years," said Nora Steen, who runs it. The work costs 80,000 crowns, according to the council. ' * 6
)
PAGE = f"<html><body><article><h1>Lamp for Skelle</h1><p>{LONG}</p></article></body></html>"
ENTRY = "<item><guid>{id}</guid><title>{title}</title><link>http://{host}/page-{id}</link><description>{text}</description></item>"


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.entries: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.down = False
        self.failing: set[str] = set()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def feed(self) -> bytes:
        items = "".join(ENTRY.format(id=id, title=f"Lamp {id}", host=self.host, text=text) for id, text in self.entries)
        return f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>".encode()


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        tag = f'"{len(self.server.entries)}"'
        if self.path == "/robots.txt":
            self._send(404, b"", "text/plain")
        elif self.server.down or self.path in self.server.failing:
            self._send(503, b"", "text/plain")
        elif self.path in ("/feed", "/dying") and self.headers.get("If-None-Match") == tag:
            self._send(304, b"", "text/plain")
        elif self.path in ("/feed", "/dying"):
            self._send(200, self.server.feed(), "application/rss+xml", ETag=tag)
        else:
            self._send(200, PAGE.encode(), "text/html")

    def _send(self, status: int, body: bytes, kind: str, **more: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
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


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    db = str(tmp_path_factory.mktemp("watch") / "watch.duckdb")
    with pipeline.session(config.load({"db": db, "workers": 1})) as opened:
        yield opened


def watch(desk, *given: str, host: str = "") -> watching.Watch:
    guest = Guest(private=[host] if host else [], wait=lambda _: None)
    return watching.Watch(desk, watching.places(given), timedelta(minutes=5), guest)


def settled(path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    long_ago = time.time() - 60
    os.utime(path, (long_ago, long_ago))


NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_a_file_is_done_once_and_again_when_it_changes(desk, tmp_path):
    settled(tmp_path / "one.txt", LONG)
    settled(tmp_path / "two.part", LONG)
    fresh = tmp_path / "three.txt"
    fresh.write_text("The pier is safe, Ada Holm said.", encoding="utf-8")
    os.utime(fresh, (time.time() + 60, time.time() + 60))  # somebody may still be writing it
    settled(tmp_path / "picture.txt", "\x89PNG\x00\x00")
    first = watch(desk, str(tmp_path)).round(NOW)
    assert (first.articles, first.rejects.count) == (1, 1)
    again = watch(desk, str(tmp_path))
    assert again.round(NOW + timedelta(minutes=6)).articles == 0
    settled(tmp_path / "one.txt", LONG + " The lamp is blue, she added.")
    assert again.round(NOW + timedelta(minutes=12)).articles == 1


def test_an_entry_with_a_summary_is_read_as_its_page_and_done_once(desk, site):
    site.entries = [("a", "A lamp."), ("b", LONG)]
    feed = f"http://{site.host}/feed"
    done = watch(desk, feed, host=site.host).round(NOW)
    assert done.articles == 2
    assert [path for path in site.asked if path.startswith("/page")] == ["/page-a"]
    rows = desk.store.results(done.run_id, 10)
    assert {row["title"] for part in rows for row in part.to_dicts()} == {"Lamp for Skelle", "Lamp b"}
    site.asked.clear()
    later = watch(desk, feed, host=site.host)
    assert later.round(NOW + timedelta(minutes=6)).articles == 0
    assert [path for path in site.asked if path != "/robots.txt"] == ["/feed"]
    site.entries.append(("c", "Another lamp."))
    assert later.round(NOW + timedelta(minutes=12)).articles == 1


def test_a_feed_that_fails_is_asked_later_and_later_and_stops_no_other(desk, site, tmp_path):
    site.down = True
    settled(tmp_path / "own.txt", LONG.replace("Skelle", "Osk"))
    running = watch(desk, f"http://{site.host}/down", str(tmp_path), host=site.host)
    assert running.round(NOW).articles == 1
    failing = next(standing for place, standing in running.board.standings.items() if place.kind == "feed")
    assert failing.failures == 1 and "503" in failing.said
    assert failing.next_at == NOW + timedelta(minutes=5)
    for minutes, pause in ((6, 10), (17, 20)):
        running.round(NOW + timedelta(minutes=minutes))
        assert failing.next_at == NOW + timedelta(minutes=minutes + pause)
    restarted = watch(desk, f"http://{site.host}/down", host=site.host)
    assert restarted.due(NOW + timedelta(minutes=20)) == []


def test_a_page_that_fails_in_passing_is_asked_for_again_and_then_done_without(desk, site):
    site.entries = [("late", "A lamp comes late.")]
    site.failing = {"/page-late"}
    running = watch(desk, f"http://{site.host}/feed", host=site.host)
    assert running.round(NOW).articles == 0
    site.failing = set()
    done = running.round(NOW + timedelta(minutes=6))
    assert (done.articles, done.rejects.count) == (1, 0)
    site.entries.append(("never", "A lamp that never comes."))
    site.failing = {"/page-never"}
    found = [running.round(NOW + timedelta(minutes=12 + 6 * look)).articles for look in range(4)]
    assert found == [0, 0, 1, 0]  # the third time with what the feed has of it


def test_nothing_is_lost_or_kept_twice_where_a_watch_dies_before_it_notes_what_is_done(desk, site, monkeypatch):
    site.entries = [("x", LONG.replace("Skelle", "Orn")), ("y", LONG.replace("Skelle", "Ulm"))]
    feed = f"http://{site.host}/dying"
    with monkeypatch.context() as patch:
        patch.setattr(store.Store, "note_watched", lambda *_: (_ for _ in ()).throw(ReliabilityError("Killed.")))
        with pytest.raises(ReliabilityError, match="Killed"):
            watch(desk, feed, host=site.host).round(NOW)
    after = watch(desk, feed, host=site.host)
    assert after.round(NOW).articles == 2
    assert after.round(NOW + timedelta(minutes=6)).articles == 0
    rows = desk.store.query("SELECT article_id, revision FROM article_rows WHERE article_id IN ('x', 'y') ORDER BY 1")
    assert rows.rows() == [("x", 1), ("y", 1)]


def test_what_a_server_gave_is_not_looked_up_at_each_look(desk, site, monkeypatch):
    site.entries = [("z", LONG.replace("Skelle", "Zet"))]
    running = watch(desk, f"http://{site.host}/feed", host=site.host)
    running.round(NOW)
    monkeypatch.setattr(store, "watched", None)
    site.asked.clear()
    assert running.round(NOW + timedelta(minutes=6)).articles == 0
    assert site.asked == ["/feed"]


def test_a_list_of_feeds_is_watched_feed_by_feed(tmp_path):
    listed = tmp_path / "feeds.opml"
    listed.write_text(
        '<opml version="2.0"><body><outline text="News"><outline xmlUrl="https://a.example/feed"/>'
        '<outline xmlUrl="https://b.example/feed"/><outline xmlUrl="file:///etc/passwd"/></outline></body></opml>'
    )
    assert [place.name for place in watching.places([str(listed)])] == [
        "https://a.example/feed",
        "https://b.example/feed",
    ]
    listed.write_text("<p>Nothing</p>")
    with pytest.raises(ReliabilityError, match="lists no feeds"):
        watching.places([str(listed)])


class Told(BaseHTTPRequestHandler):
    """Takes messages of a webhook."""

    got: ClassVar[list[dict]] = []

    def do_POST(self) -> None:
        self.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_command_ends_when_asked_to_goes_on_where_it_was_and_tells_webhooks(tmp_path):
    (tmp_path / "in").mkdir()
    settled(tmp_path / "in" / "one.txt", LONG)
    receiver = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    with store.open_store(tmp_path / "w.duckdb") as opened:
        for event in ("run.finished", "flags.critical"):
            notifying.add(opened, f"http://127.0.0.1:{receiver.server_port}/", [event])
    command = [sys.executable, "-m", "reliability", "watch", "in", "--db", "w.duckdb", "--every", "1s"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert "1 article scored" in running.stderr.readline()
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=30) == 0
    times = {"published_at": "2026-03-12T08:00:00Z", "modified_at": "2026-03-01T08:00:00Z"}
    settled(tmp_path / "in" / "two.jsonl", json.dumps({"id": "two", "text": LONG.replace("Skelle", "Osk")} | times))
    done = subprocess.run([*command, "--once"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and done.stderr.count("1 article scored") == 1
    receiver.shutdown()
    receiver.server_close()
    runs = [said["data"] for said in Told.got if said["type"] == "run.finished"]
    assert [(told["run"]["command"], told["run"]["articles"]) for told in runs] == [("watch", 1), ("watch", 1)]
    raised = [said["data"]["critical_flags"] for said in Told.got if said["type"] == "flags.critical"]
    assert [told["first"][0]["article_id"] for told in raised] == ["two"]


def board(now: datetime) -> watching.Board:
    """Places with long names, one of which fails, and flags with long messages."""
    folder, feed = (
        watching.Place("folder", "/srv/desk/incoming/agencies/calvian-press-agency/english/2026/november/today"),
        watching.Place("feed", "https://www.harbour-post.example/feeds/section/politics/latest/rss.xml?format=full"),
    )
    later = now + timedelta(hours=2)
    told = watching.Board(
        {
            folder: Standing(folder, articles=1234, checked_at=now, next_at=later, waiting=120),
            feed: Standing(feed, failures=3, checked_at=now, next_at=later, said=f"{feed.name} answers 503 (Gone)."),
        },
        now - timedelta(hours=3),
        articles=1234,
        runs=41,
        seconds=200.0,
    )
    told.flags.appendleft(
        ("critical", f"COM012 {'The date lies in the future. ' * 4}", "\x1b[31mFerry\x07 aground " * 5)
    )
    return told


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_live_view_keeps_each_thing_to_a_line_and_cuts_no_number(width):
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    console.print(screen(board(NOW), NOW, width))
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert not any("\x1b" in line or "\x07" in line for line in lines)
    row = next(line for line in lines if "november" in line or line.startswith("/srv"))
    assert row.split()[-4:] == ["1,234", "120", "08:00:00", "10:00:00"]
    assert any("3x: answers" in line for line in lines)
    assert sum(line.startswith("critical") for line in lines) == 1


def test_where_no_terminal_is_each_failure_is_told_once_and_its_end(capsys):
    view, told = View(quiet=False), board(NOW)
    failing = next(standing for standing in told.standings.values() if standing.said)
    view.show(told)
    view.show(told)
    failing.said = None
    view.show(told)
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(".xml?format=full")[2] for line in said] == [
        ": answers 503 (Gone).; asked again at 10:00:00 UTC",
        " answers again",
    ]


@pytest.mark.parametrize(
    ("words", "said"), [(["nowhere"], "There is no folder"), ([".", "--every", "soon"], "no time")]
)
def test_mistakes_are_told_with_a_hint(run_program, tmp_path, words, said):
    done = run_program("watch", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr and "hint:" in done.stderr
