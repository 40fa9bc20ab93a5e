"""The desk in a real browser: worked by keyboard, on a phone, in the dark, without scripts, and by hostile texts."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from reliability import readers, review
from reliability.web.desk import Desk

OVERFLOW = "document.documentElement.scrollWidth"
FOCUSED = "document.activeElement.textContent.trim()"
HEADINGS = """Array.from(document.querySelectorAll('h1, h2, h3')).filter((one) => one.checkVisibility())
    .map((one) => +one.tagName[1])"""
CHAIN = ".chain:popover-open"
PAGES = (
    "/", "/?flag=SRC004&state=all", "/articles/ferry-torch", "/reasons/ferry-torch", "/sources",
    "/sources/daily-torch.example", "/stories", "/stories/ferry-cpa", "/report", "/score", "/admin", "/nowhere",
)  # fmt: skip
HOSTILE = (
    'Port\u202e <script>window.owned = 1</script> <img src=x onerror="owned = 1"> said Nora Steen, "and {{ 7 * 7 }} '
    '<a href="javascript:owned = 1">more</a>", according to </textarea></template><svg onload="owned = 1">.'
)


@pytest.fixture
def visit(open_page, address):
    """Opens a page of the desk."""
    return lambda path="/", **options: open_page(address + path, **options)


def quiet(visited, address):
    """Nothing was said on the console, and nobody else was asked for anything."""
    others = [url for url in visited.asked if urlsplit(url).netloc != urlsplit(address).netloc]
    return (visited.said, others) == ([], [])


def test_a_shift_at_the_desk_by_keyboard(visit, address, sampled):
    visited = visit()
    page = visited.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == page.inner_text(".item h2 >> nth=0")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()

    title = page.inner_text(".item h2 >> nth=0")
    page.click(".item >> nth=0 >> button")
    page.wait_for_url("**/articles/**")
    taken = page.url.rsplit("/", 1)[1]
    assert review.state(sampled.store, taken).holder == "local" and page.inner_text("h1") == title
    page.wait_for_selector("#reasons .reasons")

    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "ref-2" and "this article" in page.inner_text(CHAIN)
    claim = page.locator("[data-in]").filter(has_text=re.compile(r"\w")).first
    page.keyboard.press("Escape")
    page.mouse.move(1, 1)
    claim.hover()
    page.wait_for_selector(CHAIN)
    page.select_option("[name=claim-2]", "wrongly_attributed")
    page.focus("#ref-2")
    page.keyboard.press("r")
    page.keyboard.type("are jk? A rumour.")  # keys are letters in a field
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".done")
    assert title in page.inner_text(".done") and "Rejected" in page.inner_text(".done")
    assert page.inner_text("h1") != title  # the next one is open
    found = review.history(sampled.store, taken).filter(event="rejected").row(0, named=True)
    assert found["reason"] == "are jk? A rumour." and found["claims"][0]["verdict"] == "wrongly_attributed"

    page.click(".done button")
    page.wait_for_url(f"**/articles/{taken}*")
    assert "undid a decision" in page.inner_text("#history")
    page.click("text=Give it back")
    page.wait_for_load_state()
    assert review.state(sampled.store, taken).state == "new"
    assert quiet(visited, address)


def test_a_verdict_is_chosen_in_the_queue(visit):
    page = visit("/?source=harbour-post.example").page
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url("**verdict=escalated**")
    assert page.is_checked("[value=escalated]") and page.evaluate("document.activeElement.name") == "reason"


def test_filters_change_the_list_in_place_and_longer_lists_keep_the_place(visit, address):
    visited = visit()
    page = visited.page
    page.click(".filters summary")
    page.fill("[name=flag]", "src004")
    page.press("[name=flag]", "Tab")
    page.wait_for_url("**/?flag=src004")
    some = page.locator(".item").count()
    assert 0 < some < 25 and page.inner_text("#total").startswith(f"{some} article")
    page.go_back()
    page.wait_for_selector(".item >> nth=24")
    page.click(".more a")
    page.wait_for_selector(".item >> nth=25 >> a:focus")
    assert quiet(visited, address)


def test_a_text_is_pasted_and_scored(visit, address):
    visited = visit("/score")
    page = visited.page
    page.fill("[name=title]", "Lamp of Skelle")
    page.fill("textarea", f"The old lamp has served for sixty years, said Joos Haan. {HOSTILE}\n" * 12)
    page.click("text=Score it")
    page.wait_for_url("**/articles/**", timeout=30_000)
    assert page.inner_text("h1") == "Lamp of Skelle" and page.locator(".text .ref").count() >= 12
    for n in range(1, 4):
        page.focus(f"#ref-{n}")
        page.wait_for_selector(CHAIN)
    page.wait_for_selector("#reasons .note")
    assert page.evaluate("typeof owned") == "undefined" and "<script>window.owned" in page.inner_text(".text")
    assert page.locator(".text a, .text img, main script").count() == 0
    assert quiet(visited, address)


def test_a_text_of_many_claims_opens_at_once(visit, address, sampled):
    text = "\n".join(f'"The pier is safe on day {n}," said Nora Steen, who runs the port.' for n in range(420))
    Desk(sampled).score(readers.one({"id": "long", "title": "Every day", "text": text}), ["<tests>"])
    visited = visit("/articles/long", viewport={"width": 320, "height": 640})
    page = visited.page
    assert "20 more claims are not shown" in page.inner_text("#claims") and page.locator(".text .ref").count() == 400
    page.keyboard.press("j")
    page.wait_for_selector(CHAIN)
    assert page.evaluate("performance.timing.domInteractive - performance.timing.requestStart") < 10_000
    assert page.evaluate(OVERFLOW) == 320 and quiet(visited, address)


def test_it_is_read_and_decided_without_scripts(visit, sampled):
    page = visit("/?title=tunnel+scandal", java_script_enabled=False, viewport={"width": 320, "height": 640}).page
    page.click(".item h2 a")
    assert page.is_visible("#text") and page.is_visible("#claims") and page.is_visible("#reasons a")
    page.click("#ref-1")  # the browser's own popover
    assert page.is_visible("#chain-1")
    page.click("#ref-1")
    page.click("text=The reasons in words")
    assert page.is_visible("text=What speaks against it")
    page.go_back()
    page.check("[value=needs_sources]")
    page.fill("#decision textarea", "Who says so?")
    page.click("text=Decide, then the next")
    assert page.is_visible(".done >> text=Needs sources")
    page.click(".done button")
    assert review.state(sampled.store, "tunnel-torch").state == "new"


@pytest.mark.parametrize(("scheme", "width", "rules"), [("light", 320, []), ("dark", 1280, ["color-contrast"])])
def test_nothing_serious_keeps_people_out_of_any_page(visit, address, scheme, width, rules):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core checks the pages")
    visited = visit(color_scheme=scheme, viewport={"width": width, "height": 800})
    page, found = visited.page, {}
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)")
        if path.startswith("/articles"):
            page.focus("#ref-1")
        assert page.evaluate(OVERFLOW) == width, path
        answer = axe.Axe().run(page, None, options).response
        serious = [one for one in answer["violations"] if one["impact"] in ("serious", "critical")]
        found |= {path: [(one["id"], one["nodes"][0]["html"][:200]) for one in serious]} if serious else {}
        levels = page.evaluate(HEADINGS)
        assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
    assert found == {}
    assert [said for said in visited.said if "404" not in said] == []  # the browser says so of /nowhere


def test_colours_follow_the_system_and_every_control_is_reached_by_tab(visit):
    page = visit("/articles/ferry-torch", color_scheme="dark").page
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    seen = set()
    for _ in range(90):
        seen.add(
            page.evaluate("document.activeElement.id || document.activeElement.name || document.activeElement.tagName")
        )
        page.keyboard.press("Tab")
    assert {"ref-1", "ref-10", "flag-1", "claim-10", "why-10", "verdict", "reason"} <= seen
