"""The HTTP API over a real session and a real database: what a newsroom's system sees of it."""

from __future__ import annotations

import io
import json
import socket
import threading
import time
from urllib.parse import quote

import pytest
import uvicorn
from fastapi.testclient import TestClient

from reliability import config, notifying, pipeline, records, review, store
from reliability.errors import ReliabilityError
from reliability.review import exporting, exports
from reliability.web import create
from reliability.web.api import _kinds as kinds

TEXT = (
    "The lighthouse of Skelle will get a new lamp in May, the port authority said on Friday. "
    '"The old one has served for sixty years," said Nora Steen, who runs the authority. She said that the work would '
    "cost 80,000 crowns. The council agreed in March, according to its minutes. Fishermen had asked for a stronger "
    "light. Their speaker, Joos Haan, wrote on Facebook that the lamp came late. The society for birds said in a "
    "statement that the light must stay dark in the first weeks of June, when the terns on the rock feed their young."
)
ODD = ("a/b/claims", "ü/ 100%?#&+", "..")
PARTS = ("", "/claims", "/flags", "/contributions", "/features", "/decisions", "/history")


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    db = str(tmp_path_factory.mktemp("web") / "web.duckdb")
    with pipeline.session(config.load({"db": db, "workers": 1})) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(session):
    with TestClient(create(session), base_url="http://127.0.0.1/api/v1", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def lamp(client):
    """The answer to one article, with which others come."""
    answer = client.post("/score", json={"id": "lamp", "title": "New lamp for Skelle", "text": TEXT})
    assert answer.status_code == 200, answer.text
    odd = [
        {"id": name, "text": f"{TEXT} Number {number}.", "domain": "skelle.example"} for number, name in enumerate(ODD)
    ]
    assert client.post("/score", json=odd).status_code == 200
    return answer.json()


def segment(name):
    """An id as one segment of a path; dots too, since clients take `..` for the folder above."""
    return quote(name, safe="").replace(".", "%2E")


def problem(answer, status, kind):
    """Check that an answer is such a problem, and return it."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    said = answer.json()
    assert (said["type"], said["status"]) == (f"/api/v1/problems/{kind}", status)
    assert said["title"] and said["detail"]
    return said


def test_one_article_is_scored_stored_and_listed(client, lamp):
    assert lamp["article_id"] == "lamp"
    assert lamp["claims"] >= 4 and lamp["second_hand"] >= 1
    assert 0 < lamp["low"] <= lamp["score"] <= lamp["high"] < 1
    first = client.get("/articles", params={"limit": 1})
    seen = [article["article_id"] for article in first.json()["articles"]]
    cursor = first.json()["next"]
    while cursor:
        page = client.get("/articles", params={"after": cursor, "limit": 2}).json()
        seen += [article["article_id"] for article in page["articles"]]
        cursor = page["next"]
    assert {"lamp", *ODD} <= set(seen) and seen == sorted(set(seen))
    assert first.headers["link"] == f'</api/v1/articles?limit=1&after={first.json()["next"]}>; rel="next"'


def test_all_that_is_known_of_an_article_is_found_under_any_id(client, lamp):
    for name in ("lamp", *ODD):
        there = "/articles/" + segment(name)
        whole = client.get(there).json()
        assert (whole["article_id"], whole["result"]["article_id"], whole["state"]) == (name, name, "new")
        assert whole["text"].startswith("The lighthouse")
        found = {part: client.get(there + part).json() for part in PARTS[1:]}
        assert len(found["/claims"]["claims"]) == whole["result"]["claims"]
        assert len(found["/contributions"]["contributions"]) == len(whole["result"]["contributions"])
        assert found["/features"]["features"] and found["/history"]["revisions"][0]["revision"] == 1
    problem(client.get("/articles/nobody/claims"), 404, "not-found")
    assert client.get("/articles", params={"source": "SKELLE.example", "limit": 1}).json()["next"] is not None
    assert [row["article_id"] for row in client.get("/articles?title=new lamp").json()["articles"]] == ["lamp"]


def test_claims_sources_stories_flags_and_runs_are_listed(client, lamp):
    told = client.get("/claims", params={"q": "the lamp came late"}).json()["claims"]
    assert told[0]["content_text"].endswith("the lamp came late") and told[0]["origin"] == "Joos Haan"
    assert client.get("/claims?q=.").json()["claims"] == []
    (source,) = client.get("/sources/Skelle.Example").json()["sources"]
    assert (source["role"], source["articles"]) == ("publisher", len(ODD))
    assert "skelle.example" in [row["source"] for row in client.get("/sources?role=publisher").json()["sources"]]
    (story,) = client.get("/stories").json()["stories"]
    whole = client.get("/stories/" + segment(story["story_id"])).json()
    assert len(whole["articles"]) == story["articles"] == len(whole["story"]["articles"])
    flags = client.get("/flags", params={"limit": 1}).json()
    more = client.get("/flags", params={"limit": 100, "after": flags["next"]}).json()["flags"]
    assert flags["flags"][0] not in more
    assert {flag["code"] for flag in client.get("/flags", params={"code": more[0]["code"]}).json()["flags"]} == {
        more[0]["code"]
    }
    assert client.get("/runs").json()["runs"][0]["command"] == "serve"
    assert client.get("/health").json()["status"] == "ok"


def test_exports_are_those_of_the_command_and_stand_in_the_log(client, session, lamp, tmp_path):
    for form, exporter in exports.formats().items():
        if exports.rows_of(exporter) == exports.SOURCES:
            problem(client.get(f"/exports/{form}"), 422, "invalid")
            continue
        answer = client.get(f"/exports/{form}", params={"article": ["lamp", ODD[0]]})
        assert answer.status_code == 200, answer.text
        out = io.BytesIO()
        exporter.render(exporting.articles(session.store, sorted(["lamp", ODD[0]]), session.config), out)
        assert answer.content == out.getvalue()
        assert answer.headers["content-disposition"] == f'attachment; filename="{form}.{exports.ending(exporter)}"'
        tag = {"If-None-Match": answer.headers["etag"]}
        assert client.get(f"/exports/{form}", params={"article": ["lamp", ODD[0]]}, headers=tag).status_code == 304
    logged = store.audit_log(session.store, 1).select("actor", "action", "subject", "detail").row(0)
    assert logged == ("local", "export", "stix", "2 articles")
    (line,) = client.get("/exports/schema-org", params={"article": "lamp"}).text.splitlines()
    assert json.loads(line)["itemReviewed"]["identifier"] == "lamp"
    problem(client.get("/exports/csv", params={"article": "nobody"}), 404, "not-found")
    for odd in ("..%2Fcsv", "csv%0D%0AX-Evil: 1", "nothing"):
        problem(client.get(f"/exports/{odd}"), 422, "invalid")
    assert client.get("/exports/csv", params={"source": "SKELLE.example"}).text.count("\n") > len(ODD)


def test_what_has_not_changed_is_not_sent_again(client, lamp):
    tag = client.get("/articles/lamp").headers["etag"]
    again = client.get("/articles/lamp", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    client.post("/queue/lamp/take")
    client.post("/queue/lamp/release")
    changed = client.get("/articles/lamp/history", headers={"If-None-Match": tag})
    assert changed.status_code == 200 and changed.headers["etag"] != tag


def test_a_tag_holds_until_something_is_decided_or_scored_anew(client, lamp):
    lists = ("/decisions", "/articles?source=tagged.example", "/sources", "/queue")
    there = ("/articles/tagged", "/articles/tagged/decisions", *lists)
    client.post("/score", json={"id": "tagged", "text": TEXT + " Then the fog came.", "domain": "tagged.example"})

    def moved(tags):
        """What is not as it was."""
        answers = {path: client.get(path, headers={"If-None-Match": tag}) for path, tag in tags.items()}
        assert {answer.status_code for answer in answers.values()} <= {200, 304}
        assert all(answer.headers["cache-control"] == "private, no-cache" for answer in answers.values())
        return {path for path, answer in answers.items() if answer.status_code == 200}

    def tags():
        return {path: client.get(path).headers["etag"] for path in there}

    held = tags()
    assert moved(held) <= {"/queue"}  # where freshness moves by the minute
    said = {"verdict": "needs_sources", "reason": "Who says so?"}
    decided = client.post("/articles/tagged/decisions", json=said).json()["decision_id"]
    assert moved(held) >= {"/articles/tagged", "/articles/tagged/decisions", "/decisions", "/queue"}
    held = tags()
    client.post(f"/decisions/{decided}/undo", json={"reason": "Read too fast."})
    assert moved(held) >= {"/articles/tagged", "/articles/tagged/decisions", "/decisions", "/queue"}
    held = tags()
    client.post("/score", json={"id": "tagged", "text": TEXT + " Again.", "domain": "tagged.example"})
    assert moved(held) >= {"/articles/tagged", "/articles?source=tagged.example", "/queue"}
    assert "/articles/tagged/decisions" not in moved(held)


def test_head_answers_like_get_without_the_body(client, lamp):
    got, head = client.get("/articles/lamp"), client.head("/articles/lamp")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", got.headers["etag"])
    assert head.headers["content-length"] == str(len(got.content))
    assert client.head("/articles/lamp", headers={"If-None-Match": got.headers["etag"]}).status_code == 304
    assert client.head("/articles/nobody").status_code == 404


def test_many_articles_are_answered_in_their_order_and_broken_ones_do_not_stop_the_rest(client, lamp):
    lines = [
        json.dumps({"id": "m1", "text": TEXT + " One."}),
        "{broken",
        "",
        json.dumps({"id": "m2", "text": TEXT + " Two."}),
        json.dumps({"title": "Nothing in it"}),
        json.dumps({"id": "m1", "text": TEXT + " One, corrected."}),
        json.dumps({"text": "x" * 2_000_001}),
        json.dumps({"id": "m3", "text": TEXT, "title": 5}),
    ]
    answer = client.post("/score", content="\n".join(lines), headers={"Content-Type": "application/x-ndjson"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    said = [json.loads(line) for line in answer.text.splitlines()]
    assert [line.get("article_id") or (line["record"], line["type"].rpartition("/")[2]) for line in said] == [
        "m1",
        (2, "invalid-json"),
        "m2",
        (5, "unusable"),
        "m1",
        (7, "too-large"),
        (8, "invalid"),
    ]
    assert said[-1]["errors"] == [{"detail": "A int says nothing here.", "pointer": "#/title"}]
    assert client.get("/articles/m1").json()["revision"] == 2
    some = client.post("/score", json=[{"id": "m1", "text": TEXT + " One, corrected."}, {"text": ""}])
    assert [json.loads(line).get("article_id") for line in some.text.splitlines()] == ["m1", None]


def test_who_sends_everything_before_reading_is_served_too(session, lamp):
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create(session), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    port = listening.getsockname()[1]
    many = 60_000  # problems of about 300 bytes each: more than any buffer on the way holds
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            head = f"POST /api/v1/score HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-ndjson\r\n"
            body = b"{\n" * many
            connection.sendall(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
            time.sleep(0.2)
            found = b"".join(iter(lambda: connection.recv(1 << 20), b""))
        assert found.startswith(b"HTTP/1.1 200") and found.count(b'"record":') == many
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall(head.replace("x-ndjson", "json").encode() + b"Content-Length: 2000000000\r\n\r\n")
            assert connection.recv(1 << 16).startswith(b"HTTP/1.1 413")  # before anything of the body is sent
    finally:
        server.should_exit = True
        thread.join(20)


def test_a_desk_takes_decides_and_undoes(client, lamp):
    assert client.post("/queue/lamp/take", json={"minutes": 5}).json()["state"] == "in_review"
    first = client.get("/queue", params={"state": "in_review"}).json()
    assert [(row["article_id"], row["holder"]) for row in first["queue"]] == [("lamp", "local")] and first["total"] == 1
    said = {
        "verdict": "rejected",
        "reason": "The sum is invented.",
        "claims": [{"claim_id": "1", "verdict": "unsupported"}],
    }
    decided = client.post("/articles/lamp/decisions", json=said)
    assert decided.status_code == 201 and decided.json()["state"] == "rejected"
    (row,) = client.get("/articles/lamp/decisions").json()["decisions"]
    assert (row["verdict"], row["undone"], row["claims"][0]["claim_id"]) == ("rejected", False, "lamp#1")
    problem(client.post("/queue/lamp/release"), 409, "conflict")
    problem(client.post("/articles/lamp/decisions", json=said | {"revision": 7}), 409, "conflict")
    claims = [{"claim_id": "1", "verdict": "supported"}] * 2
    twice = problem(client.post("/articles/lamp/decisions", json=said | {"claims": claims}), 422, "unusable")
    assert "two verdicts" in twice["detail"]
    claims = [{"claim_id": "99", "verdict": "supported"}]
    problem(client.post("/articles/lamp/decisions", json=said | {"claims": claims}), 409, "conflict")
    problem(client.post("/articles/nobody/decisions", json=said), 404, "not-found")
    undone = client.post(f"/decisions/{row['decision_id']}/undo", json={"reason": "Read too fast."})
    assert undone.status_code == 201 and undone.json()["decision_id"] is None
    problem(client.post(f"/decisions/{row['decision_id']}/undo", json={"reason": "Again."}), 409, "conflict")
    listed = client.get("/decisions", params={"article": "lamp"}).json()["decisions"]
    assert [made["verdict"] for made in listed] == ["undone", "rejected"] and listed[1]["undone"]
    wrong = problem(client.post("/articles/lamp/decisions", json={"verdict": "maybe"}), 422, "invalid")
    assert {error["pointer"] for error in wrong["errors"]} == {"#/verdict", "#/reason"}


def test_a_request_that_comes_twice_is_done_once(client, session, lamp):
    key, said = {"Idempotency-Key": "4f1a"}, {"verdict": "escalated", "reason": "Ask the desk."}
    there = f"/articles/{quote(ODD[0], safe='')}/decisions"
    first, second = (client.post(there, json=said, headers=key) for _ in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second.headers["idempotency-replayed"] == "true" and "idempotency-replayed" not in first.headers
    assert len(client.get(there).json()["decisions"]) == 1
    logged = store.audit_log(session.store, 5).filter(subject=ODD[0])
    assert logged["action"].to_list() == ["decision"]  # once, as it was done
    problem(client.post(there, json=said | {"reason": "Other."}, headers=key), 422, "key-reused")
    problem(client.post(there, json=said, headers={"Idempotency-Key": "no spaces"}), 422, "invalid")
    refused = {"Idempotency-Key": "5"}
    problem(client.post(there, json={}, headers=refused), 422, "invalid")
    assert client.post(there, json=said, headers=refused).status_code == 201  # what was refused may come again, mended
    many = [client.post("/score", json=[{"id": "lamp", "text": TEXT}], headers={"Idempotency-Key": "6"}) for _ in "12"]
    assert [json.loads(answer.text)["article_id"] for answer in many] == ["lamp", "lamp"]  # scored again: no harm


def test_a_request_that_is_worked_on_or_was_cut_off_is_not_done_again(client, session, lamp, monkeypatch):
    started, go = threading.Event(), threading.Event()
    decide = review.decide

    def slowly(*arguments, **more):
        started.set()
        go.wait(10)
        return decide(*arguments, **more)

    monkeypatch.setattr(review, "decide", slowly)
    key, there = {"Idempotency-Key": "slow"}, "/articles/lamp/decisions"
    said = {"verdict": "escalated", "reason": "Ask the desk."}
    first = threading.Thread(target=client.post, args=(there,), kwargs={"json": said, "headers": key})
    first.start()
    started.wait(10)
    problem(client.post(there, json=said, headers=key), 409, "in-flight")
    go.set()
    first.join()
    assert client.post(there, json=said, headers=key).headers["idempotency-replayed"] == "true"
    with session.store.transaction() as transaction:  # as a server leaves it that ends in the middle
        transaction.run("UPDATE answers SET status = NULL WHERE key = 'slow'")
    assert "server ended" in problem(client.post(there, json=said, headers=key), 409, "in-flight")["detail"]
    with session.store.transaction() as transaction:
        transaction.run("UPDATE answers SET asked_at = asked_at - INTERVAL 25 HOUR WHERE key = 'slow'")
    assert "idempotency-replayed" not in client.post(there, json=said, headers=key).headers


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": 5}, [1], [{}, 1], [], 5])
def test_what_is_no_article_is_refused_in_words(client, body):
    answer = client.post("/score", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"]


def test_every_misfit_is_a_problem_that_says_where(client):
    limit = problem(client.get("/articles?limit=0"), 422, "invalid")
    assert limit["errors"][0]["parameter"] == "limit"
    assert "Known: after," in problem(client.get("/articles?sorce=x"), 422, "invalid")["errors"][0]["detail"]
    for after in ("xyz", "%00", "Ä" * 50, "a" * 50_000, f"{'0' * 12}.{'-' * 30_000}"):
        for there in ("/flags", "/queue", "/articles", "/claims?q=lamp"):
            problem(
                client.get(there, params={"after": after, "q": "lamp"} if "q=" in there else {"after": after}),
                400,
                "invalid-cursor",
            )
    cursor = client.get("/articles?limit=1").json()["next"]
    problem(client.get("/articles", params={"after": cursor, "state": "new"}), 404, "no-such-page")
    problem(client.get("/queue", params={"after": cursor}), 404, "no-such-page")
    problem(client.get("/articles", params={"after": cursor[:-4]}), 400, "invalid-cursor")
    problem(client.get("/nowhere"), 404, "not-found")
    assert (
        problem(client.delete("/articles/lamp/decisions"), 405, "wrong-method")
        and client.delete("/articles/lamp/decisions").headers["allow"] == "GET, POST"
    )
    problem(client.post("/score", content=b"text=x", headers={"Content-Type": "text/plain"}), 415, "wrong-media-type")
    problem(
        client.post("/score", content=b'{"a": 1, "a": 2}', headers={"Content-Type": "application/json"}),
        422,
        "invalid-json",
    )
    problem(client.post("/queue/lamp/take", json={"minutes": 10**400}), 422, "invalid-json")


def test_a_failure_of_the_server_says_nothing_of_its_inside(client, monkeypatch):
    monkeypatch.setattr(store, "runs_page", lambda *_: 1 / 0)
    assert "division" not in problem(client.get("/runs"), 500, "failed")["detail"]

    def full(*_):
        raise ReliabilityError("The database /secret/desk.duckdb failed.", exit_code=3)

    monkeypatch.setattr(store, "runs_page", full)
    assert "secret" not in client.get("/runs").text
    problem(client.get("/runs"), 500, "failed")


def test_every_kind_of_problem_explains_itself(client):
    for told in client.get("/problems").json()["problems"]:
        there = told["type"].removeprefix("/api/v1")
        assert client.get(there).json() == told
    problem(client.get("/problems/nothing"), 404, "not-found")


def test_a_page_elsewhere_cannot_read_through_its_browser(client):
    assert client.get("/articles", headers={"Host": "evil.example:8000"}).status_code in (400, 421)


def test_a_body_without_end_is_refused(client):
    problem(client.post("/score", content=b'{"text": "' + b"x" * 10_000_001 + b'"}'), 413, "too-large")

    def pieces():
        yield from (b"x" * 1_000_000 for _ in range(11))

    problem(client.post("/score", content=pieces(), headers={"Content-Type": "application/json"}), 413, "too-large")


def test_the_server_tells_webhooks_of_what_it_scores(client, session, lamp):
    added = notifying.add(session.store, "http://127.0.0.1:9/nobody", ["run.finished"])
    client.post("/score", json={"id": "told", "text": TEXT + " Told."})
    limit = time.perf_counter() + 15
    while not store.deliveries(session.store).height and time.perf_counter() < limit:
        time.sleep(0.1)
    assert store.deliveries(session.store)["event"].to_list() == ["run.finished"]
    notifying.remove(session.store, added.webhook_id)


def test_the_words_of_parameters_are_those_of_the_records():
    for kind, words in (
        (kinds.Severity, records.SEVERITIES),
        (kinds.Role, records.ROLES),
        (kinds.ArticleState, records.STATES),
        (kinds.Verdict, records.VERDICTS),
        (kinds.ClaimVerdict, records.CLAIM_VERDICT_WORDS),
        (kinds.State, ("open", *records.STATES, "all")),
    ):
        assert set(kind.__args__) == set(words)


def test_the_api_describes_itself(client):
    described = client.get("http://127.0.0.1/openapi.json").json()
    assert {"/api/v1/articles", "/api/v1/score"} <= set(described["paths"])
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert {"401", "404", "422", "429", "500"} <= set(operation["responses"]), (path, method)
