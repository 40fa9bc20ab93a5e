"""`reliability review`, as a desk works through the sample."""

from __future__ import annotations

import json
import shutil

import pytest
from typer.testing import CliRunner

from reliability import store
from reliability.cli import main
from reliability.errors import ReliabilityError


@pytest.fixture
def desk(sample, tmp_path, monkeypatch):
    """Runs a command of the group on a copy of the sample, as ruth."""
    copy = tmp_path / "copy.duckdb"
    shutil.copy(sample.db, copy)
    monkeypatch.setenv("RELIABILITY_DB", str(copy))

    def run(*arguments, who="ruth"):
        done = CliRunner().invoke(main.build(), ["review", *arguments], env={"COLUMNS": "160", "USER": who})
        if isinstance(done.exception, ReliabilityError):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done

    return run


def test_the_queue_says_why_and_filters(desk, sample):
    rows = [json.loads(line) for line in desk("--format", "jsonl").stdout.splitlines()]
    assert len(rows) == len(sample.rows)
    assert [row["need"] for row in rows] == sorted((row["need"] for row in rows), reverse=True)
    assert all(row["reason"] and row["state"] == "new" for row in rows)
    low = [json.loads(line) for line in desk("queue", "--score", "0-40", "--format", "jsonl").stdout.splitlines()]
    assert (
        {row["article_id"] for row in low} == {row["article_id"] for row in rows if (row["score"] or 1) <= 0.4} != set()
    )
    assert "low score" in desk("-n", "2").stdout


def test_a_day_at_the_desk(desk):
    assert "in review, taken by ruth until" in desk("take", "ferry-cpa").stderr
    with pytest.raises(ReliabilityError, match="ruth has taken ferry-cpa"):
        desk("ferry-cpa", "--verdict", "approved", "--reason", "Fine.", who="ida")
    told = desk(
        "decide",
        "ferry-cpa",
        "--verdict",
        "Needs sources",
        "--reason",
        "One source.",
        "--claim",
        "1=unsupported: a=b: c",
    )
    assert "ferry-cpa: needs_sources, with verdicts on 1 of its claims" in told.stderr
    assert "ferry-cpa: in review, taken by ruth" in desk("undo", "ferry-cpa", "--reason", "Too harsh.").stderr
    desk("ferry-cpa", "--verdict", "approved", "--reason", "Called the coastguard.")
    assert "reply recorded" in desk("reply", "ferry-cpa", "--from", "The editor", "--text", "We stand by it.").stderr
    history = [json.loads(line) for line in desk("history", "ferry-cpa", "--format", "jsonl").stdout.splitlines()]
    assert [row["event"] for row in history] == ["taken", "needs_sources", "undone", "approved", "reply"]
    assert history[1]["claims"][0]["reason"] == "a=b: c" and history[1]["undone"]
    shown = desk("history", "ferry-cpa")
    assert "needs sources (undone)" in shown.stdout and "ferry-cpa: approved" in shown.stderr
    figures = json.loads(desk("stats", "--json").stdout)
    assert (figures["decisions"], figures["undone"], figures["approved"]) == (2, 1, 1)
    assert "1 article decided: 1 approved" in desk("stats").stdout
    assert "ferry-cpa" not in desk("--format", "jsonl").stdout.replace('"story_id":"ferry-cpa"', "")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["ferry-cpa", "--verdict", "maybe", "--reason", "x"], "There is no verdict 'maybe'.", "needs_sources"),
        (["ferry-cpa"], "A decision needs a verdict.", "--verdict approved|"),
        (["--verdict", "approved"], "A verdict needs an article.", "reliability review ID"),
        (["decide", "ferry-cpa", "--verdict", "approved"], "A decision needs a reason", "--reason"),
        (["decide", "ferry-cpa", "--verdict", "approved", "--reason", "x", "--claim", "3"], "'3' is no", "--claim"),
        (["release", "ferry-cpa"], "ferry-cpa is new.", "Nobody has taken it."),
        (["undo", "ferry-cpa", "--reason", "x"], "There is no decision on ferry-cpa to undo.", "history"),
        (["reply", "--from", "The editor", "--text", "Hm."], "about an article or about a publisher", "Give one"),
        (["--score", "40"], "'40' is no range of scores.", "0-40"),
        (["--state", "lost"], "There is no state 'lost'.", "in_review"),
    ],
)  # fmt: skip
def test_mistakes_are_named(desk, arguments, message, hint):
    with pytest.raises(ReliabilityError) as caught:
        desk(*arguments)
    assert message in caught.value.message and hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_weights_of_the_settings_change_the_order(desk, tmp_path, monkeypatch):
    first = desk("--format", "jsonl").stdout.splitlines()[0]
    monkeypatch.chdir(tmp_path)
    settings = "[review.weights]\nrisk = 0\nrecord = 0\nuncertainty = 0\nflags = 0\nfreshness = 0\nreturned = 0\n"
    (tmp_path / "reliability.toml").write_text(settings)
    rows = [json.loads(line) for line in desk("--format", "jsonl").stdout.splitlines()]
    assert rows[0]["article_id"] != json.loads(first)["article_id"]
    assert "copied by" in rows[0]["reason"]


def test_the_report_tells_what_reviewers_made_of_scores(desk, tmp_path):
    for article, verdict in (("ferry-cpa", "rejected"), ("ferry-torch", "approved")):
        desk(article, "--verdict", verdict, "--reason", "Read it.")
    out = tmp_path / "report.md"
    done = CliRunner().invoke(main.build(), ["report", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "2 articles decided: 1 approved, 1 rejected; 100% of 2 go against the score." in out.read_text()
    with store.open_store(str(tmp_path / "copy.duckdb"), read_only=True) as opened:
        assert opened.table("decisions").height == 2
