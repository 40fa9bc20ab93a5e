"""Real news goes through the whole path; runs only where the development data lies beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EVENTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "stories" / "events-dev.jsonl.gz"


@pytest.mark.skipif(not EVENTS.is_file(), reason="needs the development data beside the checkout")
def test_150_real_articles_are_scored_and_most_events_found(run_program, tmp_path):
    db = str(tmp_path / "events.duckdb")
    done = run_program("score", str(EVENTS), "--db", db, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 150
    assert sum(row["score"] is not None for row in rows) >= 145
    assert sum(row["claims"] for row in rows) > 1500
    told = run_program("stories", "--db", db, "--format", "jsonl").stdout.splitlines()
    assert 40 <= sum(len(json.loads(story)["articles"]) > 1 for story in told) <= 55
