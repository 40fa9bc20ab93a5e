"""What a user sees where articles of a story, or revisions of one article, give values for the same thing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from reliability import records
from reliability.stories import corroborate, signatures, values

FERRY = "The ferry Silver Tern struck the pier of Port Ansel on Tuesday and {}, the harbour police said."
COST = "Calder Shipping put the damage to the pier of Port Ansel at {} after the ferry struck it."
RUDDER = "“The rudder of the Silver Tern {} in heavy waves near Norvale”"


def told(
    *texts: str,
    days: tuple[int, ...] = (),
    previous: str | None = None,
    copies: dict[str, str] | None = None,
    **claims: Any,
) -> dict[str, Any]:
    """A story of one article a text, each of its own publisher; `previous` is what the first said before."""
    dates = days or (5,) * len(texts)
    articles = records.ARTICLES.frame(
        {
            "article_id": name,
            "publisher": f"Paper {name}",
            "published_at": datetime(2031, 3, day, tzinfo=UTC),
            "text": text,
            "previous_text": previous if name == "a" else None,
        }
        for name, text, day in zip("abcd", texts, dates, strict=False)
    )
    group = pl.col("article_id").replace(copies or {})
    members = articles.select("article_id", copy_group=group, story_id=pl.lit("a"))
    rows = records.CLAIMS.frame(claims.get("claims", ()))
    stories, filled = corroborate(records.STORY_MEMBERS.conform(members), rows, signatures(articles))
    return stories.to_dicts()[0] | {"counted": filled["conflicts"].to_list(), "frame": stories}


def asked(rows: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(row["kind"], [value["value"] for value in row["values"]]) for row in rows]


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("$3.6 million", "$5.2 million", True),
        ("$3.6 million", "$3.62 million", False),
        ("$3.6 million", "more than $3 million", False),
        ("$3.6 million", "nearly $4 million", False),
        ("$3.6 million", "$3.6 billion", True),
        ("40 percent of its fleet", "60 percent of its fleet", True),
        ("40 percent of its fleet", "at least 35 percent of its fleet", False),
    ],
)
def test_amounts_conflict_but_not_by_rounding(one: str, other: str, conflict: bool) -> None:
    story = told(COST.format(one), COST.format(other))
    assert bool(story["conflicts"]) == conflict
    assert bool(story["agreements"]) != conflict
    assert story["counted"] == [int(conflict)] * 2


@pytest.mark.parametrize("same", ["killed at least 12 people", "killed a dozen people", "killed 12 to 15 people"])
def test_tolls_that_can_be_one_number_are_no_conflict(same: str) -> None:
    assert told(FERRY.format("killed 13 people"), FERRY.format(same))["conflicts"] == []


def test_a_conflict_names_both_articles_with_words_and_who_is_behind_each_value() -> None:
    said = {"claim_id": "b#1", "article_id": "b", "quotation": "indirect", "source_type": "government"}
    content = "The ferry Silver Tern struck the pier of Port Ansel on Tuesday and killed 19 people"
    claims = [said | {"content_text": content, "origin": "harbour police", "anonymous": False, "via": []}]
    story = told(*(FERRY.format(f"killed {n} people") for n in (12, 19, 19)), claims=claims)
    (conflict,) = story["conflicts"]
    assert (conflict["kind"], conflict["what"]) == ("toll", "killed")
    assert [(v["article_id"], v["value"], v["publisher"]) for v in conflict["values"]] == [
        ("a", "12", "Paper a"),
        ("b", "19", "Paper b"),
        ("c", "19", "Paper c"),
    ]
    assert [v["origin"] for v in conflict["values"]] == [None, "harbour police", None]
    assert conflict["values"][0]["words"].startswith("The ferry Silver Tern struck")
    assert [v["independent_origins"] for v in conflict["values"]] == [1, 1, 1]


def test_a_higher_toll_of_a_later_day_is_an_update() -> None:
    story = told(
        "At Port Ansel 12 people were killed when the ferry Silver Tern struck the pier, the harbour police said.",
        "The harbour police of Port Ansel said 15 people were killed when the ferry Silver Tern struck the pier.",
        days=(5, 7),
    )
    assert story["conflicts"] == []
    assert asked(story["updates"]) == [("toll", ["12", "15"])]
    assert story["counted"] == [0, 0]


def test_a_toll_that_rose_is_an_update_in_whatever_words() -> None:
    story = told(
        "At Port Ansel 12 people were killed when the ferry Silver Tern struck the pier, the harbour police said.",
        "Divers went down again. The death toll rose to 15 on Tuesday, hospital staff in Norvale said.",
        days=(4, 5),
    )
    assert story["conflicts"] == []
    assert asked(story["updates"]) == [("toll", ["12", "15"])]


def test_an_old_report_that_is_copied_later_does_not_contradict_a_newer_one() -> None:
    old, new = (
        f"At Port Ansel {number} people were killed when the ferry Silver Tern struck the pier, harbour police said."
        for number in (12, 15)
    )
    apart = told(old, new, old, days=(5, 7, 7))
    assert [row["kind"] for row in apart["conflicts"]] == ["toll"]
    copied = told(old, new, old, days=(5, 7, 7), copies={"c": "a"})
    assert copied["conflicts"] == []
    assert asked(copied["updates"]) == [("toll", ["12", "15", "12"])]


def test_days_of_different_things_do_not_conflict() -> None:
    before = "Calder Shipping has mended the pier of Port Ansel after the ferry struck it. "
    story = told(f"{before}It would open Wednesday.", f"{before}A report is expected on Tuesday.")
    assert story["conflicts"] == []
    known = "the pier of Port Ansel, which the ferry Silver Tern of Calder Shipping struck in March,"
    story = told(f"Work means {known} would reopen on Wednesday.", f"A ruling on {known} is expected on Tuesday.")
    assert story["conflicts"] == []
    same = "Calder Shipping said the pier of Port Ansel would reopen on {}."
    assert asked(told(same.format("Tuesday"), same.format("Wednesday"))["conflicts"])[0][0] == "date"


@pytest.mark.parametrize(
    ("one", "other", "days", "conflict"),
    [
        ("March 2", "March 3", (5, 8), True),
        ("Monday", "Tuesday", (5, 8), False),
        ("March 2", "March 3", (5, 19), False),
    ],
)
def test_a_date_stands_as_long_as_a_story_and_a_weekday_a_day(
    one: str, other: str, days: tuple[int, ...], conflict: bool
) -> None:
    struck = "The ferry Silver Tern of Calder Shipping struck the pier of Port Ansel on {}, the harbour police said."
    assert bool(told(struck.format(one), struck.format(other), days=days)["conflicts"]) == conflict


def test_reports_of_different_weeks_in_the_same_words_are_no_conflict() -> None:
    assert told(COST.format("$3.6 million"), COST.format("$5.2 million"), days=(5, 19))["conflicts"] == []


def quoted(article: str, content: str, quotation: str = "direct") -> dict[str, Any]:
    row = {"claim_id": f"{article}#1", "article_id": article, "quotation": quotation, "content_text": content}
    return row | {"origin": "Ilse Brandt", "source_type": "person", "anonymous": False, "via": []}


def test_an_altered_quotation_is_shown_as_a_diff() -> None:
    versions = [RUDDER.format("broke"), RUDDER.format("jammed"), RUDDER.format("broke")]
    story = told("", "", "", claims=[quoted(name, text) for name, text in zip("abc", versions, strict=True)])
    (conflict,) = story["conflicts"]
    assert (conflict["kind"], conflict["what"]) == ("quotation", "Ilse Brandt")
    assert {v["article_id"] for v in conflict["values"]} == {"a", "b", "c"}
    changes = [(piece["change"], piece["words"]) for piece in conflict["diff"]]
    assert changes[1:3] == [("gone", "broke"), ("come", "jammed")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We have a two-in-three chance that Senator Okoro wins”", "“We have a 2 in 3 chance that Sen. Okoro wins”"),
        (
            "“It looks as if al-Khadari will take the town by night”",
            "“It looks as if Khaddari will take the town by night”",
        ),
    ],
)
def test_numbers_titles_and_names_may_be_written_in_many_ways(one: str, other: str) -> None:
    assert told("", "", claims=[quoted("a", one), quoted("b", other)])["conflicts"] == []


def test_another_place_in_the_same_sentence_is_a_conflict_and_a_nickname_is_none() -> None:
    content = "the ferry Silver Tern left the harbour in {} with forty people on the day of the storm"
    there = [quoted(name, content.format(at), "indirect") for name, at in (("a", "Norvale"), ("b", "Calder"))]
    story = told("", "", claims=there)
    assert asked(story["conflicts"]) == [("place", ["Norvale", "Calder"])]
    content = "the harbour master said that {} Okoro had steered the ferry Silver Tern through the storm"
    named = [quoted(name, content.format(at), "indirect") for name, at in (("a", "Bob"), ("b", "Robert"))]
    assert told("", "", claims=named)["conflicts"] == []


def test_what_a_revision_changed_is_told_and_counts_for_no_other_article() -> None:
    before = f"{FERRY.format('killed 12 people')} {COST.format('$3.6 million')} {RUDDER.format('broke')}, Brandt said."
    now = f"{FERRY.format('killed 14 people')} {COST.format('$5.2 million')} {RUDDER.format('jammed')}, Brandt said."
    story = told(now, now, previous=before)
    assert [kind for kind, _ in asked(story["conflicts"])] == ["money", "quotation"]
    assert asked(story["updates"]) == [("toll", ["12", "14"])]
    assert [v["revision"] for v in story["updates"][0]["values"]] == ["previous", None]
    assert story["counted"] == [0, 0]


def test_values_are_claims_of_publishers_about_one_object() -> None:
    story = told(FERRY.format("killed 12 people"), FERRY.format("killed at least 12 people"), COST.format("$2 million"))
    frame = values(story["frame"]).filter(pl.col("kind") == "toll")
    assert frame.select("source", "value", "compared", "independent").rows() == [
        ("Paper a", "12", "number", True),
        ("Paper b", "12", "number", True),
    ]
    assert frame["object"].n_unique() == 1


def test_a_hostile_story_stays_cheap() -> None:
    text = " ".join(f"The ferry of line {n} cost $3.{n % 10} million and killed {n} people." for n in range(400))
    story = told(text, text.replace("killed", "injured"), text.replace("$3", "$4"))
    assert len(story["conflicts"]) <= 20
