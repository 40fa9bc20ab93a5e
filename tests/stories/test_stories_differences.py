"""What an article is told to say otherwise than the others of its story."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from reliability import records
from reliability.stories import corroborate, days, link, marks, signatures

QUAY = (
    "A crane fell on a bus at the quay of Port Ansel on Tuesday and killed 12 people, the harbour police said. "
    "The bus was on its way to the ferry of Calder Shipping when the arm of the crane broke. Nobody had asked for the "
    "quay to be closed, and the operator of the crane, Norvale Lifting, said that it would help the police."
)
NO_CLAIMS = records.CLAIMS.empty()


def differing(*articles: tuple[str, int | None], **columns: list[Any]) -> dict[str, list[tuple[str, str, str, str]]]:
    """The differences of articles a, b, c ... (text, day of March): kind, value, other, and in which article."""
    rows = [
        {
            "article_id": name,
            "title": "Crane falls on bus in Port Ansel",
            "text": text,
            "publisher": f"{name.upper()} Post",
            "published_at": datetime(2031, 3, day, tzinfo=UTC) if day else None,
            **{column: values[place] for column, values in columns.items()},
        }
        for place, (name, (text, day)) in enumerate(zip("abcdef", articles, strict=False))
    ]
    signed = signatures(records.ARTICLES.frame(rows))
    members = corroborate(link(signed), NO_CLAIMS, signed)[1]
    return {
        row["article_id"]: [(d["kind"], d["value"], d["other"], d["article_id"]) for d in row["differences"] or ()]
        for row in members.iter_rows(named=True)
    }


def kinds(found: dict[str, list[tuple[str, str, str, str]]], kind: str) -> dict[str, list[tuple[str, str, str]]]:
    return {article: [rest for name, *rest in rows if name == kind] for article, rows in found.items()}


def test_a_toll_that_most_others_contradict_is_told_of_the_one_that_differs() -> None:
    found = kinds(differing((QUAY, 5), (QUAY.replace("12", "19"), 5), (QUAY, 5)), "toll")
    assert found == {"a": [], "b": [["killed 19", "killed 12", "a"]], "c": []}


OTHERWISE = (
    "Norvale Lifting has said nothing on what became of the arm that broke over the quay of Port Ansel. Its crane fell "
    "on a bus that took people to the ferry of Calder Shipping; 12 of them lost their lives. "
)


@pytest.mark.parametrize(
    ("text", "number", "day", "told"),
    [
        (OTHERWISE, "19", 6, False),  # a toll that rose
        (OTHERWISE, "9", 6, True),
        (OTHERWISE, "19", 5, True),  # on the same day
        (QUAY, "19", 6, True),  # the same sentence
        (f"{QUAY} The toll rose on Thursday after 7 people died in hospital.", "19", 6, False),
    ],
)
def test_tolls_rise_in_other_words_and_on_another_day(text: str, number: str, day: int, told: bool) -> None:
    found = kinds(differing((QUAY, 5), (text.replace("12", number), day)), "toll")
    assert all(bool(rows) == told for rows in found.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15 migrants drowned off the coast of Norvale", "8 migrants drowned off the coast of Norvale"),
        ("Police said 26 people were injured", "Police said 56 people were injured"),
        ("The fire killed 83 residents", "The fire killed 88 residents"),
        ("A total of 40 were arrested", "A total of 31 were arrested"),
        ("The storm left thirty-one families stranded", "The storm left thirty-four families stranded"),
    ],
)
def test_the_same_sentence_with_another_number_differs_wherever_it_stands(one: str, other: str) -> None:
    both = QUAY.replace(" Nobody", f" {one}. Nobody"), QUAY.replace(" Nobody", f" {other}. Nobody")
    assert kinds(differing((both[0], 5), (both[1], 6)), "toll")["a"] == [[one, other, "b"]]


def test_floors_differ_only_where_the_sentence_is_repeated_or_they_are_far_apart() -> None:
    least = QUAY.replace("killed 12", "killed at least 12")
    more = (
        "More than 10 people died on Tuesday as a crane broke over the quay, the harbour master of Port Ansel said. "
        * 2
    )
    assert not any(kinds(differing((least, 5), (more, 5)), "toll").values())
    assert all(kinds(differing((least, 5), (least.replace("12", "13"), 5)), "toll").values())


def test_another_weekday_or_a_date_on_another_weekday_differs() -> None:
    other = QUAY.replace("on Tuesday", "on Thursday")
    dated = QUAY.replace("on Tuesday", "on March 4")  # a Tuesday
    assert kinds(differing((QUAY, 5), (other, 5)), "day")["b"] == [["on Thursday", "on Tuesday", "a"]]
    assert not any(kinds(differing((QUAY, 5), (dated, 5)), "day").values())


def test_a_copy_names_its_original_and_both_where_times_do_not_tell() -> None:
    authors = [["Ida Voss"], ["Piet Okoro"]]
    later = kinds(differing((QUAY, 4), (QUAY, 5), authors=authors), "copy")
    assert later == {"a": [], "b": [["Piet Okoro", "Ida Voss", "a"]]}
    at_once = kinds(differing((QUAY, 5), (QUAY, 5), authors=authors), "copy")
    assert at_once["a"] == [["Ida Voss", "Piet Okoro", "b"]]


def test_a_mark_tells_what_its_sentence_is_about_and_a_bare_one_what_the_one_before_is() -> None:
    text = "A ferry sank near Norvale harbour. At least nine people died."
    found = marks.find(pl.Series([""]), pl.Series([text]), pl.Series([None], dtype=pl.Datetime))[0].to_list()
    assert [(mark["kind"], mark["value"], mark["words"]) for mark in found] == [
        ("killed", "9+", "At least nine people died")
    ]
    assert {"ferry", "sank", "norvale", "harbour"} <= set(found[0]["about"])


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("on Tuesday", "Tuesday"),
        ("March 5, 2030", "2030-03-05"),
        ("5 March", "2031-03-05"),
        ("Dec. 24", "2030-12-24"),
        ("February 30", None),
    ],
)
def test_days_are_read_with_the_date_line(phrase: str, value: str | None) -> None:
    assert days.read(phrase, datetime(2031, 3, 8, tzinfo=UTC).date()) == value
