"""Who is let in over HTTP: real routes, real database, real cookies."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.responses import HTMLResponse

from reliability import access, config, pipeline, store
from reliability.access import Actor, passwords, tokens, users
from reliability.errors import ReliabilityError
from reliability.web import Entrance, api, create, guard, pages
from reliability.web.crossing import SAFE, from_elsewhere
from reliability.web.headers import own_policy
from reliability.web.pages.sign_in import inside
from reliability.web.routing import routers

BY = Actor("cli:tests")
PASSWORD = "a lamp in the fog"
OPEN = {"/sign-in", "/api/v1/health", "/assets/{digest}/{name}", "/api/v1/problems/{name}", "/api/v1/problems"}
HTML = {"Accept": "text/html,application/xhtml+xml"}
ELSEWHERE = {"Origin": "https://evil.example"}


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    db = str(tmp_path_factory.mktemp("access") / "access.duckdb")
    with pipeline.session(config.load({"db": db, "workers": 1})) as session:
        yield session


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    monkeypatch.setattr(passwords, "_nobody", lambda: hasher.hash("nobody"))


@pytest.fixture
def desk(session):
    """The same session over a database of its own."""
    with store.open_store(":memory:") as opened:
        yield replace(session, store=opened)


@contextmanager
def browser(desk, entrance=None, base="http://127.0.0.1:8000", **more):
    with TestClient(create(desk, entrance), base_url=base, follow_redirects=False, **more) as client:
        yield client


@pytest.fixture
def guarded(desk):
    """A desk with a user of each role, all with one password."""
    for role in access.ROLES:
        users.add(desk.store, f"a-{role}", role, PASSWORD, BY)
    return desk


def form_token(client, path="/sign-in"):
    return re.search(r'name="csrf_token" value="(\w+)"', client.get(path, headers=HTML).text)[1]


def sign_in(client, name="a-reviewer", password=PASSWORD, **fields):
    form = {"name": name, "password": password, "csrf_token": form_token(client), **fields}
    return client.post("/sign-in", data=form)


def all_routes(app):
    """Method and path of every route."""
    found = [(method, route.path) for route in app.routes if hasattr(route, "path") for method in route.methods]
    for prefix, package in (("/api/v1", api), ("", pages)):
        for router in routers(package):
            found += [(method, prefix + route.path) for route in router.routes for method in route.methods]
    return sorted(found)


def filled(path):
    return re.sub(r"\{[^}]*\}", "some", path)


def test_every_route_but_the_open_ones_refuses_who_is_not_signed_in(guarded, monkeypatch):
    monkeypatch.setattr(guard, "UNKNOWN_PER_MINUTE", 0)
    with browser(guarded) as client:
        walked = [(method, path) for method, path in all_routes(client.app) if path not in OPEN]
        assert len(walked) > 15
        for method, path in walked:
            client.cookies.clear()
            answer = client.request(method, filled(path), headers=HTML)
            if path.startswith("/api/"):
                assert answer.status_code == 401, (method, path)
                assert answer.headers["www-authenticate"] == "Bearer"
            else:
                assert answer.status_code == 303, (method, path)
                assert answer.headers["location"].startswith("/sign-in")
            assert client.request(method, filled(path)).status_code == 401, (method, path)
            wrong = {"Authorization": "Bearer rel_wrong"}
            assert client.request(method, filled(path), headers=wrong).status_code == 401, (method, path)
            client.cookies.set("reliability-sign-in-8000", "guessed")
            assert client.request(method, filled(path), headers=HTML).status_code in (303, 401), (method, path)


def test_a_reader_changes_nothing_and_only_an_admin_sees_the_admins_pages(guarded):
    reader, reviewer = (
        {"Authorization": f"Bearer {tokens.issue(guarded.store, role, role, BY)}"} for role in ("reader", "reviewer")
    )
    with browser(guarded) as client:
        for method, path in all_routes(client.app):
            if method not in SAFE and path not in ("/sign-in", "/sign-out"):
                body = {"json": {}} if path.startswith("/api/") else {"data": {}}
                answer = client.request(method, filled(path), headers=reader, **body)
                assert answer.status_code == 403, (method, path, answer.text)
            if path.startswith("/admin"):
                assert client.request(method, filled(path), headers=reviewer).status_code == 403, (method, path)
        assert client.get("/api/v1/articles", headers=reader).status_code == 200


def test_signing_in_and_out_in_a_browser(guarded):
    with browser(guarded) as client:
        sent = client.get("/stories?page=2", headers=HTML)
        assert sent.headers["location"] == "/sign-in?next=/stories%3Fpage%3D2"
        wrong = sign_in(client, password="a lamp in the sun")
        assert wrong.status_code == 401 and "not right" in wrong.text and 'value="a-reviewer"' in wrong.text
        assert "sign-in" not in str(client.cookies) and PASSWORD not in wrong.text
        right = sign_in(client, next="/stories?page=2")
        assert (right.status_code, right.headers["location"]) == (303, "/stories?page=2")
        (cookie,) = right.headers.get_list("set-cookie")
        assert re.fullmatch(r"reliability-sign-in-8000=[\w-]{43}; HttpOnly; Path=/; SameSite=lax", cookie)
        assert client.get("/api/v1/articles").status_code == 200
        assert client.get("/sign-in").headers["location"] == "/"
        assert client.post("/sign-out", headers={"X-CSRF-Token": "0" * 64}).status_code == 403
        held = dict(client.cookies)
        token = access.form_token(held["reliability-sign-in-8000"])
        out = client.post("/sign-out", data={"csrf_token": token})
        assert out.headers["location"] == "/sign-in" and "Max-Age=0" in out.headers["set-cookie"]
        client.cookies.update(held)
        assert client.get("/api/v1/articles").status_code == 401, "the old cookie opens nothing"
    log = store.audit_log(guarded.store, 3).select("actor", "address", "action").rows()
    assert log == [
        ("a-reviewer", "testclient", "sign-out"),
        ("a-reviewer", "testclient", "sign-in"),
        ("a-reviewer", "testclient", "sign-in refused"),
    ]


@pytest.mark.parametrize("address", ["//evil.example/x", "/\\evil.example", "https://evil.example", "javascript:x", ""])
def test_signing_in_leads_nowhere_else(guarded, address):
    with browser(guarded) as client:
        assert sign_in(client, next=address).headers["location"] == "/"


@settings(derandomize=True, max_examples=300)
@given(st.text("/\\:?#@.\t\n \u2028ehtps", max_size=12))
def test_whatever_the_form_says_the_way_on_stays_on_this_site(address):
    onward = urlsplit(urljoin("https://desk.example/sign-in", inside(address).replace("\\", "/")))
    assert (onward.scheme, onward.netloc) == ("https", "desk.example")


def test_under_https_cookies_are_bound_to_the_host(guarded):
    entrance = Entrance(hosts=("desk.example",), proxies=("127.0.0.1",))
    with browser(guarded, entrance, "https://desk.example") as client:
        cookie = sign_in(client).headers["set-cookie"]
        assert cookie.startswith("__Host-reliability-sign-in=") and "; Secure" in cookie and "Domain" not in cookie
        answer = client.get("/api/v1/articles")
        assert answer.status_code == 200
        assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_a_form_of_another_site_or_without_its_token_is_refused(guarded):
    with browser(guarded) as client:
        form = {"name": "a-reviewer", "password": PASSWORD}
        assert client.post("/sign-in", data=form).status_code == 403
        for headers in (ELSEWHERE, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            token = form_token(client)
            answer = client.post("/sign-in", data={**form, "csrf_token": token}, headers=headers)
            assert answer.status_code == 403, headers
        assert sign_in(client).status_code == 303
        score = {"json": {"text": "Fog stops ferries."}}
        assert client.post("/api/v1/score", **score).status_code == 403, "a cookie needs the token on the API too"
        token = {"X-CSRF-Token": access.form_token(client.cookies["reliability-sign-in-8000"])}
        assert client.post("/api/v1/score", **score, headers=token | ELSEWHERE).status_code == 403
        assert client.post("/api/v1/score", json={"text": 5}, headers=token).status_code == 422, "and is let in with it"
        someone = {"X-CSRF-Token": access.form_token("another browser")}
        assert client.post("/api/v1/score", **score, headers=someone).status_code == 403


def test_on_this_machine_without_users_nobody_signs_in_but_other_sites_are_kept_out(desk):
    with browser(desk) as client:
        assert client.get("/api/v1/articles").status_code == 200
        assert client.post("/api/v1/score", json={"text": 5}).status_code == 422
        for headers in (ELSEWHERE, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://127.0.0.1:9000"}):
            assert client.post("/api/v1/score", json={"text": 5}, headers=headers).status_code == 403, headers
        assert client.get("/api/v1/articles", headers={"Host": "evil.example:8000"}).status_code == 400
        assert client.get("/api/v1/articles", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 403
        own = {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
        assert client.post("/api/v1/score", json={"text": 5}, headers=own).status_code == 422
        assert client.post("/sign-out", headers=own).status_code == 403, "pages need the token of their form"
        client.cookies.set("reliability-visit-8000", "mine")
        assert client.post("/sign-out", data={"csrf_token": access.form_token("mine")}, headers=own).status_code == 303
        users.add(desk.store, "ruth", "admin", PASSWORD, BY)
        client.app.state.access.callers.forget()
        assert client.get("/api/v1/articles").status_code == 401, "from the first user on nobody is local"


def test_a_server_that_is_reached_from_elsewhere_needs_somebody_to_let_in(desk):
    for entrance in (Entrance("0.0.0.0"), Entrance(hosts=("desk.example",)), Entrance(proxies=("10.0.0.1",))):
        with pytest.raises(ReliabilityError, match="no users") as caught:
            entrance.check(desk.store)
        assert "reliability users add" in caught.value.hint
        with browser(desk, entrance) as client:
            assert client.get("/api/v1/articles").status_code == 401, "and even then nobody is local"
    tokens.issue(desk.store, "cms", "reader", BY)
    Entrance("0.0.0.0").check(desk.store)


@pytest.mark.parametrize(
    ("entrance", "known", "unknown"),
    [
        (Entrance(), ["localhost", "127.0.0.1", "::1"], ["evil.example", "192.168.1.5", "", "localhost.evil.example"]),
        (Entrance("0.0.0.0"), ["192.168.1.5", "fe80::1", "localhost"], ["evil.example"]),
        (Entrance(hosts=("desk.example",)), ["desk.example"], ["www.desk.example", "192.168.1.5"]),
        (Entrance(hosts=("*.desk.example",)), ["a.desk.example"], ["desk.example.evil.example", "evildesk.example"]),
    ],
)
def test_the_server_answers_to_its_own_names_only(entrance, known, unknown):
    assert [entrance.welcomes(name) for name in known] == [True] * len(known)
    assert [entrance.welcomes(name) for name in unknown] == [False] * len(unknown)


@pytest.mark.parametrize(
    ("headers", "scheme", "elsewhere"),
    [
        ({}, "http", False),
        ({"origin": "http://desk.example", "host": "desk.example:80"}, "http", False),
        ({"origin": "https://desk.example", "host": "desk.example"}, "http", False),  # behind a proxy nobody named
        ({"origin": "http://desk.example", "host": "desk.example"}, "https", True),
        ({"origin": "https://desk.example:444", "host": "desk.example"}, "https", True),
        ({"origin": "https://evil.example", "host": "desk.example"}, "https", True),
        ({"origin": "null", "host": "desk.example"}, "https", True),
        ({"origin": "http://[::1", "host": "[::1]:8000"}, "http", True),
        ({"origin": "https://evil.example", "host": "desk.example", "sec-fetch-site": "same-origin"}, "https", False),
        ({"sec-fetch-site": "none"}, "https", False),
        ({"sec-fetch-site": "cross-site"}, "https", True),
    ],
)
def test_a_browser_tells_where_a_request_comes_from(headers, scheme, elsewhere):
    assert from_elsewhere(headers, scheme) is elsewhere


def test_every_answer_tells_the_browser_to_trust_nothing_else(guarded):
    app = create(guarded)

    @app.get("/assets/own")
    def own():
        return HTMLResponse("<style></style>", headers=own_policy(["sha256-abc="], inline_styles=True))

    @app.get("/assets/broken")
    def broken():
        raise RuntimeError("lamp")

    client = TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False, follow_redirects=False)
    for path, status in [
        ("/sign-in", 200),
        ("/", 401),
        ("/api/v1/articles", 401),
        ("/assets/broken", 500),
        ("/assets/a/b", 404),
    ]:
        answer = client.get(path)
        assert answer.status_code == status, path
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';"), path
        assert policy.endswith("form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == ("same-origin" if path == "/sign-in" else "no-referrer")
        assert "strict-transport-security" not in answer.headers
    assert client.get("/", headers={"Host": "evil.example"}).headers["x-content-type-options"] == "nosniff"
    assert (
        "script-src 'sha256-abc='; style-src 'unsafe-inline'"
        in client.get("/assets/own").headers["content-security-policy"]
    )


def test_too_many_requests_are_told_when_to_come_back(guarded, monkeypatch):
    monkeypatch.setattr(guard, "Buckets", lambda per_minute: access.Buckets(per_minute, clock=lambda: 0.0))
    values = {**guarded.config.values, "requests_per_minute": 60, "scorings_per_minute": 6}
    limited = replace(guarded, config=replace(guarded.config, values=values))
    one, two = (tokens.issue(guarded.store, name, "reviewer", BY) for name in ("one", "two"))
    with browser(limited) as client:
        one, two = ({"Authorization": f"Bearer {token}"} for token in (one, two))
        codes = [client.post("/api/v1/score", json={"text": 5}, headers=one).status_code for _ in range(6)]
        assert codes == [422] * 5 + [429], "scoring has the lower limit"
        codes = [client.get("/api/v1/articles", headers=one).status_code for _ in range(5)]
        assert codes == [200] * 4 + [429]
        refused = client.get("/api/v1/articles", headers=one)
        assert refused.headers["retry-after"] == "1"
        assert refused.headers["content-type"] == "application/problem+json"
        assert client.get("/api/v1/articles", headers=two).status_code == 200, "others are not held up"


def test_guessing_passwords_becomes_slow(guarded):
    with browser(guarded) as client:
        answers = [sign_in(client, password=f"a lamp in the fog {number}") for number in range(6)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429]
        assert int(answers[-1].headers["retry-after"]) <= 2 and "too many failed" in answers[-1].text
        assert sign_in(client, "a-reader").status_code == 303, "nobody else is locked out"


def test_what_is_changed_stands_in_the_log_with_who_did_it(guarded):
    app = create(guarded)

    @app.post("/lamps/{lamp}")
    def light_lamp(lamp: str) -> str:
        if lamp == "broken":
            raise HTTPException(409)
        return lamp

    token = tokens.issue(guarded.store, "cms", "reviewer", BY)
    client = TestClient(app, base_url="http://127.0.0.1:8000", headers={"Authorization": f"Bearer {token}"})
    assert client.post("/lamps/skelle").status_code == 200
    assert client.post("/lamps/broken").status_code == 409
    log = store.audit_log(guarded.store, 10, actor="token:cms")
    assert log.select("action", "subject", "detail").rows() == [("light lamp", "skelle", "POST /lamps/skelle")]
    assert token not in str(store.audit_log(guarded.store, 100).rows())


def test_a_sign_in_that_was_shut_out_or_grew_old_leads_back_to_the_form(guarded):
    with browser(guarded) as client:
        assert sign_in(client).status_code == 303
        users.disable(guarded.store, "a-reviewer", BY)
        client.app.state.access.callers.forget()
        assert client.get("/", headers=HTML).headers["location"] == "/sign-in"
        assert sign_in(client, "a-reader").status_code == 303
        with guarded.store._session.transaction() as transaction:
            old = datetime.now(UTC) - timedelta(hours=9)
            transaction.run("UPDATE sign_ins SET seen_at = $old", {"old": old})
        client.app.state.access.callers.forget()
        part = {**HTML, "HX-Request": "true", "HX-Current-URL": "http://127.0.0.1:8000/sources?role=cited"}
        assert client.get("/sources", headers=part).headers["hx-redirect"] == "/sign-in?next=/sources%3Frole%3Dcited"
