"""Texts, numbers and dates are compared by what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.truth.days import read_dates
from reliability.truth.numbers import number, read_numbers
from reliability.truth.words import read_texts


def same(read, *texts: str, **more) -> list[int]:
    return read(texts, [1.0] * len(texts), [False] * len(texts), **more).value


def supports(read, one: str, other: str) -> float:
    found = read([one, other], [1.0, 1.0], [False, False])
    return max((strength for start, end, strength in found.near if (start, end) == tuple(found.value)), default=0.0)


def test_texts_differ_by_more_than_case_accents_and_punctuation():
    assert same(read_texts, "Port Almar", "PORT  ALMAR.", "Pört-Almar", "Port&nbsp;Almar", "Brennick", "n/a") == [
        0, 0, 0, 0, 1, -1,
    ]  # fmt: skip
    assert read_texts(["PORT ALMAR", "Port Almar"], [1.0, 1.0], [False, False]).labels == ["Port Almar"]
    assert supports(read_texts, "Harbour Street 12", "Harbor Street 12") > 0.5 > supports(read_texts, "yes", "no")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200 people", 1200), ("1.200.000", 1_200_000), ("1 234,5", 1234.5), ("1'000'000", 1e6), ("-3.5", -3.5),
        ("about 1.2 million", 1.2e6), ("$3.4bn", 3.4e9), ("12 %", 12), ("two", 2), ("1e3", 1000), (".5", 0.5),
        ("£12k", 12_000), ("n/a", None), ("thirteen", 13), ("a dozen eggs", 12), ("Forty-two", 42), ("half a dozen", 6),
        ("a hundred and six", 106), ("two hundred thousand", 200_000), ("three score and ten", 70), ("dozens", None),
        ("no one", None), ("someone", None), ("twelve: 12", 12), ("9" * 400, None), ("1e400", None), ("1e-400", None),
        ("5 m", 5e6), ("nine eleven", 9), ("5000 m", 5000), ("€1,500m", 1.5e9),
    ],
)  # fmt: skip
def test_numbers_are_read_however_they_are_written(text, value):
    found = number(text)
    assert (found.value if found else None) == (pytest.approx(value) if value is not None else None)


def test_numbers_agree_within_rounding_tolerance_and_percent():
    assert same(read_numbers, "1,200", "1200.0", "1300") == [0, 0, 1]
    assert same(read_numbers, "12%", "0.12", "13 percent") == [0, 0, 1]
    assert same(read_numbers, "100", "104", "130", tolerance=0.05) == [0, 0, 1]
    assert supports(read_numbers, "1.2 million", "1,187,000") == 0.9
    assert supports(read_numbers, "1,187,000", "1.2 million") < 0.5
    assert supports(read_numbers, "12", "13") == 0


def test_dates_agree_however_they_are_written_and_a_month_with_a_day_in_it():
    day = ["2031-03-05", "5 March 2031", "March 5th, 2031", "20310305", "5.3.2031", "2031/3/5"]
    assert set(same(read_dates, *day)) == {0}
    assert supports(read_dates, "March 2031", "2031-03-05") == 1.0
    assert supports(read_dates, "2031-03-05", "March 2031") == 0.5
    assert supports(read_dates, "April 2031", "2031-03-05") == 0
    assert same(read_dates, "soon", "2031-02-30", "Feb 2031", "2031") == [-1, 0, 0, 1]  # there is no such day


def test_a_date_that_only_fits_one_way_tells_how_the_others_are_meant():
    found = read_dates(["3/25/2031", "3/5/2031"], [1.0, 1.0], [False, False])
    assert found.labels == ["2031-03-25", "2031-03-05"]


def test_a_date_that_fits_two_days_is_for_the_one_that_others_give_or_for_both_alike():
    assert same(read_dates, "3/5/2031", "5 March 2031") == [0, 0]
    both = read_dates(["5 March 2031", "3 May 2031", "3/5/2031"], [1.0] * 3, [False] * 3)
    assert {both.labels[both.value[2]], both.labels[both.also[2]]} == {"2031-03-05", "2031-05-03"}
    assert both.also[:2] == [-1, -1]
    assert read_dates(["5.3.2031"], [1.0], [False]).also == [-1]


def test_metres_are_told_from_millions_and_lengths_compared_in_one_unit():
    found = read_numbers(["5000 m", "5 km", "5 kilometres"], [1.0, 2.0, 1.0], [False] * 3)
    assert found.value == [0, 0, 0] and found.labels == ["5.0"]
    assert read_numbers(["€5m", "5 million euros"], [1.0] * 2, [False] * 2).labels == ["5000000.0"]
    assert same(read_numbers, "2 tonnes", "2,000 kg", "2 km") == [0, 0, 1]


def test_amounts_of_two_currencies_are_two_values_and_one_without_fits_either():
    texts = ["€1.5bn", "$1.5 billion", "1,500 million"]
    assert same(read_numbers, *texts) == [0, 1, 2]
    assert same(read_numbers, texts[0], texts[2], "1.5bn euros") == [0, 0, 0]
    found = read_numbers(texts, [1.0] * 3, [False] * 3)
    strength = {(start, end): share for start, end, share in found.near}
    assert strength[2, 0] == strength[2, 1] == 1.0 and (0, 1) not in strength


def test_a_text_is_printed_as_it_was_claimed():
    for text in ("<b>Acme</b> Ltd", "x < y > z", "<script>alert(1)</script>", "Port  Almar | Brennick"):
        assert read_texts([text], [1.0], [False]).labels == [text]
    found = read_texts(["<b>Acme</b> Ltd", "Acme Ltd", "ACME LTD"], [1.0] * 3, [False] * 3)
    assert found.value == [0, 0, 0] and found.labels == ["Acme Ltd"]
    assert same(read_texts, "x < y > z", "x < w > z") == [0, 1]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5), st.sampled_from([read_texts, read_numbers, read_dates]))
def test_any_text_is_read_without_error(texts, read):
    found = read(texts, [1.0] * len(texts), [False] * len(texts))
    assert all(-1 <= value < len(found.labels) for value in found.value)
    assert all(0 < strength <= 1 for *_, strength in found.near)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(0, 10**12))
def test_whole_numbers_are_read_with_any_thousands_sign(amount):
    for sign in ("", ",", "'", " "):
        assert number(f"{amount:,}".replace(",", sign)).value == amount
