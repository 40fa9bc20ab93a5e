"""The order of the queue: what comes first, why, what filters show, and pages that nothing moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reliability import review
from reliability.errors import ReliabilityError
from reliability.review_weights import DEFAULTS, weights

START = datetime(2030, 3, 1, 8, 0, tzinfo=UTC)
NOW = START + timedelta(hours=3)
GOOD = {"article_id": "good"}
BAD = {"article_id": "bad", "score": 0.12, "low": 0.05, "high": 0.2, "critical": 2, "codes": ["CON004"]}


def listed(page) -> list[str]:
    return page.rows["article_id"].to_list()


def test_the_neediest_come_first_and_the_reason_is_a_sentence(rows):
    new = BAD | {"published_at": START, "copied_by": 4, "told_by": 5}
    found = review.page(review.order(rows(GOOD, new), now=NOW), now=NOW)
    assert listed(found) == ["bad", "good"]
    assert found.rows["reason"].to_list() == [
        "low score (12) and 2 critical flags; published 3 h ago; copied by 4 outlets; "
        "its story told by 5 other outlets",
        "nothing stands out (score 90)",
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"score": None, "low": None, "high": None, "abstained": "too_short"}, "no score (too short)"),
        ({"low": 0.3, "high": 0.95}, "a wide interval (30-95)"),
        ({"warning": 1, "score": 0.3}, "low score (30) and 1 warning"),
        ({"source_score": 0.31, "critical": 1}, "a publisher of low score (31) and 1 critical flag"),
        ({"published_at": START + timedelta(days=2)}, "dated ahead"),
        ({"verdict": "escalated", "decided_by": "ruth"}, "escalated by ruth"),
        (
            {"verdict": "approved", "decided_by": "ruth", "outdated": True, "critical": 1},
            "changed since it was approved by ruth and 1 critical flag",
        ),
        ({"verdict": "rejected", "disputed": True}, "reviewers disagree"),
    ],
)
def test_reasons(rows, row, reason):
    (found,) = review.page(review.order(rows(GOOD | row), now=NOW), now=NOW).rows["reason"]
    assert found == reason


@pytest.mark.parametrize(
    "more",
    [
        {"score": 0.5},
        {"low": 0.2},
        {"warning": 1},
        {"copied_by": 3},
        {"volume": 900},
        {"source_score": 0.59, "source_low": 0.4, "source_high": 0.7},
        {"published_at": START},
        {"verdict": "escalated", "decided_by": "ruth"},
    ],
    ids=str,
)
def test_each_part_adds_to_the_need(rows, more):
    usual = GOOD | {"published_at": START - timedelta(days=9)}
    ordered = review.order(rows(usual, usual | more | {"article_id": "more"}), now=NOW)
    assert ordered["article_id"].to_list() == ["more", "good"]
    assert ordered["need"].is_between(0, 1).all()


def test_weights_of_the_settings_change_the_order(rows):
    both = rows(BAD, GOOD | {"copied_by": 8, "volume": 1000})
    assert review.order(both, now=NOW)["article_id"][0] == "bad"
    reach = weights({"weights": dict.fromkeys(DEFAULTS, 0) | {"reach": 3}}, "here")
    assert review.order(both, weights=reach, now=NOW)["article_id"][0] == "good"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"weights": {"luck": 1}}, "unknown part 'luck'"),
        ({"speed": 1}, "unknown key 'speed'"),
        ({"weights": {"risk": -1}}, "'-1' is no weight for risk"),
        ({"weights": {"risk": True}}, "'True' is no weight for risk"),
        ({"weights": {"risk": float("nan")}}, "no weight for risk"),
        ({"weights": dict.fromkeys(DEFAULTS, 0)}, "all weights"),
        ([], "must be a table"),
    ],
)
def test_weights_that_make_no_sense_are_refused(table, words):
    with pytest.raises(ReliabilityError, match=words):
        weights(table, "reliability.toml")


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, {"bad", "good", "told", "held", "again"}),
        ({"source": "Almar Courier"}, {"told"}),
        ({"source": "almar-courier.example"}, {"told"}),
        ({"story": "s1"}, {"told"}),
        ({"flag": "con004"}, {"bad"}),
        ({"severity": "critical"}, {"bad"}),
        ({"score": "0-40"}, {"bad"}),
        ({"score": "60-"}, {"good", "told", "held", "again"}),
        ({"since": "2030-03-01"}, {"told"}),
        ({"until": "2030-03-01"}, {"told"}),
        ({"until": "2030-02-28"}, set()),
        ({"state": "in review"}, {"held"}),
        ({"state": "approved"}, {"done", "again"}),
        ({"state": "all"}, {"bad", "good", "told", "held", "done", "again"}),
        ({"assignee": "ruth"}, {"held"}),
        ({"assignee": "nobody", "severity": "critical"}, {"bad"}),
        ({"title": "on THE pier"}, {"told"}),
        ({"title": "(unclosed"}, set()),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)
def test_filters(rows, filters, shown):
    told = {"article_id": "told", "title": "Words on the pier", "story_id": "s1", "published_at": START}
    told |= {"source": "almar-courier.example", "publisher": "Almar Courier"}
    held = {"article_id": "held", "holder": "ruth", "until": NOW + timedelta(minutes=1)}
    done = {"article_id": "done", "verdict": "approved", "decided_by": "ruth", "holder": "ruth", "until": NOW}
    again = {"article_id": "again", "verdict": "approved", "decided_by": "ruth", "disputed": True}
    ordered = review.order(rows(BAD, GOOD, told, held, done, again), now=NOW)
    found = review.page(ordered, review.Filters.read(**filters), now=NOW)
    assert set(listed(found)) == shown
    assert found.total == len(shown)


@pytest.mark.parametrize(
    "filters",
    [{"score": "40"}, {"score": "60-40"}, {"score": "0-101"}, {"score": "-"}, {"since": "soon"},
     {"until": "9999-12-31"}, {"state": "lost"}, {"severity": "loud"}],
    ids=str,
)  # fmt: skip
def test_filters_that_cannot_be_are_refused(filters):
    with pytest.raises(ReliabilityError):
        review.Filters.read(**filters)


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    scores=st.lists(st.sampled_from([0.1, 0.5, 0.9]), min_size=1, max_size=12),
    late=st.lists(st.sampled_from([0.05, 0.5, 0.95]), max_size=4),
    limit=st.integers(1, 5),
)
def test_pages_show_each_row_once_whatever_comes_in_between(rows, scores, late, limit):
    first = [{"article_id": f"a{n:02}", "score": score} for n, score in enumerate(scores)]
    more = first + [{"article_id": f"l{n:02}", "score": score} for n, score in enumerate(late)]
    seen, after = [], None
    while True:
        ordered = review.order(rows(*(first if after is None else more)), now=review.as_of(after))
        found = review.page(ordered, after=after, limit=limit, now=review.as_of(after))
        seen += listed(found)
        after = found.next
        if after is None:
            break
    assert len(seen) == len(set(seen))
    assert {row["article_id"] for row in first} <= set(seen)


@pytest.mark.parametrize("cursor", ["x", "e30", "!!", "W10", "bnVsbA", "W1tdLDEsImEiXQ", "a" * 5000])
def test_what_is_no_cursor_is_refused(rows, cursor):
    with pytest.raises(ReliabilityError, match="no cursor"):
        review.page(review.order(rows(GOOD)), after=cursor)
