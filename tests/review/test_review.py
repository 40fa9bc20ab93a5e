"""The review queue and its decisions."""

from __future__ import annotations

import io
import json

import polars as pl
import pytest

from reliability import records, review
from reliability.errors import ReliabilityError
from reliability.review.exports import misp


def results(*rows: dict) -> pl.DataFrame:
    empty = {"score": None, "low": None, "high": None, "flags": [], "model": "m", "url": None}
    schema = {
        "article_id": pl.String, "score": pl.Float64, "low": pl.Float64, "high": pl.Float64,
        "flags": pl.List(pl.Struct({"code": pl.String, "severity": pl.String, "message": pl.String})),
        "model": pl.String, "url": pl.String, "source_reliability": pl.String, "information_credibility": pl.Int32,
    }  # fmt: skip
    return pl.DataFrame([empty | row for row in rows], schema=schema)


GOOD = {"article_id": "good", "score": 0.9, "low": 0.85, "high": 0.95}
BAD = {"article_id": "bad", "score": 0.1, "low": 0.05, "high": 0.2}
FLAGGED = GOOD | {"article_id": "flagged", "flags": [{"code": "CON004", "severity": "critical", "message": "x"}]}


def test_the_riskiest_come_first_and_say_why():
    queue = review.order(results(GOOD, BAD, FLAGGED), records.DECISIONS.empty())
    assert queue["article_id"].to_list() == ["bad", "flagged", "good"]
    assert queue["reason"].to_list()[:2] == ["low score", "flags"]
    assert queue["need"].is_between(0, 1).all()


def test_a_decided_article_leaves_the_queue_until_it_is_reopened():
    scored = results(BAD)
    approved = review.decide(scored, "approved", "Called the ministry.", "ruth")
    assert review.order(scored, approved).is_empty()
    reopened = pl.concat([approved, review.decide(scored, "reopened", "The ministry called back.", "ruth")])
    assert review.order(scored, reopened)["article_id"].to_list() == ["bad"]
    assert approved.row(0, named=True)["score"] == 0.1


@pytest.mark.parametrize(
    ("verdict", "reason", "reviewer"), [("fine", "x", "y"), ("approved", " ", "y"), ("approved", "x", "")]
)
def test_a_decision_needs_a_verdict_a_reason_and_a_name(verdict, reason, reviewer):
    with pytest.raises(ReliabilityError):
        review.decide(results(BAD), verdict, reason, reviewer)


def test_misp_tags():
    out = io.BytesIO()
    misp.render([results(BAD | {"source_reliability": "D", "information_credibility": 3})], out)
    assert json.loads(out.getvalue())["tags"] == [
        'admiralty-scale:source-reliability="d"',
        'admiralty-scale:information-credibility="3"',
    ]
