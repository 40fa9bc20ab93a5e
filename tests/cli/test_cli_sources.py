"""`reliability sources` and its rating lists, as a user goes through them."""

from __future__ import annotations

import json
import shutil

import polars as pl
import pytest
from typer.testing import CliRunner

from reliability import config, pipeline, records, sourcing, store
from reliability.cli import _terminal, main

LIST = "site,score\nhttps://www.harbour-post.example/,95\ncalvian-press.example,20\nnowhere.example,50\nbad,300\n"


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


def inside(*arguments):
    """Run a command in this process, which is faster than `run_program`."""
    done = CliRunner().invoke(main.build(), arguments, env={"COLUMNS": "140"})
    assert done.exit_code == 0, done.output
    return done


def listed(db, name=None):
    with store.open_store(db, read_only=True) as opened:
        rows = pl.concat(store.sources(opened, None, name)).to_dicts()
    return {(row["source"], row["role"]): row for row in rows}


def test_a_rating_list_is_imported_shown_replaced_and_forgotten(run_program, db, ratings):
    before = listed(db)
    command = ("sources", "import", ratings, "--column", "score", "--domain-column", "site", "--scale", "0-100")
    done = inside(*command, "--db", db)
    assert "desk: 3 domains rated, 2 of them among the sources here" in done.stderr
    assert f"{ratings}:4: 'bad' is no domain." in done.stderr
    after = listed(db)
    post, press = ("harbour-post.example", "publisher"), ("calvian-press.example", "publisher")
    assert after[post]["score"] > before[post]["score"]
    assert before[press]["source_reliability"] == "F" and after[press]["source_reliability"] != "F"
    assert [part["part"] for part in after[press]["parts"]] == ["start", "articles", "rating"]
    assert after[press]["parts"][2]["value"] == 0.2 and after[press]["parts"][2]["points"] < 0
    assert {key: row for key, row in after.items() if key not in (post, press)} == {
        key: row for key, row in before.items() if key not in (post, press)
    }

    shown = inside("sources", "www.harbour-post.example", "--db", db).stdout
    assert "harbour-post.example (publisher):" in shown and "list desk" in shown and "start: any source" in shown
    (line,) = inside("sources", press[0], "--db", db, "--format", "jsonl").stdout.splitlines()
    assert json.loads(line) == {**after[press], "declared": []}
    assert "desk" in inside("sources", "ratings", "--db", db).stdout

    told = json.loads(inside("explain", "ferry-cpa", "--db", db, "--format", "jsonl").stdout)
    grades = {grade["axis"]: grade for grade in told["grades"]}
    assert grades["source"]["grade"] == after[press]["source_reliability"]
    assert grades["source"]["evidence"].endswith("the list desk (20)")
    assert grades["information"]["grade"] == str(told["information_credibility"])

    inside(*command, "--db", db, "--error", "0.1")
    exact = listed(db)
    assert len(exact[press]["parts"]) == 3 and exact[press]["score"] < after[press]["score"]

    inside("sources", "forget", "desk", "--db", db)
    assert listed(db) == before
    again = run_program("sources", "forget", "desk", "--db", db)
    assert again.returncode == 2 and "no rating list 'desk'" in again.stderr and "hint: " in again.stderr


def test_the_latest_decisions_of_reviewers_are_a_part(db):
    press = ("calvian-press.example", "publisher")
    command = (
        "review",
        "ferry-cpa",
        "--reviewer",
        "ruth",
        "--reason",
        "Called the coastguard.",
        "--db",
        db,
        "--verdict",
    )
    inside(*command, "rejected")
    inside(*command, "approved")
    parts = {part["part"]: part for part in listed(db)[press]["parts"]}
    assert (parts["decisions"]["n"], parts["decisions"]["value"]) == (1, 1.0)


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
        sourcing.rescore_sources(desk.store, settings)
        after = desk.store.result_rows(own)
        assert not after["source_reliability"].equals(before["source_reliability"])
        assert after.drop("source_reliability").equals(before.drop("source_reliability"))
        (both,) = sourcing.with_source_prior(desk.store, desk.model, [after])
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


def test_sources_are_scored_anew_by_the_model_that_scored_the_articles_or_it_is_said(db, capsys):
    settings = config.load({"db": db})
    with store.open_store(db) as opened:
        assert sourcing.rescore_sources(opened, settings) is None
        run_id = opened.begin("score", "0.1.0", "2026-01-01-gone", None, [])
        stamped = opened.table("sources").with_columns(model=pl.lit("2026-01-01-gone"))
        opened.replace_all("sources", stamped, run_id)
        _terminal.report_rescored(sourcing.rescore_sources(opened, settings))
    assert "scored by 2026-01-01-gone" in capsys.readouterr().err


def test_a_name_that_is_no_source_is_the_users_mistake(run_program, db):
    done = run_program("sources", "Quiet Gazette", "--db", db)
    assert done.returncode == 2 and "no source 'Quiet Gazette'" in done.stderr
