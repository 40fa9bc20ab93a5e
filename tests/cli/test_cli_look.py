"""The commands that look at what was scored."""

from __future__ import annotations

import json
import os

import pytest

KEYS = [
    "source", "role", "score", "low", "high", "abstained", "source_reliability", "articles", "claims", "second_hand",
    "values_checked", "values_agreed", "parts", "declared",
]  # fmt: skip


def test_explain_shows_claims_chains_flags_and_reasons(sample, run_program):
    done = run_program("explain", "tunnel-courier", "--db", str(sample.db), env={**os.environ, "COLUMNS": "100"})
    assert done.returncode == 0, done.stderr
    assert "Port Almar mayor did not read tunnel annex" in done.stdout
    assert "Ursula Brandt -> Harbour Post -> this page" in done.stdout
    assert "Why this score" in done.stdout
    assert "start: any article" in done.stdout


def test_explain_asks_back_when_a_name_fits_several_articles(sample, run_program):
    done = run_program("explain", "ferry", "--db", str(sample.db))
    assert done.returncode == 2
    assert "ferry-cpa" in done.stderr


def test_sources_cover_publishers_and_cited_outlets(sample, run_program):
    done = run_program("sources", "--db", str(sample.db), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(list(row) == KEYS for row in rows)
    publishers = {row["source"]: row for row in rows if row["role"] == "publisher"}
    assert publishers["harbour-post.example"]["articles"] >= 6
    assert {row["role"] for row in rows} == {"publisher", "cited"}
    assert all(row["source_reliability"] == "F" for row in rows if row["score"] is None)


@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_sources_are_named_in_a_terminal_of_any_width(sample, run_program, width):
    done = run_program("sources", "--db", str(sample.db), env={**os.environ, "COLUMNS": str(width)})
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in ("harbour-post.example", "Articles", "Claims"))
    assert max(map(len, done.stdout.splitlines())) <= width
    assert ("2nd-hand" in done.stdout) == (width >= 100) and ("Beside articles" in done.stdout) == (width == 160)


def test_config_says_where_a_value_comes_from(run_program, tmp_path):
    (tmp_path / "reliability.toml").write_text('db = "desk.duckdb"\n', encoding="utf-8")
    done = run_program("config", cwd=tmp_path, env={**os.environ, "COLUMNS": "160", "RELIABILITY_WORKERS": "3"})
    assert done.returncode == 0, done.stderr
    assert "desk.duckdb" in done.stdout and "RELIABILITY_WORKERS" in done.stdout
    (tmp_path / "reliability.toml").write_text('dp = "desk.duckdb"\n', encoding="utf-8")
    wrong = run_program("config", cwd=tmp_path)
    assert wrong.returncode == 2 and "dp" in wrong.stderr


def test_doctor_finds_a_sound_installation_and_a_broken_database(sample, run_program, tmp_path):
    sound = run_program("doctor", "--db", str(sample.db))
    assert sound.returncode == 0, sound.stdout
    assert "great-expectations" in sound.stdout
    assert "claims model fast" in sound.stdout and "onnxruntime" in sound.stdout
    broken = tmp_path / "broken.duckdb"
    broken.write_text("no database", encoding="utf-8")
    assert run_program("doctor", "--db", str(broken)).returncode == 1
