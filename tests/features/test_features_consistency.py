"""What articles say against themselves: numbers, dates, names, people, places."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from reliability.features import amounts, calendar_days, cue_person, head_counts, names_spelled, places, sums
from reliability.features.finding import Case
from reliability.features.themes import catalogue

THEMES = {"calendar_days", "cue_person", "datelines", "head_counts", "names_spelled", "sums", "title_figures"}
SPRING = datetime(2020, 3, 5, tzinfo=UTC)


def found(find, text, title="", published_at=SPRING):
    case = Case("a", title, text, published_at=published_at)
    return [place.said or text[place.start : place.end] for place in find(case)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$220K", "$219,700"),
        ("1.5 million", "1,500,000"),
        ("twelve", "a dozen"),
        ("nearly 50", "47"),
        ("10,000+", "10,400"),
        ("5 per cent", "5%"),
        ("two hundred and fifty thousand", "250,000"),
        ("$2 billion", "1.96 billion dollars"),
    ],
)
def test_numbers_that_mean_the_same(one, other):
    assert amounts.read(one)[0].agrees(amounts.read(other)[0])


@pytest.mark.parametrize(("one", "other"), [("10", "12"), ("50", "60"), ("1.5 million", "1.6 million"), ("5%", "5")])
def test_numbers_that_do_not(one, other):
    assert not amounts.read(one)[0].agrees(amounts.read(other)[0])


@pytest.mark.parametrize(
    "date", ["Monday, March 3", "March 3 (Monday)", "Mon. 3rd of March, 2020", "February 30", "Feb. 29, 2019"]
)
def test_wrong_dates(date):
    assert found(calendar_days.wrong, f"They met on {date}.")


@pytest.mark.parametrize(
    "date", ["Tuesday, March 3", "Thursday, Dec. 26", "Feb. 29, 2020", "Sunday in March 12 people"]
)
def test_dates_as_the_calendar_has_them(date):
    assert not found(calendar_days.wrong, f"They met on {date}.")


def test_a_weekday_of_no_known_year_is_not_judged():
    assert not found(calendar_days.wrong, "They met on Monday, March 3.", published_at=None)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("yesterday (4 March)", False),
        ("yesterday (12 May)", True),
        ("last week, on February 27", False),
        ("last week, on January 27", True),
        ("later this month, on March 20", False),
        ("next week (May 2)", True),
        ("last year, in 2019", False),
        ("last year, in 2012", True),
    ],
)
def test_relative_words_beside_dates(words, wrong):
    assert bool(found(calendar_days.misplaced, f"They met {words} in Vale.")) == wrong


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("48% approve of the mayor, 42% disapprove and 10% do not know.", False),
        ("68% approve of the mayor, 42% disapprove and 10% do not know.", True),
        ("78% of Democrats and 66% of independents approve, compared with 12% who oppose it.", False),
    ],
)
def test_parts_of_one_whole(sentence, wrong):
    assert bool(found(sums.parts, sentence)) == wrong


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Membership rose from 400 in 2018 to 500 in 2020, an increase of 25 percent.", False),
        ("Membership rose from 400 in 2018 to 500 in 2020, an increase of 80 percent.", True),
        ("The rate rose from 4% to 5%, up 25%.", False),
        ("Rents rose 50 percent, from 100 to 200 euros.", True),
        ("Rents rose 100 percent, from 100 to 200 euros.", False),
        ("The train ran 20 percent late from 2010 to 2015.", False),
    ],
)
def test_changes(sentence, wrong):
    assert bool(found(sums.changes, sentence)) == wrong


def test_one_more_person_in_words_counts_in_a_toll():
    assert not found(head_counts.tolls, "Eleven people were killed: five men, five women and a child.")
    assert found(head_counts.tolls, "Twelve people were killed: five men, five women and a child.")


def test_an_age_of_another_year_that_the_text_names():
    assert not found(head_counts.ages, "Vale was born in 1950 and was 30 when the war of 1980 began.")
    assert found(head_counts.ages, "Vale was born in 1950 and is 52.")


def test_names_of_relatives_and_peoples_are_not_misspelled():
    assert not found(names_spelled.find, "Ana Brzeski met Americans. An American knew Paul Brzeski. Eric Brzeski left.")
    assert found(names_spelled.find, "Ana Brzeski came. Brzeski spoke. Ana Brzezki left.") == ["Brzezki / Brzeski"]


def test_i_said_is_a_cue_of_writers_who_speak_as_i():
    assert found(cue_person.find, "The mayor came. “We will win,” I said.") == ["I said"]
    assert not found(cue_person.find, "I met the mayor, and my brother came. “We will win,” I said.")


def test_places_lead_to_their_countries():
    assert places.countries_of()[places.plain("São Paulo")] == {"Brazil"}
    assert places.countries_of()["kenyan"] == places.countries_of()["nairobi"] == {"Kenya"}


HOSTILE = ("5% ", "Monday, March ", "” they says ", "born 1950 aged 4 ", "12 dead: 5 men and ", "Ann Bob ")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_keeps_a_finder_busy(words):
    seconds = []
    for characters in (10_000, 40_000):
        case = Case("a", "Nine hurt and 12 dead", (words * characters)[:characters], published_at=SPRING)
        started = time.process_time()
        for feature in catalogue():
            if feature.theme in THEMES:
                feature.expression.find(case)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 8 * seconds[0] + 0.2  # four times the text costs four times the time, not sixteen
