"""Stories of the sample corpus, listed and shown as a user does it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reliability import records

ROOT = Path(__file__).resolve().parents[2]
WIDE = {**os.environ, "COLUMNS": "120"}
FERRY = [
    "ferry-cpa", "ferry-lowmere", "ferry-courier", "ferry-northlight", "ferry-island", "ferry-torch",
]  # fmt: skip


def test_stories_are_named_by_their_first_article(sample, run_program):
    done = run_program("stories", "--db", str(sample.db), "--limit", "2", env=WIDE)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    above = next(n for n, line in enumerate(lines) if line[:4] == ["2026-03-10", "Calvian", "Press", "Agency:"])
    assert lines[above + 1][:3] == ["ferry-cpa", "6", "2"]
    assert "see --limit" in done.stdout and "\x1b" not in done.stdout
    md = run_program("stories", "--db", str(sample.db), "--format", "md")
    assert "| 2026-03-10 Calvian Press Agency: Nine dead as ferry" in md.stdout


def test_programs_get_the_promised_keys_with_trees_and_circles(sample, run_program):
    done = run_program("stories", "--db", str(sample.db), "--format", "jsonl", "--circular")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    promised = {"story_id", "articles", "copies", "independent_origins", "claims", "conflicts", "circular"}
    assert [row["story_id"] for row in rows] == ["factory-gazette"] and promised <= set(rows[0])
    assert set(rows[0]) == set(records.STORIES.schema) - {"run_id"}
    assert {step["outlet"] for step in rows[0]["circular"][0]["path"]} == {"Island Gazette", "Daily Torch"}
    assert rows[0]["claims"][0]["tree"][0]["parent"] is None


def test_stories_can_be_chosen_and_ordered(sample, run_program):
    chosen = ("--source", "LOWMERE daily", "--since", "2026-03-12", "--order", "newest")
    done = run_program("stories", "--db", str(sample.db), "--format", "jsonl", *chosen)
    ids = [json.loads(line)["story_id"] for line in done.stdout.splitlines()]
    assert {"ferry-cpa", "water-ministry"} <= set(ids) and "factory-gazette" not in ids
    assert ids.index("water-ministry") < ids.index("ferry-cpa")


def test_no_story_says_why(sample, run_program, tmp_path):
    none = run_program("stories", "--db", str(sample.db), "--source", "lowmere-dayly.example")
    assert none.returncode == 0 and none.stdout == ""
    assert "None of" in none.stderr and "lowmere-daily.example" in none.stderr
    article, db = tmp_path / "one.txt", tmp_path / "one.duckdb"
    article.write_text("The ferry sailed at noon, the harbour master said.", encoding="utf-8")
    assert run_program("ingest", str(article), "--db", str(db)).returncode == 0
    assert "No two articles here" in run_program("stories", "--db", str(db)).stderr


def test_a_story_is_told_from_the_first_article_to_the_last(sample, run_program):
    done = run_program("story", "ferry", "--db", str(sample.db), env=WIDE)
    assert done.returncode == 0, done.stderr
    assert "6 articles   2 copies   4 different texts" in done.stdout
    assert "2026-03-10  Calvian Press Agency  first here" in done.stdout
    assert "Lowmere Daily  copy of Calvian Press Agency (ferry-cpa)" in done.stdout
    tree = """\
└── Tomas Reik  origin
    └── Calvian Press Agency  2026-03-10  ferry-cpa
        ├── Lowmere Daily  2026-03-10  copy  ferry-lowmere
        └── Island Gazette  2026-03-11  copy  ferry-island"""
    assert tree in "\n".join(line.rstrip() for line in done.stdout.splitlines())
    conflict = done.stdout[done.stdout.index("How many killed") :]
    assert (
        "at least eleven" in conflict and "“At least eleven people died" in conflict and "Nine people died" in conflict
    )
    assert "\x1b" not in done.stdout and done.stderr == ""


def test_circular_reporting_is_told_with_its_path(sample, run_program):
    done = run_program("story", "factory-torch", "--db", str(sample.db), env=WIDE)
    assert "2026-06-01  Island Gazette cites Daily Torch  factory-gazette" in done.stdout
    assert "2026-06-02  Daily Torch cites Island Gazette  factory-torch" in done.stdout


def test_one_object_has_everything(sample, run_program):
    done = run_program("story", "Ferry disaster: NINE", "--db", str(sample.db), "--format", "json")
    told = json.loads(done.stdout)
    assert set(told) == set(records.STORIES.schema) - {"run_id"} | {"timeline"}
    assert sorted(told["articles"]) == sorted(FERRY) == sorted(entry["article_id"] for entry in told["timeline"])
    assert [entry["article_id"] for entry in told["timeline"] if entry["first"]] == ["ferry-cpa"]
    assert {entry["copy_of"] for entry in told["timeline"]} == {None, "ferry-cpa"}
    cites = {entry["article_id"]: entry["cites"] for entry in told["timeline"]}
    assert cites["ferry-northlight"][0]["name"] == "Brennick Courier"
    assert cites["ferry-northlight"][0]["article_id"] == "ferry-courier"


def test_an_article_alone_is_a_story_of_its_own(sample, run_program):
    done = run_program("story", "brief", "--db", str(sample.db))
    assert done.returncode == 0 and "No other article here tells this story." in done.stdout


def test_a_page_is_written_whole(sample, run_program, tmp_path):
    place = tmp_path / "ferry.html"
    done = run_program("story", "ferry-cpa", "--db", str(sample.db), "--out", str(place))
    assert done.returncode == 0 and done.stdout == ""
    text = place.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and "<script" not in text and "single origin" in text
    assert [path.name for path in tmp_path.iterdir()] == ["ferry.html"]


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("the",), "fits 7 stories", "more words of a headline"),
        (("feri accident",), "No article fits", "ferry"),
        (("ferry-cpa", "--out", "/nowhere/there.html"), "does not exist", "Make it"),
        (("ferry-cpa", "--out", "ferry.pdf"), "ferry.pdf has the name of no format", ".json, .html"),
        (("ferry-cpa", "--db", "nowhere.duckdb"), "no database", ""),
    ],
)
def test_a_users_mistake_gets_a_sentence_and_a_hint(sample, run_program, arguments, message, hint):
    given = () if "--db" in arguments else ("--db", str(sample.db))
    done = run_program("story", *arguments, *given)
    assert done.returncode == 2 and message in done.stderr and hint in done.stderr
    assert "hint:" in done.stderr and "Traceback" not in done.stderr


def test_a_list_in_a_file_of_an_unknown_kind_is_refused(sample, run_program, tmp_path):
    listed = ("stories", "--db", str(sample.db), "--output")
    refused = run_program(*listed, str(tmp_path / "stories.pdf"))
    assert refused.returncode == 2 and ".csv" in refused.stderr and "Traceback" not in refused.stderr
    assert run_program(*listed, str(tmp_path / "stories.txt")).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["stories.txt"]


def test_scores_say_what_others_corroborate(sample, run_program):
    assert "corroborated by two or more independent origins" in sample.stderr
    explained = run_program("explain", "tunnel-radio", "--db", str(sample.db), env=WIDE).stdout
    assert "4 different texts; corroborated by 2 independent origins" in explained


def test_the_example_in_the_documentation_is_what_the_program_prints(sample, run_program):
    page = (ROOT / "docs" / "stories.md").read_text(encoding="utf-8")
    asked = "reliability story ferry-cpa --limit 2"
    example = page.partition(f"$ {asked}\n")[2].partition("```")[0]
    done = run_program(*asked.split()[1:], "--db", str(sample.db), env={**os.environ, "COLUMNS": "100"})
    without_scores = [re.sub(r"\s+(\d+ \(\d+-\d+\))?$", "", line) for line in done.stdout.splitlines()]
    assert without_scores == [re.sub(r"\s+(\d+ \(\d+-\d+\))?$", "", line) for line in example.splitlines()]


@pytest.mark.parametrize(
    "command", [("story", "ferry-cpa"), ("stories",), ("stories", "--format", "jsonl"), ("--help",)]
)
def test_a_reader_that_has_seen_enough_ends_the_program_quietly(sample, command):
    given = () if command == ("--help",) else ("--db", str(sample.db))
    program = [sys.executable, "-m", "reliability", *command, *given]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()  # before anything is printed
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 0


def test_the_program_is_a_module_too():
    done = subprocess.run(
        [sys.executable, "-m", "reliability", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("reliability ")
