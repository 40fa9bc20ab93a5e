from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import records
from reliability.stories import link, signatures

FERRY = (
    "A ferry with 84 people on board ran aground off Norvale on Tuesday morning after its rudder failed in high waves. "
    "Captain Ilse Brandt told reporters that the crew of the Silver Tern had no way to steer for twenty minutes. "
    "Lifeboats from Norvale and Port Ansel brought all passengers ashore by noon, the harbour office said.\n\n"
    "The harbour office said two passengers were treated for cold. Brandt said the rudder had been mended in March. "
    "The line that runs the Silver Tern, Calder Shipping, said it would stop sailing to Port Ansel for a week. "
    "Divers will look at the hull on Wednesday once the wind has dropped, harbour master Piet Okoro said.\n\n"
    "It was the second accident on the route this year. In May a smaller boat of Calder Shipping hit a buoy in fog."
)
FERRY_ELSEWHERE = (
    "Eighty-four passengers were rescued when the Silver Tern struck rocks near Norvale, officials confirmed. "
    "Volunteers in lifeboats reached the Calder Shipping ferry within an hour. Piet Okoro, who runs the harbour, "
    "praised them. 'Nobody panicked,' he said. Ilse Brandt, the ship's captain, blamed a broken rudder.\n\n"
    "Calder Shipping faces questions about its repairs. The ministry wants to see the yard's papers from March. "
    "Islanders in Port Ansel now have to wait for the weekly supply boat."
)
ORCHARD = (
    "Apple growers in the Tamsin valley expect their poorest harvest in thirty years after a late frost in April. "
    "Orchard owner Wendel Ruiz said he had lost four fifths of his Belmara trees' fruit. The growers' union asked the "
    "province for loans. Minister Hana Lindqvist said she would visit the valley on Friday.\n\n"
    "Prices in the shops of Eastmere have already risen by a third. Cider makers are buying abroad."
)
MORNING = datetime(2031, 5, 6, 9, tzinfo=UTC)


def article(name: str, text: str | None, *, hours: float | None = 0, title: str = "", publisher: str = "") -> dict:
    at = None if hours is None else MORNING + timedelta(hours=hours)
    return {"article_id": name, "text": text, "title": title, "published_at": at, "publisher": publisher or name}


def members(*articles: dict) -> dict[str, dict]:
    frame = link(signatures(records.ARTICLES.frame(articles)))
    return {row["article_id"]: row for row in frame.to_dicts()}


def three_events() -> list[dict]:
    return [
        article("herald", FERRY, title="Silver Tern ferry runs aground off Norvale"),
        article("post", FERRY_ELSEWHERE, hours=5, title="All 84 saved from Norvale ferry"),
        article("farmer", ORCHARD, hours=2, title="Tamsin valley apples lost to frost"),
    ]


def test_two_outlets_on_one_event_make_one_story_and_another_event_stays_apart() -> None:
    found = members(*three_events())
    assert found["post"]["story_id"] == found["herald"]["story_id"] == "herald"
    assert found["farmer"]["story_id"] == "farmer"
    assert found["post"]["story_articles"] == 2
    assert found["post"]["independent_reports"] == 2
    assert found["post"]["copies"] == 0


def test_reports_weeks_apart_are_not_one_story() -> None:
    found = members(article("early", FERRY), article("late", FERRY_ELSEWHERE, hours=24 * 20))
    assert found["early"]["story_id"] != found["late"]["story_id"]


def test_wire_text_under_a_new_lead_and_cut_is_a_copy_of_the_earlier_article() -> None:
    lead = "Our region has seen a nervous day, and many readers know someone who was on the water.\n\n"
    found = members(
        article("daily", lead + FERRY.rsplit("\n\n", 1)[0], hours=3, title="A nervous day"),
        article("wire", FERRY, title="Silver Tern ferry runs aground off Norvale"),
        article("farmer", ORCHARD),
    )
    assert found["daily"]["copy_group"] == found["wire"]["copy_group"] == "wire"
    assert (found["wire"]["is_original"], found["daily"]["is_original"]) == (True, False)
    assert found["daily"]["copies"] == 1
    assert found["daily"]["independent_reports"] == 1
    assert found["farmer"]["copies"] == 0


def test_a_copy_without_a_date_or_published_much_later_is_found() -> None:
    found = members(
        article("wire", FERRY), article("undated", FERRY, hours=None), article("later", FERRY, hours=24 * 40)
    )
    assert {row["copy_group"] for row in found.values()} == {"wire"}
    assert {row["story_id"] for row in found.values()} == {"wire"}


@pytest.mark.parametrize("share", [0.1, 0.25])
def test_a_rewrite_that_changes_every_tenth_or_fourth_word_is_a_copy(share: float) -> None:
    dice = random.Random(4)
    changed = " ".join("meanwhile" if dice.random() < share else word for word in FERRY.split())
    found = members(article("wire", FERRY), article("rewrite", changed, hours=1), article("post", FERRY_ELSEWHERE))
    assert found["rewrite"]["copy_group"] == "wire"
    assert found["post"]["copies"] == 0


def test_the_result_does_not_depend_on_the_order_of_the_input() -> None:
    articles = [*three_events(), article("copy", FERRY + " More soon.", hours=4), article("empty", "")]
    frame = signatures(records.ARTICLES.frame(articles))
    assert link(frame).equals(link(frame.reverse()))


def test_hundreds_of_identical_copies_are_one_group() -> None:
    found = members(*(article(f"paper-{number:03}", FERRY, hours=None) for number in range(250)))
    assert {row["copy_group"] for row in found.values()} == {"paper-000"}
    assert found["paper-007"]["copies"] == 249


def test_texts_without_words_stand_alone() -> None:
    found = members(article("a", None), article("b", ""), article("c", "..."), article("d", "Hello"))
    assert all(row["story_id"] == name and row["copies"] == 0 for name, row in found.items())


def test_nothing_in_nothing_out() -> None:
    empty = link(signatures(records.ARTICLES.empty()))
    assert empty.is_empty()
    assert empty.schema == records.STORY_MEMBERS.conform(empty).drop("run_id").schema


def test_signatures_do_not_depend_on_the_chunk() -> None:
    frame = records.ARTICLES.frame(three_events())
    alone = pl.concat([signatures(chunk) for chunk in frame.iter_slices(1)])
    assert alone.equals(signatures(frame))


def test_terms_begin_with_names_of_the_event_and_end_with_tolls() -> None:
    text = "At least 12 people were killed when a crane fell in Norvale, police said. " + ORCHARD
    terms = signatures(records.ARTICLES.frame([article("a", text, title="Crane falls in Norvale")]))["terms"][0]
    assert "norvale" in terms[:5].to_list()
    assert terms[-1] == "toll:killed=12+"


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=200), st.none() | st.floats(-1000, 1000), st.sampled_from([FERRY, ORCHARD, ""])),
        max_size=6,
    )
)
def test_every_article_gets_one_story_and_copies_share_it(given_texts: list[tuple[str, float | None, str]]) -> None:
    articles = [article(f"a{place}", text + core, hours=hours) for place, (text, hours, core) in enumerate(given_texts)]
    found = members(*articles)
    assert len(found) == len(articles)
    for row in found.values():
        assert row["story_id"] in found
        assert found[row["copy_group"]]["story_id"] == row["story_id"]
        assert found[row["copy_group"]]["is_original"]
        assert row["independent_origins"] is None
