"""Where the curve of predicted against found comes from: held-out publishers, else reviewers, else nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import polars as pl
import pytest

from reliability import records, store
from reliability.quality import calibration

MEASURED = {"calibration": [{"articles": 70.0, "score": 0.3, "reliable": 0.25, "low": 0.1, "high": 0.5, "weight": 1.0}]}
UNMEASURED = SimpleNamespace(about={"measured": None})


@pytest.fixture
def desk():
    """Sixty scored articles; reviewers approved those with the better half of the scores."""
    with store.open_store(":memory:") as opened:
        run_id = opened.begin("score", "0.1.0", "mine", "s", [])
        ids = [f"a{number:02}" for number in range(60)]
        scores = [number / 60 for number in range(60)]
        scored = {"score": scores, "low": [s / 2 for s in scores], "high": [1.0] * 60, "model": ["mine"] * 60}
        opened.replace("scores", pl.DataFrame({"article_id": ids} | scored), run_id, ids)
        verdicts = {
            "verdict": ["rejected"] * 30 + ["approved"] * 30,
            "decided_at": [datetime(2030, 3, 1, tzinfo=UTC)] * 60,
        }
        decisions = {"decision_id": ids, "article_id": ids, "reviewer": ["Ida"] * 60}
        opened.add_decision(records.DECISIONS.conform(pl.DataFrame(decisions | verdicts)))
        yield opened


def test_publishers_that_the_model_had_not_seen_come_first(desk):
    rows, of = calibration.curve(desk, SimpleNamespace(about={"measured": MEASURED}), "mine")
    assert rows == [{"predicted": 0.3, "observed": 0.25, "low": 0.1, "high": 0.5, "articles": 70}]
    assert "Held-out" in of


def test_without_them_reviewers_are_asked(desk):
    rows, of = calibration.curve(desk, UNMEASURED, "mine")
    assert [row["observed"] for row in rows] == [0.0] * 5 + [1.0] * 5
    assert sum(row["articles"] for row in rows) == 60
    assert all(row["low"] <= row["predicted"] <= row["high"] for row in rows)
    assert "Reviewers" in of


@pytest.mark.parametrize(
    ("model", "name", "said"),
    [
        (UNMEASURED, "other", "decided on 0 of its articles"),
        (None, "other", "not at hand"),
        (None, None, "scored nothing"),
    ],
)
def test_without_either_it_says_why(desk, model, name, said):
    rows, of = calibration.curve(desk, model, name)
    assert rows == []
    assert said in of
