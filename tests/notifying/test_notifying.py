"""Webhooks against a real receiver over HTTP: one that takes messages, fails, is slow, dies or is gone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import polars as pl
import pytest

from reliability import notifying, records, store
from reliability.errors import ReliabilityError
from reliability.notifying import sender
from reliability.notifying.schedule import ATTEMPTS, next_time

NOW = datetime(2030, 3, 1, 8, 30, tzinfo=UTC)


class Receiver:
    """Answers each message with what `answers` says, then with 204; keeps what it got."""

    def __init__(self):
        self.answers, self.got = [], []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((dict(self.headers), body))
                answer = outer.answers.pop(0) if outer.answers else 204
                if answer == "dies":
                    return
                if answer == "drips":
                    self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                    for _ in range(30):
                        self.wfile.write(b"X-Slow: 1\r\n")
                        self.wfile.flush()
                        time.sleep(0.1)
                    return
                status, headers = answer if isinstance(answer, tuple) else (answer, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hooks"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def messages(self):
        return [json.loads(body) for _, body in self.got]

    def end(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def receiver():
    found = Receiver()
    yield found
    found.end()


@pytest.fixture
def opened(tmp_path):
    with store.open_store(tmp_path / "desk.duckdb") as found:
        yield found


def run(opened, *flags, title="Ferry <off> course"):
    """A finished run over one article that raised these critical flags."""
    run_id = opened.begin("score", "1.0", "m", "s", ["intake.jsonl"])
    article = {"article_id": "ferry", "text": "The ferry left.", "text_hash": "h", "input": "intake.jsonl"}
    article |= {"title": title, "url": "https://skelle.example/ferry", "publisher": "Skelle Post"}
    opened.add_articles(records.ARTICLES.frame([article]), run_id)
    rows = [
        {"article_id": "ferry", "code": code, "severity": "critical", "message": f"Look at {code}."} for code in flags
    ]
    opened.replace("flags", records.FLAGS.frame(rows), run_id, ["ferry"])
    opened.finish(run_id, 1, 0, [])
    return run_id


def overdue(opened):
    """What waits becomes due."""
    with opened.transaction() as transaction:
        transaction.run(
            "UPDATE deliveries SET due_at = $past WHERE state = 'pending'", {"past": NOW - timedelta(days=9999)}
        )


def test_a_run_is_told_once_in_one_signed_message_with_its_new_critical_flags(opened, receiver):
    run(opened, "OLD001")  # before the webhook: not told
    added = notifying.add(opened, receiver.url)
    run_id = run(opened, "OLD001", "TST001", "TST002")
    assert [outcome.delivered for outcome in notifying.notify(opened)] == [True]
    assert notifying.notify(opened) == []
    ((headers, body),) = receiver.got
    told = json.loads(body)
    assert told["type"] == "run.finished"
    assert told["data"]["run"]["run_id"] == run_id
    assert [flag["code"] for flag in told["data"]["critical_flags"]["first"]] == ["TST001", "TST002"]
    key = base64.b64decode(added.secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60


def test_the_signature_is_that_of_the_standard():
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    signed = notifying.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_who_wants_flags_only_hears_of_runs_that_raised_new_ones(opened, receiver):
    notifying.add(opened, receiver.url, ["flags.critical"])
    run(opened)
    run(opened, "TST001")
    run(opened, "TST001")
    notifying.notify(opened)
    (told,) = receiver.messages()
    assert told["type"] == "flags.critical" and told["data"]["critical_flags"]["count"] == 1
    run(opened)
    notifying.notify(opened)  # the flag is gone
    run(opened, "TST001")
    notifying.notify(opened)
    assert len(receiver.got) == 2


def test_decisions_are_told_together(opened, receiver):
    run(opened)
    notifying.add(opened, receiver.url, ["decision.made"])
    decisions = [
        {"decision_id": f"d{n}", "article_id": "ferry", "verdict": verdict, "reason": "Seen.", "reviewer": "ruth"}
        | {"decided_at": datetime.now(UTC)}
        for n, verdict in enumerate(("rejected", "reopened"))
    ]
    with opened.transaction() as transaction:
        transaction.insert("decisions", records.DECISIONS.frame(decisions))
    notifying.notify(opened)
    (told,) = receiver.messages()
    assert [made["verdict"] for made in told["data"]["decisions"]["first"]] == ["rejected", "reopened"]


def test_what_fails_is_sent_again_under_its_id_also_after_a_restart(tmp_path, receiver):
    receiver.answers = [500, "dies"]
    path = tmp_path / "desk.duckdb"
    with store.open_store(path) as opened:
        notifying.add(opened, receiver.url)
        run(opened)
        assert [outcome.answer for outcome in notifying.notify(opened)] == ["500"]
        assert notifying.notify(opened) == []  # not due yet
        overdue(opened)
        (outcome,) = notifying.notify(opened)
        assert not outcome.delivered
    with store.open_store(path) as opened:
        waiting = store.deliveries(opened).row(0, named=True)
        assert (waiting["state"], waiting["attempts"]) == ("pending", 2) and waiting["due_at"] > datetime.now(UTC)
        overdue(opened)
        assert [outcome.answer for outcome in notifying.notify(opened)] == ["204"]
        assert store.deliveries(opened)["state"].to_list() == ["delivered"]
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1 and len(receiver.got) == 3


def test_after_many_times_it_is_given_up_and_that_stays_on_record(opened):
    notifying.add(opened, "http://127.0.0.1:9/hooks")  # nobody listens
    run(opened)
    for _ in range(ATTEMPTS):
        overdue(opened)
        notifying.notify(opened)
    (row,) = store.deliveries(opened).to_dicts()
    assert (row["state"], row["attempts"], row["due_at"]) == ("given_up", ATTEMPTS, None)
    assert "ConnectError" in row["answer"]
    overdue(opened)
    assert notifying.notify(opened) == []


def test_a_slow_receiver_is_left_and_keeps_nobody_waiting(opened, receiver):
    other = Receiver()
    receiver.answers = ["drips"]
    notifying.add(opened, receiver.url)
    notifying.add(opened, other.url)
    run(opened)
    store.tell(opened, sender.messages)
    started = time.perf_counter()
    outcomes = sender.deliver(opened, seconds=0.5)
    assert time.perf_counter() - started < 2.5
    assert sorted(outcome.answer for outcome in outcomes) == ["204", "no answer within 0.5 s"]
    other.end()


def test_a_redirect_is_not_followed(opened, receiver):
    elsewhere = Receiver()
    receiver.answers = [(307, {"Location": elsewhere.url})]
    notifying.add(opened, receiver.url)
    run(opened)
    (outcome,) = notifying.notify(opened)
    assert (outcome.delivered, outcome.answer, elsewhere.got) == (False, "307", [])
    elsewhere.end()


def test_who_says_that_it_is_gone_is_told_no_more(opened, receiver):
    receiver.answers = [410]
    notifying.add(opened, receiver.url)
    run(opened)
    notifying.notify(opened)
    run(opened)
    overdue(opened)
    assert notifying.notify(opened) == [] and len(receiver.got) == 1
    assert store.webhooks(opened)["disabled_at"].is_not_null().all()


def test_two_senders_at_once_send_a_message_once(opened, receiver):
    notifying.add(opened, receiver.url)
    run(opened)
    threads = [threading.Thread(target=notifying.notify, args=(opened,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receiver.got) == 1


def test_slack_gets_a_text_in_which_nothing_of_an_article_is_markup(opened, receiver):
    notifying.add(opened, receiver.url, shape="slack")
    assert store.webhooks(opened)["url"].item() == receiver.url.removesuffix("hooks") + "..."  # who knows it may post
    run(opened, "TST001", title="Ferry <!channel> & | crew")
    notifying.notify(opened)
    (told,) = receiver.messages()
    assert told["text"] == (
        "*1 article read*: 1 new critical flag\n"
        "• <https://skelle.example/ferry|Ferry &lt;!channel&gt; &amp; / crew> (Skelle Post): Look at TST001. (TST001)"
    )


def test_a_server_tells_while_it_runs(opened, receiver):
    notifying.add(opened, receiver.url)
    with notifying.Sender(opened, pause=0.02):
        run(opened)
        limit = time.perf_counter() + 5
        while not receiver.got and time.perf_counter() < limit:
            time.sleep(0.02)
    assert receiver.messages()[0]["type"] == "run.finished"


@pytest.mark.parametrize("url", ["", "ftp://x.example/", "https://", "https://a b", "javascript:alert(1)", "http://[x"])
def test_what_is_no_web_address_is_refused(opened, url):
    with pytest.raises(ReliabilityError, match="no web address"):
        notifying.add(opened, url)


def test_the_pauses_grow_and_a_receiver_may_ask_for_longer_ones():
    pauses = [(next_time(n, NOW, chance=0.5) - NOW).total_seconds() for n in range(1, ATTEMPTS)]
    assert pauses[:3] == [5, 15, 45] and pauses == sorted(pauses) and 10 < sum(pauses) / 3600 < 20
    assert next_time(1, NOW, asked=600, chance=0.0) == NOW + timedelta(seconds=600)
    assert next_time(ATTEMPTS, NOW) is None


def test_removing_a_webhook_takes_its_messages_along(opened):
    added = notifying.add(opened, "http://127.0.0.1:9/hooks")
    run(opened)
    notifying.notify(opened)
    notifying.remove(opened, added.webhook_id)
    assert store.deliveries(opened).height == 0 and isinstance(store.webhooks(opened), pl.DataFrame)
    with pytest.raises(ReliabilityError, match="There is no webhook"):
        notifying.remove(opened, added.webhook_id)
