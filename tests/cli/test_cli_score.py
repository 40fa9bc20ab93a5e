"""`reliability score` as a person, a script and a CI job use it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys

import polars as pl
import pytest

ARTICLE = {
    "id": "pier-1",
    "title": "Pier to be rebuilt by winter",
    "publisher": "Harbour Post",
    "domain": "harbour-post.example",
    "published_at": "2026-03-01",
    "text": (
        "The old pier of Port Almar will be rebuilt by winter, the mayor said on Monday. "
        '"We have the wood and the people," said Ursula Brandt. She said that the work would cost two million crowns. '
        "The council approved the plan in February, according to its minutes. Fishermen had asked for a longer pier. "
        "Their speaker, Joos Haan, told the Harbour Post that forty metres were not enough. The port authority said in "
        "a statement that the depth of the water allowed no more. Work begins in May and will be done in three parts, "
        "so that the ferries can land all summer."
    ),
}


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "pier.jsonl"
    path.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    return path


def test_the_table_shows_score_interval_grade_and_title(sample, run_program, tmp_path):
    db = shutil.copy(sample.db, tmp_path / "own.duckdb")  # another run in it would be the newest of all tests
    done = run_program("score", "data/articles.jsonl", "--db", str(db), env={**_env(), "COLUMNS": "160"})
    assert done.returncode == 0, done.stderr
    head = done.stdout.splitlines()[1]
    for word in ("Score", "Grade", "2nd-hand", "Top flag", "Title"):
        assert word in head
    assert "City hospital to open" in done.stdout
    assert "0 new" in done.stderr  # the sample was scored before: nothing is done twice
    assert "\x1b[" not in done.stdout  # colour only on terminals


def test_every_machine_format_holds_the_same_scores(article, run_program, tmp_path):
    db = str(tmp_path / "one.duckdb")
    outputs = {}
    for form in ("jsonl", "csv", "parquet", "md"):
        path = tmp_path / f"scores.{form}"
        done = run_program("score", str(article), "--db", db, "--format", form, "--output", str(path))
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        outputs[form] = path
    row = json.loads(outputs["jsonl"].read_text())
    assert row["article_id"] == "pier-1"
    cells = next(csv.DictReader(io.StringIO(outputs["csv"].read_text())))
    assert float(cells["score"]) == pytest.approx(row["score"])
    assert pl.read_parquet(outputs["parquet"])["score"].item() == row["score"]
    assert "Pier to be rebuilt by winter" in outputs["md"].read_text()


def test_fail_on_a_score_exits_with_1_and_still_prints_the_results(article, run_program):
    done = run_program("score", str(article), "--db", ":memory:", "-f", "jsonl", "--fail-on", "score<1.0")
    assert done.returncode == 1
    assert json.loads(done.stdout)["article_id"] == "pier-1"
    assert "--fail-on: 1 article with score<1.0" in done.stderr


def test_a_broken_line_is_set_aside_and_named(article, run_program):
    with article.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    done = run_program("score", str(article), "--db", ":memory:", "-f", "jsonl")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert f"{article}:2:" in done.stderr
    strict = run_program("score", str(article), "--db", ":memory:", "--strict")
    assert strict.returncode == 2
    assert "2" in strict.stderr and "hint:" in strict.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["score", "nowhere.jsonl"], "nowhere.jsonl"),
        (["score", "data/articles.jsonl", "--fail-on", "awful"], "awful"),
        (["score", "data/articles.jsonl", "--model", "nowhere"], "nowhere"),
        (["score", "data/articles.jsonl", "--suites", "nowhere"], "nowhere"),
        (["sources", "--db", "nowhere.duckdb"], "nowhere.duckdb"),
        (["explain", "x", "--db", "nowhere.duckdb"], "nowhere.duckdb"),
    ],
)
def test_a_users_mistake_gets_one_clear_error_and_status_2(run_program, arguments, says, tmp_path):
    more = [] if "--db" in arguments else ["--db", str(tmp_path / "x.duckdb")]
    done = run_program(*arguments, *more)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ") and says in done.stderr and "hint: " in done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input_and_claims(run_program):
    done = run_program("claims", "-", "--format", "jsonl", input=json.dumps(ARTICLE))
    assert done.returncode == 0, done.stderr
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert "Joos Haan" in {claim["origin"] for claim in claims}
    for claim in claims:
        for role in ("source", "cue", "content"):
            words = " ... ".join(ARTICLE["text"][start:end] for start, end in claim[role])
            assert words == claim[f"{role}_text"]


def _env() -> dict[str, str]:
    import os

    return dict(os.environ)


def test_help_and_version_load_nothing_heavy(run_program):
    script = (
        "import sys\nfrom reliability.cli.main import build\n"
        "try: build()(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'polars', 'duckdb', 'sklearn', 'pandas', 'great_expectations', 'numpy', 'pyarrow'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert run_program("--version").stdout.startswith("reliability ")
