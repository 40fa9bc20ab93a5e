"""`reliability check`: exit statuses, what is printed, and mistakes that are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def written(sample, run_program, tmp_path_factory) -> Path:
    """A quality.json of the sample corpus."""
    place = tmp_path_factory.mktemp("written") / "quality.json"
    done = run_program("report", "--db", str(sample.db), "--out", str(place))
    assert done.returncode == 0, done.stderr
    return place


def test_a_broken_limit_exits_1_with_a_table(run_program, sample):
    done = run_program("check", "--db", str(sample.db), "--max-critical", "0", "--min-freshness", "24h")
    assert done.returncode == 1, done.stderr
    assert "at most 0 critical" in done.stdout
    assert done.stderr == ""


def test_kept_limits_are_one_line(run_program, written):
    done = run_program(
        "check", "--from", str(written), "--max-rejected", "0", "--code", "src001=46", "--max-critical=46"
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("ok: at most 46 critical flags and findings (found: ")
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_machines_read_what_was_held_and_what_was_not(run_program, written, form):
    done = run_program("check", "--from", str(written), "--max-critical", "0", "--max-rejected", "5%", "--format", form)
    assert done.returncode == 1, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()] if form == "jsonl" else None
    limits = rows if rows is not None else json.loads(done.stdout)["limits"]
    assert [limit["ok"] for limit in limits] == [False, True]
    assert limits[0]["because"]
    assert limits[0]["value"] > limits[0]["limit_value"] == 0
    of = rows[0] if rows is not None else json.loads(done.stdout)
    assert of["articles"] == json.loads(written.read_bytes())["intake"]["articles"] and of["run"]


def test_no_article_keeps_no_limit(run_program, sample, tmp_path):
    asked = ("--db", str(sample.db), "--since", "2090-01-01")
    done = run_program("check", *asked, "--max-critical", "0")
    assert done.returncode == 1 and "no article" in done.stdout
    assert "all since 2090-01-01 00:00 UTC: 0 articles checked" in done.stdout
    done = run_program("report", *asked, "--out", f"{tmp_path}/none.html", "--out", f"{tmp_path}/none.md")
    assert done.returncode == 0, done.stderr
    for name in ("none.html", "none.md"):
        said = (tmp_path / name).read_text(encoding="utf-8")
        assert "Not checked" in said and "> Within limits<" not in said and "🟢" not in said


def test_records_set_aside_are_of_no_publisher(run_program, sample):
    done = run_program("check", "--db", str(sample.db), "--source", "harbour-post.example", "--max-rejected", "2")
    assert done.returncode == 2 and "Leave --source out" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--min-freshness", "soon"), "'soon' is no length of time"),
        (("--max-flagged", "many"), "--max-flagged does not understand 'many'"),
        (("--max-rejected", "140"), "--max-rejected does not understand '140'"),
        (("--code", "SRC001"), "--code does not understand 'SRC001'"),
        (("--code", "SRC901=1"), "No suite has the code 'SRC901'"),
        (("--max-drift", "much"), "--max-drift"),
        (("--max-critical", "-1"), "--max-critical"),
        (("--run", "yesterday"), "--from takes a file as it is"),
    ],
)
def test_a_mistake_exits_2(run_program, written, arguments, said):
    done = run_program("check", "--from", str(written), *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_another_file_is_no_report(run_program, tmp_path):
    other = tmp_path / "other.json"
    other.write_text("[]", encoding="utf-8")
    done = run_program("check", "--from", str(other))
    assert done.returncode == 2
    assert "is no data-quality report" in done.stderr
