from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.addresses import normalised
from reliability.readers import one
from reliability.readers.bylines import names
from reliability.readers.dates import to_utc
from reliability.readers.domains import domain_of

NOON = datetime(2016, 3, 4, 12, 0, tzinfo=UTC)
DAY = datetime(2016, 3, 4, tzinfo=UTC)


def test_names_that_common_exports_use():
    for record in (
        {"maintext": "A b.", "headline": "T", "byline": "By A and B", "datePublished": "2016-03-04", "source": "P"},
        {"Full Text": "A b.", "Title": "T", "author": ["A", "B"], "pubDate": DAY, "outlet": {"name": "P"}},
        {"article": {"x": 1}, "story": "A b.", "title": "T", "authors": [{"name": "A"}, {"name": "B"}]}
        | {"published": 1457049600, "site_name": "P"},
    ):
        (row,) = one(record).to_dicts()
        assert (row["text"], row["title"], row["authors"]) == ("A b.", "T", ["A", "B"])
        assert (row["publisher"], row["published_at"]) == ("P", DAY)


@pytest.mark.parametrize(
    "value",
    [
        "2016-03-04T12:00:00Z",
        "2016-03-04 13:00:00+01:00",
        "2016-03-04T12:00:00.000000000Z",
        "20160304120000",
        "20160304T120000Z",
        "1457092800",
        1457092800,
        1457092800000,
        1457092800.0,
        "Fri, 04 Mar 2016 12:00:00 GMT",
        "Fri, 04 Mar 2016 07:00:00 -0500",
        "Fri Mar  4 12:00:00 +0000 2016",
        "March 4, 2016 7:00 a.m. EST",
        "Published: March 4, 2016 at 12:00 pm",
        "Updated 12:00 PM, Fri March 4, 2016",
        "March 4, 2016 | 12:00pm",
        "4 March 2016 12.00 GMT",
        datetime(2016, 3, 4, 15, tzinfo=timezone(timedelta(hours=3))),
        {"$date": "2016-03-04T12:00:00Z"},
        {"$date": {"$numberLong": "1457092800000"}},
    ],
)
def test_dates_become_utc(value):
    assert to_utc(value) == NOON


@pytest.mark.parametrize("value", ["2016-03-04", "4.3.2016", "3/4/2016", "Mar. 4, 2016", "20160304", date(2016, 3, 4)])
def test_days_become_midnight(value):
    assert to_utc(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "2016",
        "March 2016",
        "March 4",
        "10:30",
        "yesterday",
        "2016-13-45",
        "0001-01-01",
        "9" * 90,
        True,
        -5,
        1e300,
        [],
        {},
        float("nan"),
        float("inf"),
        "",
        "x" * 10_000,
        None,
    ],
)
def test_what_is_no_whole_date_is_null(value):
    assert to_utc(value) is None


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=" 0123456789:/.,-+TZapmJanFebUTC()é", max_size=30) | st.text(max_size=30) | st.floats())
def test_dates_never_raise(value):
    assert to_utc(value) is None or to_utc(value).tzinfo is not None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("By Ada Brenn and Tom Vesk", ["Ada Brenn", "Tom Vesk"]),
        ("by Ada Brenn, Tom Vesk & Ida Kron", ["Ada Brenn", "Tom Vesk", "Ida Kron"]),
        ("Ada Brenn, Tom Vesk, and Ida Kron", ["Ada Brenn", "Tom Vesk", "Ida Kron"]),
        ("Brenn, Ada; Vesk, Tom", ["Ada Brenn", "Tom Vesk"]),
        ("Tom Vesk, Jr., Ida Kron", ["Tom Vesk, Jr.", "Ida Kron"]),
        ("Alexander Sandby", ["Alexander Sandby"]),
        ("['Ada Brenn', \"Tom O'Vesk\"]", ["Ada Brenn", "Tom O'Vesk"]),
        (["By Ada Brenn", "Ada Brenn", ""], ["Ada Brenn"]),
        ({"name": "Ada Brenn"}, ["Ada Brenn"]),
        ("", None),
        ("nan", None),
        (5, None),
    ],
)
def test_bylines(value, expected):
    assert names(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("www.example.com", "example.com"),
        ("https://news.example.co.uk:8080/a?b#c", "example.co.uk"),
        ("http://user:secret@news.example.org/", "example.org"),
        ("somebody.blogspot.com", "somebody.blogspot.com"),
        ("The Lunden Post", None),
        ("https://news.harbour-post.example/a", "harbour-post.example"),
        ("co.uk", None),
        ("localhost", None),
        ("http://[bad", None),
        ("10.0.0.1", None),
    ],
)
def test_registrable_domains(value, expected):
    assert domain_of(value) == expected


def test_the_domain_field_wins_over_the_address_and_the_publisher_falls_back_to_it():
    (row,) = one({"text": "A b.", "domain": "www.example.org", "url": "https://example.com/a"}).to_dicts()
    assert (row["domain"], row["publisher"]) == ("example.org", "example.org")
    (row,) = one({"text": "A b.", "domain": "news.example.org"}).to_dicts()
    assert row["domain"] == "news.example.org"


def test_ids_come_from_the_input_else_the_address_else_the_text():
    assert one({"text": "A b.", "id": 17})["article_id"][0] == "17"
    assert one({"text": "A b.", "_id": {"$oid": "5f"}})["article_id"][0] == "5f"
    tracked = one({"text": "A b.", "url": "http://Example.com/a/?utm_source=x#top"})["article_id"][0]
    assert tracked == one({"text": "Other.", "url": "https://example.com/a"})["article_id"][0]
    assert tracked != one({"text": "A b."})["article_id"][0]
    assert len(tracked) == 32


def test_the_hash_stands_for_title_and_text():
    first = one({"text": "A b.", "title": "T"})["text_hash"][0]
    assert first == one({"text": "A b.", "title": "T", "id": "other"})["text_hash"][0]
    assert first != one({"text": "A b."})["text_hash"][0]
    assert len(first) == 32


def test_addresses_that_are_no_web_addresses_are_left_out():
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"):
        assert one({"text": "A b.", "url": url})["url"][0] is None
    assert normalised("http://[bad") == "http://[bad"


@pytest.mark.parametrize(("value", "code"), [("en-US", "en"), ("EN", "en"), ("English", "en"), ("x", None), (5, None)])
def test_languages(value, code):
    assert one({"text": "A b.", "language": value})["language"][0] == code
