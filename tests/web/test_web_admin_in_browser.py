"""Signing in and the admin's page in a real browser: by keyboard, on a phone, in the dark, and by axe."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace

import pytest

from reliability import access, store
from reliability.access import Actor, passwords, tokens, users
from reliability.web import create

BY = Actor("cli:tests")
PASSWORD = "a lamp in the fog"
HOSTILE = '<img src=x onerror="window.owned = 1">'


@pytest.fixture(scope="module")
def guarded(sampled):
    """A desk with a user of each role, served."""
    argon2, uvicorn = pytest.importorskip("argon2"), pytest.importorskip("uvicorn")
    hasher = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patched, store.open_store(":memory:") as opened:
        patched.setattr(passwords, "_hasher", lambda: hasher)
        patched.setattr(passwords, "_nobody", lambda: hasher.hash("nobody"))
        for role in access.ROLES:
            users.add(opened, f"a-{role}", role, PASSWORD, BY)
        tokens.issue(opened, "cms", "reviewer", BY)
        store.add_events(opened, access.event(Actor(HOSTILE, "192.0.2.7"), "sign-in refused", HOSTILE, HOSTILE * 9))
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create(replace(sampled, store=opened)), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def sign_in(page, name, password=PASSWORD):
    """As one types who never takes the hands off the keyboard."""
    page.fill("#name", "")
    page.focus("#name")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_who_signs_in_by_keyboard_finds_nothing_in_the_way(open_page, guarded, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core checks the pages")
    page = open_page(f"{guarded}/admin", color_scheme=scheme, viewport={"width": width, "height": 800}).page
    found = {}

    def check(place):
        answer = axe.Axe().run(page, None, {"resultTypes": ["violations"]}).response
        serious = [one for one in answer["violations"] if one["impact"] in ("serious", "critical")]
        found.update({place: [(one["id"], one["nodes"][0]["html"][:200]) for one in serious]} if serious else {})
        assert page.evaluate("document.documentElement.scrollWidth") == width, place

    assert page.evaluate("document.activeElement.id") == "name"
    check("/sign-in")
    sign_in(page, "a-admin", "another lamp altogether")
    assert "not right" in page.inner_text("[role=alert]") and page.input_value("#password") == ""
    check("/sign-in refused")
    sign_in(page, "a-admin")
    assert page.url == f"{guarded}/admin" and page.inner_text("h1") == "Users and log"
    check("/admin")
    assert HOSTILE in page.inner_text("table >> nth=2") and page.evaluate("typeof owned") == "undefined"
    page.fill("[name=what]", "sign-in")
    page.keyboard.press("Enter")
    page.wait_for_url("**what=sign-in")
    assert set(page.locator("table >> nth=2 >> td:nth-child(4)").all_inner_texts()) == {"sign-in"}
    check("/admin narrowed")
    assert found == {}


def test_a_reader_is_shown_nothing_that_a_reader_may_not_do(open_page, guarded):
    page = open_page(f"{guarded}/score").page
    sign_in(page, "a-reader")
    assert "a reviewer scores" in page.inner_text("main") and page.locator("main form").count() == 0
    page.click(".menu summary")
    assert page.locator("a[href='/admin']").count() == 0
    page.goto(f"{guarded}/admin")
    assert "a-reader is reader" in page.inner_text("main")
    page.click(".menu summary")
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in*")
    page.goto(f"{guarded}/sources")
    assert "/sign-in?next=/sources" in page.url
