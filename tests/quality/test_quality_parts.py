"""Small parts of the report: a place in its sentence, moments and lengths of time, limits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reliability.errors import ReliabilityError
from reliability.quality import limits
from reliability.quality.flagged import around
from reliability.quality.slices import hours, moment

NOW = datetime(2030, 3, 8, 12, tzinfo=UTC)
TEXT = "It rained. The dam, Ida Holm said, is old and holds. Nobody slept.\n\nThe road is shut."


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], ("", "", "")),
        ([[15, 18]], ("The ", "dam", ", Ida Holm said, is old and holds.")),
        ([[15, 18], [0, 2]], ("The ", "dam", ", Ida Holm said, is old and holds.")),
        ([[0, 9]], ("", "It rained", ".")),
        ([[53, 76]], ("", "Nobody slept. The road", " is shut.")),
    ],
)
def test_a_place_is_shown_in_its_sentence(spans, shown):
    assert around(TEXT, spans) == shown


def test_long_sentences_are_cut_and_controls_do_not_pass():
    text = "word " * 400 + "the \x1b[31mplace\u202e here " + "word " * 400
    start = text.index("place")
    before, marked, after = around(text, [[start, start + 5]])
    assert before.startswith("… word") and before.endswith("the [31m") and len(before) < 140
    assert marked == "place"
    assert after.endswith(" …") and len(after) < 140 and "\u202e" not in after
    assert len(around(text, [[0, len(text)]])[1]) < 170


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2030-03-01", datetime(2030, 3, 1, tzinfo=UTC)),
        ("2030-03-01T06:00:00+02:00", datetime(2030, 3, 1, 4, tzinfo=UTC)),
        ("7d", datetime(2030, 3, 1, 12, tzinfo=UTC)),
        (" 36H ", datetime(2030, 3, 7, tzinfo=UTC)),
        ("999999w", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_moment_is_a_date_or_how_long_ago(given, meant):
    assert moment(given, NOW) == meant


def test_lengths_of_time():
    assert [hours(text) for text in ("90m", "24h", "1.5d", "2w")] == [1.5, 24, 36, 336]
    for wrong in ("soon", "24", "-3h", "h", ""):
        with pytest.raises(ReliabilityError, match="no length of time"):
            hours(wrong)


def report(**changed) -> dict:
    seen = {"source": "harbour-post.example", "message": "Of 4 claims, 3 are second-hand."}
    flag = {"code": "SRC001", "name": "Mostly second-hand", "severity": "critical", "articles": 3, "examples": [seen]}
    finding = {"code": "TAB011", "severity": "warning", "message": "Nothing from tide.example for 9 days."}
    return {
        "slice": {"run": "r", "since": None, "source": None},
        "run": {"articles": 20},
        "intake": {"articles": 20, "flagged": 5, "critical": 3, "warning": 4, "rejected": 5},
        "freshness": {"newest": "2030-03-07T06:00:00+00:00", "age_hours": 30.0},
        "flags": [flag],
        "findings": [finding],
        "rejects": [{"reason": "no text", "records": 5}],
        "drift": {"level": "some", "said": "These articles differ a little from training."},
    } | changed


@pytest.mark.parametrize(
    ("wanted", "ok", "found"),
    [
        (limits.Limits(critical=3), True, "3 articles and 0 findings"),
        (limits.Limits(critical=2), False, "3 articles and 0 findings"),
        (limits.Limits(warning=4), False, "4 articles and 1 finding"),
        (limits.Limits(flagged=0.25), True, "25 % (5 of 20)"),
        (limits.Limits(flagged=0.2), False, "25 % (5 of 20)"),
        (limits.Limits(rejected=0.1), False, "20 % (5 of 25)"),
        (limits.Limits(freshness=30), True, "30 h (2030-03-07 06:00)"),
        (limits.Limits(freshness=24), False, "30 h (2030-03-07 06:00)"),
        (limits.Limits(drift="some"), True, "some"),
        (limits.Limits(drift="none"), False, "some"),
        (limits.Limits(codes={"SRC001": 3}), True, "3 articles"),
        (limits.Limits(codes={"SRC001": 2}), False, "3 articles"),
        (limits.Limits(codes={"TAB011": 0}), False, "1 finding"),
        (limits.Limits(codes={"COM001": 0}), True, "0 articles"),
        (limits.Limits(), True, "0 critical findings"),
    ],
)
def test_a_limit_is_kept_or_broken(wanted, ok, found):
    held = limits.hold(report(), wanted)
    assert [(limit.ok, limit.found) for limit in held] == [(ok, found)]


def test_a_report_that_cannot_tell_is_not_taken_for_a_good_one():
    undated = report(freshness={"newest": None, "age_hours": None})
    assert [limit.ok for limit in limits.hold(undated, limits.Limits(freshness=24))] == [False]
    with pytest.raises(ReliabilityError, match="of a whole run"):
        limits.hold(report(drift=None), limits.Limits(drift="major"))
    unknown = report(drift={"level": "unknown", "said": "Too few articles to tell."})
    for level in limits.LEVELS:
        held = limits.hold(unknown, limits.Limits(drift=level))
        assert [(limit.ok, limit.because) for limit in held] == [(False, ("Too few articles to tell.",))]
    with pytest.raises(ReliabilityError, match="Whose the records"):
        of_one = {"run": "r", "since": None, "source": "harbour-post.example"}
        limits.hold(report(slice=of_one), limits.Limits(rejected=0.1))


def test_a_broken_limit_says_why():
    rejected, critical = limits.hold(report(), limits.Limits(critical=0, rejected=0.01))[::-1]
    assert rejected.because == ("no text: 5 records",)
    assert critical.because == ("SRC001 Mostly second-hand: 3 articles",)
    assert (critical.value, critical.limit_value) == (3, 0)
    assert (rejected.value, rejected.limit_value) == (0.2, 0.01)
    code = limits.hold(report(), limits.Limits(codes={"SRC001": 0}))[0]
    assert code.because == ("SRC001 harbour-post.example: Of 4 claims, 3 are second-hand.",)
