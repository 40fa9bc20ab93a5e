"""Circular reporting over the whole database, as a user asks for it."""

import json

from reliability import stories
from reliability.store import open_store
from reliability.store.citations import citing_claims, citing_portions


def test_a_claim_that_two_outlets_have_from_each_other_is_told_with_path_and_dates(sample, run_program):
    done = run_program("circular", "--db", str(sample.db), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    (found,) = [row for row in rows if "Belmor glass factory" in row["claim"]]
    assert (found["kind"], found["root"]) == ("circle", None)
    assert [(step["outlet"], step["cites"], step["published_at"][:10]) for step in found["path"]] == [
        ("Island Gazette", "Daily Torch", "2026-06-01"),
        ("Daily Torch", "Island Gazette", "2026-06-02"),
    ]
    shown = run_program("circular", "--db", str(sample.db))
    assert "Island Gazette cites Daily Torch (2026-06-01)" in " ".join(shown.stdout.split())


def test_pairs_tell_who_cites_whom_and_how_often_in_return(sample, run_program):
    done = run_program("circular", "--pairs", "--db", str(sample.db), "--format", "jsonl")
    pairs = {(row["outlet"], row["cites"]): row for row in map(json.loads, done.stdout.splitlines())}
    assert pairs["Daily Torch", "Island Gazette"]["back"] == pairs["Island Gazette", "Daily Torch"]["claims"] > 0
    assert pairs["Lowmere Daily", "Calvian Press Agency"]["back"] == 0
    shown = run_program("circular", "--pairs", "--db", str(sample.db), "--limit", "1")
    assert f"{len(pairs) - 1} more outlet pairs" in shown.stdout


def test_where_nobody_cites_anybody_it_says_so(run_program, tmp_path):
    (tmp_path / "a.txt").write_text("The pier is safe, Ada Holm said. It was built by hand.", encoding="utf-8")
    assert run_program("score", "a.txt", "--db", "a.duckdb", "-q", cwd=tmp_path).returncode == 0
    done = run_program("circular", "--db", "a.duckdb", "--format", "jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "No claim here goes round between outlets." in done.stderr


def test_portions_that_overlap_tell_what_the_whole_tells(sample):
    with open_store(str(sample.db), read_only=True) as opened:
        whole = stories.joined(stories.circulating(*portion) for portion in citing_portions(opened))
        claims = citing_claims(opened)[0].height
        apart = [
            stories.joined(stories.circulating(*portion) for portion in citing_portions(opened, size))
            for size in (claims, claims - 1)
        ]
    assert whole.height and all(found.equals(whole) for found in apart)
