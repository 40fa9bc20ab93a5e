"""The page of the data-quality report in a real browser, as people meet it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reliability.reports import quality as report

HOSTILE = '</script><script>window.owned = 1</script><img src=x onerror="owned = 1"><!--<script>\u2028"\'`${1}'
OVERFLOW = "document.documentElement.scrollWidth"
DRAWN = "document.querySelectorAll('[data-chart] svg').length === document.querySelectorAll('[data-chart]').length"


@pytest.fixture
def visit(open_page, quality, tmp_path) -> Callable[..., Any]:
    """Opens the page of a report; `change` may alter the report first, the rest goes to the browser's context."""

    def go(change: Callable[[dict], None] = lambda _: None, **options: Any) -> Any:
        change(quality)
        file = tmp_path / "report.html"
        with file.open("wb") as out:
            report.page.render(quality, out, "Data-quality report")
        visited = open_page(file, **options)
        if options.get("java_script_enabled", True):
            visited.page.wait_for_function(DRAWN, timeout=30_000)
        return visited

    return go


def test_every_chart_is_drawn_without_a_word_to_console_or_network(visit):
    visited = visit()
    marks = visited.page.evaluate(
        "Object.fromEntries(Array.from(document.querySelectorAll('[data-chart]'), (box) => ["
        "box.dataset.chart, box.querySelectorAll('.role-mark path, .role-mark text, .role-mark line').length]))"
    )
    assert {"scores", "calibration", "grades", "origins", "relaying", "citations", "drift", "last_run"} < set(marks)
    assert min(marks.values()) >= 2, marks
    assert marks["scores"] == 10 and marks["citations"] > 30
    assert visited.said == []
    assert [Path(url).name for url in visited.asked] == ["report.html"]


def test_charts_follow_dark_mode_and_print_is_light(visit):
    page = visit().page
    colours = """() => [getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('#chart-scores .mark-rect path')).fill,
        getComputedStyle(document.querySelector('#chart-scores .role-axis-label text')).fill]"""
    light = page.evaluate(colours)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(colours)
    assert all(one != other for one, other in zip(light, dark, strict=True))
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(colours)[0] == "rgb(255, 255, 255)"
    folded = "#chart-scores details:not([open]) table"
    assert page.evaluate(f"document.querySelector('{folded}').getBoundingClientRect().height") > 100


def test_a_phone_shows_it_without_scrolling_sideways(visit):
    page = visit(viewport={"width": 320, "height": 640}).page
    assert page.evaluate(OVERFLOW) == 320
    page.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)")
    assert page.evaluate(OVERFLOW) == 320


def test_articles_are_filtered_by_keyboard(visit):
    page = visit().page
    focused = "document.activeElement.id || document.activeElement.className"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "skip"
    shown = "Array.from(document.querySelectorAll('.reading > li')).filter((row) => row.offsetHeight).length"
    assert page.evaluate(shown) == 15
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "words":
            break
    page.keyboard.type("FERRY strike")
    assert page.inner_text("#shown") == "40 of 200 fit" and page.evaluate(shown) == 40
    page.keyboard.press("Tab")
    page.keyboard.type("crit")
    assert page.inner_text("#shown") == "3 of 200 fit"
    assert "Ferry strike" in page.inner_text(".reading")
    assert page.get_attribute("#flag-CON003", "open") is None
    page.focus(".reading > li:not([hidden]) a[href='#flag-CON003']")
    page.keyboard.press("Enter")
    assert page.get_attribute("#flag-CON003", "open") is not None


def test_it_can_be_read_without_scripts(visit):
    visited = visit(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = visited.page
    assert page.locator("#chart-citations table").is_visible() and page.locator("#chart-scores table").is_visible()
    assert not page.locator("#words").is_visible() and not page.locator("#chart-scores .chart").is_visible()
    assert page.locator(".reading > li").last.is_visible()
    assert visited.said == []


def shorten(quality: dict) -> None:
    del quality["articles"]["rows"][5:], quality["flags"][3:], quality["citations"]["links"][5:]  # the same is enough


@pytest.mark.parametrize(("scheme", "width", "rules"), [("light", 320, []), ("dark", 1280, ["color-contrast"])])
def test_nothing_serious_keeps_people_out(visit, scheme, width, rules):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core checks the page")
    page = visit(shorten, color_scheme=scheme, viewport={"width": width, "height": 800}).page
    page.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)")
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = axe.Axe().run(page, {"exclude": [["[data-chart] svg"]]}, options)  # each is one picture with a text
    serious = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []
    headings = page.evaluate("Array.from(document.querySelectorAll('h1, h2, h3'), (one) => +one.tagName[1])")
    assert headings[0] == 1 and all(after - before <= 1 for before, after in pairwise(headings))


def test_words_of_articles_cannot_act(visit):
    def poison(quality: dict) -> None:
        for row in quality["articles"]["rows"]:
            row.update(title=HOSTILE, source=HOSTILE, url="javascript:owned = 1")
        for example in quality["flags"][0]["examples"]:
            example.update(title=HOSTILE, before=HOSTILE, marked=HOSTILE, after=HOSTILE, url="data:text/html,x")
        for row in quality["sources"]["rows"] + quality["cited"]["rows"]:
            row["source"] = HOSTILE
        for link in quality["citations"]["links"]:
            link["cited"] = HOSTILE + str(link["claims"])
        quality["rejects"][0]["example"] = quality["run"]["inputs"][0] = HOSTILE

    visited = visit(poison)
    visited.page.hover("#chart-citations .mark-area path >> nth=0")
    visited.page.wait_for_selector("#vg-tooltip-element.visible")
    assert visited.page.evaluate("typeof owned") == "undefined"
    assert visited.page.locator("img, a[href^='javascript'], a[href^='data']").count() == 0
    assert visited.said == [] and len(visited.asked) == 1
    assert "<script>window.owned" in visited.page.inner_text(".reading")
