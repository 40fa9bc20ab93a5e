"""Finding one article, and what a report needs of a run."""

from __future__ import annotations

import polars as pl
import pytest

from reliability.errors import ReliabilityError
from reliability.store import (
    dossier,
    find_article,
    latest_run,
    page,
    queue_rows,
    rejects,
    result_chunks,
    sources,
    stories,
)


@pytest.fixture
def desk(store, run_id, articles):
    store.add_articles(articles(("ab12", "One."), ("ab34", "Two."), ("cd56", "Three.")), run_id)
    store.add_articles(articles(("ef78", "Four."), title="Ferry 100% late_again"), run_id)
    return store


@pytest.mark.parametrize(
    "key", ["ef78", " ef78 ", "ef", "https://harbour-post.example/ef78", "FERRY 100%", "100% late_"]
)
def test_an_article_is_found_by_what_a_person_knows_of_it(desk, key):
    assert find_article(desk, key)["text"].to_list() == ["Four."]


def test_several_that_fit_are_listed(desk):
    with pytest.raises(ReliabilityError, match=r"several articles: ab12 \(Council.*\); ab34"):
        find_article(desk, "ab")
    with pytest.raises(ReliabilityError, match="several"):
        find_article(desk, "council votes")


@pytest.mark.parametrize("key", ["zeppelin", "", "%_"])
def test_none_that_fits_says_so_and_names_some(desk, key):
    with pytest.raises(ReliabilityError, match="No article fits") as caught:
        find_article(desk, key)
    assert "ab12" in caught.value.hint or "Ferry" in caught.value.hint


def test_an_empty_database_says_so(store):
    with pytest.raises(ReliabilityError, match="holds no article"):
        find_article(store, "anything")
    with pytest.raises(ReliabilityError, match="holds no article"):
        latest_run(store)


def test_a_dossier_holds_all_that_is_known(desk, run_id, claims, signatures):
    desk.put_claims(claims("ab12", {"origin": "Ida Voss"}), signatures("ab12"), ["ab12"], run_id, "v1")
    flags = {"code": ["R1", "R2"], "severity": ["info", "critical"], "message": ["x", "y"], "spans": [[], [[0, 3]]]}
    desk.replace("flags", pl.DataFrame({"article_id": ["ab12", "ab12"]} | flags), run_id, ["ab12"])
    found = dossier(desk, "ab12")
    assert found["article"].height == found["result"].height == found["claims"].height == 1
    assert found["flags"]["code"].to_list() == ["R2", "R1"]
    assert found["flags"]["spans"].to_list() == [[[0, 3]], []]


def test_sources_and_stories_are_listed_largest_first(store, run_id):
    rows = {"source": ["s1", "s2", "Tide Wire"], "role": ["publisher", "publisher", "cited"], "articles": [3, 9, 4]}
    store.replace_all("sources", pl.DataFrame(rows), run_id)
    assert pl.concat(sources(store))["source"].to_list() == ["s2", "s1", "Tide Wire"]
    assert pl.concat(sources(store, "cited")).columns[:2] == ["source", "role"]
    told = pl.DataFrame({"story_id": ["a", "b"], "articles": [["a"], ["b", "c"]]})
    store.replace_all("stories", told, run_id)
    found = pl.concat(stories(store))
    assert found["story_id"].to_list() == ["b", "a"]
    assert "run_id" not in found.columns


def test_without_sources_and_stories_there_is_one_empty_frame(store):
    assert [frame.height for frame in sources(store)] == [0]
    assert [frame.height for frame in stories(store)] == [0]


def test_a_desk_sees_scored_articles_by_page_and_by_need(desk, run_id):
    ids = ["ab12", "ab34", "cd56"]
    desk.replace("scores", pl.DataFrame({"article_id": ids, "score": [0.9, 0.5, 0.1]}), run_id, ids)
    flags = {"code": ["R1"], "severity": ["critical"], "message": ["x"]}
    desk.replace("flags", pl.DataFrame({"article_id": ["cd56"]} | flags), run_id, ["cd56"])
    assert page(desk, "", 2)["article_id"].to_list() == ["ab12", "ab34"]
    assert page(desk, "ab34", 2)["article_id"].to_list() == ["cd56"]
    assert page(desk, "cd56", 2).height == 0
    waiting = queue_rows(desk).sort("article_id")
    assert waiting["codes"].to_list() == [[], [], ["R1"]]
    assert waiting["critical"].to_list() == [0, 0, 1]
    chunks = list(result_chunks(desk, ["cd56", "ef78", "ab12"], chunk=2))
    assert [row["score"] for chunk in chunks for row in chunk.to_dicts()] == [0.1, None, 0.9]


def test_what_was_set_aside_is_listed_in_order(store, run_id):
    lines = [9, 2, 5]
    store.add_rejects(pl.DataFrame({"input": ["-"] * 3, "record": lines, "reason": ["no text"] * 3}), run_id)
    assert rejects(store, run_id)["record"].to_list() == lines
    assert rejects(store, "another").height == 0
