"""Slow work has threads of its own: pages are answered while it goes on, and what is too much is sent away."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import httpx
import polars as pl
import pytest
import uvicorn

from reliability.web import create, rooms
from reliability.web.api import _bulk
from reliability.web.desk import Desk

TEXT = "The pier of {} is safe, Ida Holm told Radio Almar. The council agreed in March, according to its minutes."
PAGE = TEXT.format("Almar").join(("<html><body><article><h1>Pier</h1><p>", "</p></article></body></html>")).encode()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)


class Slow:
    """A web server that answers nobody until it is told to."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked = threading.Semaphore(0)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.recv(65_536)
            self.asked.release()
            if self.go.wait(20):
                connection.sendall(ANSWER)


@contextmanager
def served(session):
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create(session), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def held(monkeypatch):
    """Scoring that waits until it is told to go on; its results are those of another article."""
    go = threading.Event()

    def patiently(desk, articles, inputs, ahead):
        assert go.wait(30)
        row = desk.store.result_rows(["ferry-torch"])
        return pl.concat([row] * articles.height).with_columns(articles["article_id"])

    monkeypatch.setattr(Desk, "_run", patiently)
    return go


def read(base, path="/sources"):
    """Read a page, while what is slow waits to be let go."""
    assert httpx.get(base + path, timeout=10).status_code == 200


def test_servers_that_answer_slowly_hold_up_nobody_but_who_asks_for_their_pages(sampled, held):
    slow = Slow()
    held.set()
    private = {**sampled.config.values, "fetch_private": (f"127.0.0.1:{slow.port}",)}
    with served(replace(sampled, config=replace(sampled.config, values=private))) as base, httpx.Client() as client:
        form = re.search(r'name="csrf_token" value="(\w+)"', client.get(f"{base}/score").text)[1]

        def fetch(number):
            address = f"http://127.0.0.1:{slow.port}/{number}"
            fields = {"csrf_token": form, "address": address, "title": "Kept & shown"}
            return client.post(f"{base}/score", data=fields, timeout=30)

        with ThreadPoolExecutor(rooms.FETCHES) as others:
            waiting = [others.submit(fetch, number) for number in range(rooms.FETCHES)]
            for _ in waiting:
                assert slow.asked.acquire(timeout=10)
            refused = fetch("more")
            assert refused.status_code == 503 and int(refused.headers["retry-after"]) > 0
            assert "Too many pages are being fetched" in refused.text and f"{slow.port}/more" in refused.text
            for _ in range(3):
                read(base)
            slow.go.set()
            assert [one.result().status_code for one in waiting] == [303] * rooms.FETCHES, waiting[0].result().text
        assert fetch("again").status_code == 303


def test_a_crowd_that_scores_holds_up_no_page_and_is_bounded(sampled, held, monkeypatch):
    monkeypatch.setattr(rooms, "SCORINGS", 45)  # more than there are threads for pages
    with served(sampled) as base, ThreadPoolExecutor(60) as crowd, httpx.Client() as client:
        limits, answers = httpx.Limits(max_connections=None), []
        with httpx.Client(limits=limits, timeout=60) as many:

            def score(number):
                answer = many.post(f"{base}/api/v1/score", json={"id": f"crowd-{number}", "text": TEXT.format(number)})
                answers.append(answer)

            asked = [crowd.submit(score, number) for number in range(50)]
            until = time.monotonic() + 20
            while len(answers) < 5 and time.monotonic() < until:
                time.sleep(0.01)
            assert [answer.status_code for answer in answers] == [503] * 5
            assert {int(answer.headers["retry-after"]) > 0 for answer in answers} == {True}
            assert answers[0].json()["type"] == "/api/v1/problems/busy"
            read(base)
            read(base, "/api/v1/articles?limit=1")
            held.set()
            for one in asked:
                one.result(60)
        assert sorted(answer.status_code for answer in answers) == [200] * 45 + [503] * 5
        assert client.post(f"{base}/api/v1/score", json={"text": TEXT.format(1)}, timeout=30).status_code == 200


def test_requests_of_many_articles_take_turns_beside_single_ones(sampled, held, monkeypatch):
    monkeypatch.setattr(rooms, "BULKS", 2)
    lines = json.dumps({"id": "in-bulk", "text": TEXT.format("Brennick")})
    headers = {"Content-Type": "application/x-ndjson"}
    with served(sampled) as base, ThreadPoolExecutor(2) as others, httpx.Client(timeout=60) as client:

        def bulk():
            with client.stream("POST", f"{base}/api/v1/score", content=lines, headers=headers) as answer:
                begun.release()
                return answer.status_code, [json.loads(line) for line in answer.iter_lines()]

        begun = threading.Semaphore(0)
        waiting = [others.submit(bulk) for _ in range(2)]
        assert begun.acquire(timeout=10) and begun.acquire(timeout=10)
        refused = client.post(f"{base}/api/v1/score", content=lines, headers=headers)
        assert refused.status_code == 503 and int(refused.headers["retry-after"]) > 0
        read(base)
        held.set()
        for one in waiting:
            status, said = one.result(60)
            assert status == 200 and [line["article_id"] for line in said] == ["in-bulk"]


def test_who_falls_silent_in_a_request_of_many_articles_keeps_nobody_out(sampled, held, monkeypatch):
    monkeypatch.setattr(rooms, "BULKS", 1)
    monkeypatch.setattr(_bulk, "SILENCE", 0.3)
    held.set()
    line = json.dumps({"id": "in-bulk", "text": TEXT.format("Brennick")}).encode()
    headers = {"Content-Type": "application/x-ndjson"}
    with served(sampled) as base, httpx.Client(timeout=60) as client:
        port = int(base.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=20) as silent:
            head = f"POST /api/v1/score HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-ndjson\r\n"
            silent.sendall(f"{head}Content-Length: 90000\r\n\r\n".encode() + line + b"\n")
            said = b""
            while b"Nothing came" not in said and (more := silent.recv(65_536)):
                said += more
            assert b'"article_id":"in-bulk"' in said and b"Nothing came for 0.3 seconds" in said
            answer = client.post(f"{base}/api/v1/score", content=line, headers=headers)
            assert answer.status_code == 200 and answer.json()["article_id"] == "in-bulk"
