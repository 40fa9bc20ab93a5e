"""A quotation or claim, traced as a user does it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil

import pytest

from reliability import records
from reliability.cli import _searching
from reliability.store import open_store

WIDE = {**os.environ, "COLUMNS": "120"}
STEERING = "The steering did not answer in the last minutes"


def rows(done) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_quotation_is_told_from_its_first_article_to_the_last(sample, run_program):
    done = run_program("trace", STEERING, "--db", str(sample.db), env=WIDE)
    assert done.returncode == 0, done.stderr
    assert "3 articles, 1 independent origin; given as Tomas Reik" in done.stdout
    assert "2026-03-10        Calvian Press Agency  first  quoted directly  Tomas Reik -> ferry-cpa" in done.stdout
    assert "copy of ferry-cpa (Calvian Press Agency)" in done.stdout
    assert "nearly the same words: adds “four”" in done.stdout
    assert "\x1b" not in done.stdout and done.stderr == ""


def test_programs_get_one_object_per_telling(sample, run_program):
    found = rows(run_program("trace", STEERING, "--db", str(sample.db), "--format", "jsonl"))
    assert [list(row) for row in found] == [list(records.TRACE.schema)] * 3
    assert [(row["article_id"], row["first"], row["copy_of"]) for row in found] == [
        ("ferry-cpa", True, None),
        ("ferry-lowmere", False, "ferry-cpa"),
        ("ferry-island", False, "ferry-cpa"),
    ]
    assert found[0]["match"]["kind"] == "near_words"
    assert found[0]["match"]["changes"] == [{"asked": "", "told": "four"}]
    done = run_program("trace", STEERING, "--db", str(sample.db), "--format", "csv")
    table = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["article_id"] for row in table] == [row["article_id"] for row in found]
    assert json.loads(table[0]["match"]) == found[0]["match"]


def test_a_claim_in_the_users_words_shows_who_relayed_it(sample, run_program):
    asked = ("trace", "Brandt", "signed the tunnel contract without reading the annex")
    done = run_program(*asked, "--db", str(sample.db), env=WIDE)
    assert "Harbour Post  first  reported indirectly  Ursula Brandt -> tunnel-post" in done.stdout
    assert "relayed via Harbour Post  Ursula Brandt -> Harbour Post -> tunnel-courier" in done.stdout


def test_what_is_shown_can_be_chosen_but_not_what_was_first(sample, run_program):
    asked = ("trace", STEERING, "--db", str(sample.db), "--format", "jsonl")
    later = rows(run_program(*asked, "--since", "2026-03-11"))
    assert [(row["article_id"], row["first"]) for row in later] == [("ferry-island", False)]
    assert len(rows(run_program(*asked, "--source", "tomas reik"))) == 3
    assert [row["article_id"] for row in rows(run_program(*asked, "--source", "LOWMERE"))] == ["ferry-lowmere"]
    none = run_program(*asked, "--source", "nobody at all")
    assert none.returncode == 0 and none.stdout == "" and "3 tellings are left out" in none.stderr


def test_nothing_found_says_so_and_what_to_try(sample, run_program):
    done = run_program("trace", "the elephant emperor of Mars", "--db", str(sample.db))
    assert done.returncode == 0 and done.stdout == ""
    assert "No claim of" in done.stderr and "fewer words" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("?",), "too little to look for"),
        (("word " * 1000,), "too long"),
        (("the ferry", "--since", "someday"), "no moment"),
        (("the ferry", "--db", "nowhere.duckdb"), "no database"),
        (("the ferry", "--output", "/nowhere/there.csv"), "does not exist"),
    ],
)
def test_a_users_mistake_gets_a_sentence_and_a_hint(sample, run_program, arguments, message):
    given = () if "--db" in arguments else ("--db", str(sample.db))
    done = run_program("trace", *arguments, *given)
    assert done.returncode == 2 and message in done.stderr
    assert "hint:" in done.stderr and "Traceback" not in done.stderr


def test_a_database_without_the_index_gets_it_at_the_first_search(sample, run_program, tmp_path):
    db = tmp_path / "old.duckdb"
    shutil.copy(sample.db, db)
    with open_store(db) as store, store._session.transaction() as transaction:
        transaction.run("DELETE FROM claim_terms")
        transaction.run("DELETE FROM claim_articles")
    first = run_program("trace", STEERING, "--db", str(db), "--format", "jsonl")
    assert len(rows(first)) == 3 and "added to the index, once" in first.stderr
    again = run_program("trace", STEERING, "--db", str(db), "--format", "jsonl")
    assert again.stdout == first.stdout and again.stderr == ""


def test_a_database_without_claims_says_what_to_run(run_program, tmp_path):
    article = tmp_path / "one.txt"
    article.write_text("The ferry sailed at noon, the harbour master said.", encoding="utf-8")
    db = tmp_path / "read.duckdb"
    assert run_program("ingest", str(article), "--db", str(db)).returncode == 0
    done = run_program("trace", "the ferry sailed", "--db", str(db))
    assert done.returncode == 0 and "run `reliability score` first" in done.stderr


def test_a_publisher_is_chosen_whatever_its_letters():
    found = records.TRACE.frame([{"publisher": "Große Straße"}, {"publisher": "Harbour Post"}])
    assert _searching.chosen(found, None, " große STRAßE")["publisher"].to_list() == ["Große Straße"]
