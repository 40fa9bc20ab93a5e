"""`reliability sources` and its rating lists, as a user goes through them."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from reliability import config, pipeline, records, store

LIST = "site,score\nhttps://www.harbour-post.example/,95\ncalvian-press.example,20\nnowhere.example,50\nbad,300\n"
WIDE = {**os.environ, "COLUMNS": "140"}


@pytest.fixture
def db(sample, tmp_path):
    copy = tmp_path / "copy.duckdb"
    shutil.copy(sample.db, copy)
    return str(copy)


@pytest.fixture
def ratings(tmp_path):
    path = tmp_path / "desk.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def listed(run_program, db, *more):
    done = run_program("sources", *more, "--db", db, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return {(row["source"], row["role"]): row for row in map(json.loads, done.stdout.splitlines())}


def test_a_rating_list_is_imported_shown_replaced_and_forgotten(run_program, db, ratings):
    before = listed(run_program, db)
    command = ("sources", "import", ratings, "--column", "score", "--domain-column", "site", "--scale", "0-100")
    done = run_program(*command, "--db", db)
    assert done.returncode == 0, done.stderr
    assert "desk: 3 domains rated, 2 of them among the sources here" in done.stderr
    assert f"{ratings}:4: 'bad' is no domain." in done.stderr
    after = listed(run_program, db)
    post, press = ("harbour-post.example", "publisher"), ("calvian-press.example", "publisher")
    assert after[post]["score"] > before[post]["score"]
    assert before[press]["source_reliability"] == "F" and after[press]["source_reliability"] != "F"
    assert [part["part"] for part in after[press]["parts"]] == ["start", "articles", "rating"]
    assert after[press]["parts"][2]["value"] == 0.2 and after[press]["parts"][2]["points"] < 0
    assert {key: row for key, row in after.items() if key not in (post, press)} == {
        key: row for key, row in before.items() if key not in (post, press)
    }

    shown = run_program("sources", "www.harbour-post.example", "--db", db, env=WIDE).stdout
    assert "harbour-post.example (publisher):" in shown and "list desk" in shown and "start: any source" in shown
    assert list(listed(run_program, db, "calvian-press.example")) == [press]
    assert "desk" in run_program("sources", "ratings", "--db", db).stdout

    assert run_program(*command, "--db", db, "--error", "0.1").returncode == 0
    exact = listed(run_program, db)
    assert len(exact[press]["parts"]) == 3 and exact[press]["score"] < after[press]["score"]

    assert run_program("sources", "forget", "desk", "--db", db).returncode == 0
    assert listed(run_program, db) == before
    again = run_program("sources", "forget", "desk", "--db", db)
    assert again.returncode == 2 and "no rating list 'desk'" in again.stderr and "hint: " in again.stderr


def test_the_latest_decisions_of_reviewers_are_a_part(run_program, db):
    press = ("calvian-press.example", "publisher")
    (first, second) = ("ferry-cpa", "belmor-cpa")
    with store.open_store(db) as opened:
        known = opened.table("scores")["article_id"].to_list()
    ids = [article for article in (first, second) if article in known]
    command = ("review", first, "--reviewer", "ruth", "--reason", "Called the coastguard.", "--db", db, "--verdict")
    assert run_program(*command, "rejected").returncode == 0
    assert run_program(*command, "approved").returncode == 0
    parts = {part["part"]: part for part in listed(run_program, db)[press]["parts"]}
    assert ids and (parts["decisions"]["n"], parts["decisions"]["value"]) == (1, 1.0)


def test_nothing_of_the_source_gets_into_an_articles_row_unless_asked(sample, db, tmp_path):
    """The lists say the opposite of what the articles say; only the grade of the source may follow."""
    own = [row["article_id"] for row in sample.rows]
    settings = config.load({"db": db, "workers": 1})
    with pipeline.session(settings) as desk:
        before = desk.store.result_rows(own)
        sources = desk.store.table("sources")
        against = sources.select("source", rating=1.0 - sources["score"].fill_null(0.5).round()).unique("source")
        rows = [{"domain": name, "rating": rating, "error": 0.02} for name, rating in against.rows()]
        desk.store.put_ratings("against", records.SOURCE_RATINGS.frame(rows))
        pipeline.rescore_sources(desk.store, settings)
        after = desk.store.result_rows(own)
        assert not after["source_reliability"].equals(before["source_reliability"])
        assert after.drop("source_reliability").equals(before.drop("source_reliability"))
        (both,) = pipeline.with_source_prior(desk, [after])
        assert both.drop("combined").equals(after)
        assert desk.store.result_rows(own).equals(after)
        pulled = both.drop_nulls("combined").unnest("combined", separator=".")
        assert pulled.height > 30 and (pulled["combined.source_weight"] > 0).mean() > 0.9
        assert (pulled["combined.score"] - pulled["score"]).abs().mean() > 0.1


def test_score_with_source_prior_adds_one_key_and_one_column(run_program, sample, db, tmp_path):
    command = ("score", "data/articles.jsonl", "--db", db, "--with-source-prior")
    done = run_program(*command, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        row = json.loads(line)
        both = row.pop("combined")
        assert row == sample.row(row["article_id"])
        assert (both is None) == (row["score"] is None)
        assert both is None or list(both) == ["score", "low", "high", "article_weight", "source_weight"]
    assert "combined" not in sample.rows[0]


def test_a_list_that_does_not_fit_is_the_users_mistake(run_program, db, ratings):
    done = run_program("sources", "import", ratings, "--domain-column", "site", "--column", "points", "--db", db)
    assert done.returncode == 2
    assert "no column 'points'" in done.stderr and "hint: Its columns: site, score." in done.stderr


def test_a_name_that_is_no_source_is_the_users_mistake(run_program, db):
    done = run_program("sources", "Quiet Gazette", "--db", db)
    assert done.returncode == 2 and "no source 'Quiet Gazette'" in done.stderr
