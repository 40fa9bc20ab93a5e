"""The page of a story in a real browser: read on a phone, by keyboard, in the dark, and by nobody else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from reliability import recounting
from reliability.reports.story import RENDER
from reliability.store import open_store

OVERFLOW = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module", params=["ferry-cpa", "factory-torch"])
def file(request, sample, tmp_path_factory) -> Path:
    """The pages of two stories of the sample corpus: one with copies and a conflict, one that is circular."""
    place = tmp_path_factory.mktemp("story") / "story.html"
    with open_store(sample.db, read_only=True) as opened, place.open("wb") as out:
        RENDER["html"](recounting.recount(opened, request.param), out)
    return place


def test_it_is_silent_and_asks_for_nothing(open_page, file):
    visited = open_page(file)
    assert visited.page.locator(".tree li").count() > 5
    assert visited.page.locator("script").count() == 0
    assert visited.said == [] and [Path(url).name for url in visited.asked] == ["story.html"]


def test_a_phone_shows_it_without_scrolling_sideways(open_page, file):
    page = open_page(file, viewport={"width": 320, "height": 640}).page
    assert page.evaluate(OVERFLOW) == 320


def test_dark_mode_is_dark_and_print_is_light(open_page, file):
    page = open_page(file, color_scheme="dark").page
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(colour) == "rgb(22, 24, 27)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(colour) == "rgb(255, 255, 255)"


def test_a_keyboard_leads_from_a_tree_to_the_article(open_page, file):
    page = open_page(file).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus(".tree a >> nth=0")
    page.keyboard.press("Enter")
    assert page.locator(".timeline > li:target").count() == 1


@pytest.mark.parametrize(("scheme", "width", "rules"), [("light", 320, []), ("dark", 1280, ["color-contrast"])])
def test_nothing_serious_keeps_people_out(open_page, file, scheme, width, rules):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core checks the page")
    page = open_page(file, color_scheme=scheme, viewport={"width": width, "height": 800}).page
    options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
    found = axe.Axe().run(page, None, options)
    serious = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []
    headings = page.evaluate("Array.from(document.querySelectorAll('h1, h2, h3'), (one) => +one.tagName[1])")
    assert headings[0] == 1 and all(after - before <= 1 for before, after in pairwise(headings))
