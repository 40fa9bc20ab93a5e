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
