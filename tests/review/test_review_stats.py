"""What reviewers made of scores: kappa as scikit-learn has it, overrides, time, and what does not count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from reliability import agreement, review
from reliability.quality import reviewed
from reliability.reports.quality import reviewing

NOW = datetime(2030, 3, 1, 9, 0, tzinfo=UTC)
WORDS = st.sampled_from(["approved", "needs_sources", "rejected"])


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs):
    first, second = zip(*pairs, strict=True)
    found = agreement.between(first, second, draws=20)
    assert found.agreeing == pytest.approx(np.mean([a == b for a, b in pairs]))
    if len({*first, *second}) == 1:
        assert found.kappa is None
    else:
        assert found.kappa == pytest.approx(cohen_kappa_score(first, second))


def test_the_interval_of_kappa_covers_what_it_should():
    """Two raters who agree on 80 of 100 by design: the interval is near Fleiss, Cohen and Everitt's (1969)."""
    first = ["yes"] * 50 + ["no"] * 50
    second = ["yes"] * 40 + ["no"] * 50 + ["yes"] * 10
    found = agreement.between(first, second)
    assert found.kappa == pytest.approx(0.6)
    # Standard error 0.08 by their formula for this table.
    assert (found.low, found.high) == (
        pytest.approx(0.6 - 1.96 * 0.08, abs=0.02),
        pytest.approx(0.6 + 1.96 * 0.08, abs=0.02),
    )


def test_several_raters_are_compared_in_pairs():
    rows = [("a", "ida", "yes"), ("a", "ruth", "yes"), ("b", "ida", "no"), ("b", "ruth", "no"), ("c", "jon", "no"),
            ("c", "ida", "yes"), ("a", "jon", "yes"), ("d", "jon", "yes")]  # fmt: skip
    everyone, pairs = agreement.among(pl.DataFrame(rows, schema=["thing", "rater", "word"], orient="row"))
    assert [(first, second, of.n) for first, second, of in pairs] == [
        ("ida", "jon", 2),
        ("ida", "ruth", 2),
        ("jon", "ruth", 1),
    ]
    assert pairs[1][2].kappa == 1
    assert everyone.n == 3
    assert agreement.among(pl.DataFrame(schema={"thing": str, "rater": str, "word": str}))[0].n == 0


def test_overrides_are_approvals_of_low_and_rejections_of_high_scores():
    rows = [("approved", 0.39), ("approved", 0.4), ("rejected", 0.6), ("rejected", 0.59), ("needs_sources", 0.9),
            ("approved", None), ("escalated", 0.1)]  # fmt: skip
    found = reviewed.overrides(pl.DataFrame(rows, schema={"verdict": str, "score": float}, orient="row"))
    assert (found["decisions"], found["approved_low"], found["rejected_high"]) == (4, 1, 1)
    assert found["share"] == 0.5


def test_what_was_taken_back_does_not_count_and_time_runs_from_the_taking(desk, put):
    put(desk, "tower", score=0.8)
    later = lambda number: NOW + timedelta(minutes=number)  # noqa: E731
    review.take(desk, "ferry", "ruth", now=NOW)
    review.take(desk, "ferry", "ruth", now=later(2))
    review.decide(desk, "ferry", "approved", "Fine.", "ruth", now=later(10))
    review.decide(desk, "pier", "rejected", "No.", "ruth", now=later(11))
    review.take(desk, "tower", "ida", now=later(12))
    review.decide(desk, "tower", "rejected", "No.", "ida", now=later(14))
    review.undo(desk, "tower", "Wrong key.", "ida", now=later(15))
    review.take(desk, "ferry", "ida", now=later(20))
    review.decide(desk, "ferry", "rejected", "No.", "ida", now=later(24))
    found = review.stats(desk)
    assert (found["decisions"], found["undone"], found["articles"], found["disputed"]) == (4, 1, 2, 1)
    assert (found["rejected"], found["approved"]) == (2, 0)
    assert (found["minutes"], found["timed"]) == (4, 3)
    assert found["overrides"] | {"share": 0} == {
        "decisions": 3, "approved_low": 1, "rejected_high": 0, "share": 0, "low": 0.4, "high": 0.6,
    }  # fmt: skip
    assert (found["model"]["n"], found["among"]["n"], found["among"]["agreeing"]) == (3, 1, 0)
    people = {row["reviewer"]: row for row in found["reviewers"]}
    assert (people["ruth"]["decisions"], people["ruth"]["overrides"], people["ruth"]["minutes"]) == (2, 1, 10)
    assert (people["ida"]["undone"], people["ida"]["overrides"], people["ida"]["minutes"]) == (1, 0, 3)
    assert reviewing.sentence(found) == "2 articles decided: 2 rejected; 1 disputed; 33% of 3 go against the score."


def test_a_desk_without_a_decision_has_no_figures(desk):
    review.take(desk, "ferry", "ruth")
    assert review.stats(desk) is None
