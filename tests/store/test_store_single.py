"""One article by lookups says the same as the statements over many, and scans no table."""

from __future__ import annotations

import pytest

from reliability.store import open_store, single
from reliability.store.texts import PIECE


@pytest.fixture(scope="module")
def stored(sample):
    with open_store(sample.db, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(stored):
    return stored.query("SELECT DISTINCT article_id FROM article_rows ORDER BY ALL")["article_id"].to_list()


def test_an_article_is_the_same_alone_and_among_others(stored, ids):
    among = {row["article_id"]: row for frame in stored.articles(ids) for row in frame.to_dicts()}
    assert {key: single.article(stored, key) for key in ids} == among
    assert single.article(stored, "lost") is None


def test_a_result_is_the_same_alone_and_among_others(stored, ids):
    rows = stored.result_rows(ids).to_dicts()
    assert [single.result(stored, single.article(stored, key)) for key in ids] == rows
    assert any(row["abstained"] for row in rows) and any(row["flags"] for row in rows)


def test_leads_are_how_texts_begin(stored, ids):
    texts = {row["article_id"]: row["text"] for frame in stored.articles(ids[:9]) for row in frame.to_dicts()}
    assert single.leads(stored, ids[:9], 40) == {key: text[:40] for key, text in texts.items()}
    assert single.leads(stored, [], 40) == {}


def test_a_text_in_pieces_and_a_changed_one_come_whole(store, run_id, articles):
    long = "The harbour office said so. " * (PIECE // 20)
    store.add_articles(articles(("long", long), ("changed", "The bridge is open.")), run_id)
    store.add_articles(articles(("changed", "The bridge is closed.")), run_id)
    assert single.article(store, "long")["text"] == long
    found = single.article(store, "changed")
    assert (found["text"], found["previous_text"]) == ("The bridge is closed.", "The bridge is open.")
    assert single.leads(store, ["changed"], 10) == {"changed": "The bridge"}


@pytest.mark.parametrize("table", ["article_rows", "claims", "flags", "contributions", "scores", "story_members"])
def test_a_lookup_reads_an_index(stored, table):
    plan = stored.rows(f"EXPLAIN ANALYZE SELECT * FROM {table} WHERE article_id = $key", {"key": "ferry-torch"})
    assert "Index Scan" in plan[0]["explain_value"]


def test_rows_of_one_id_come_as_they_were_written(stored):
    assert stored.rows_of("claims", "ferry-torch") == stored.table("claims", ["ferry-torch"]).to_dicts()


def test_lasting_rows_are_those_of_the_last_commit(store, run_id, articles):
    count = "SELECT count(*) AS many FROM article_rows"
    assert store.lasting(count).item() == 0
    assert store.lasting(count) is store.lasting(count)
    store.add_articles(articles(("ferry", "The ferry sank.")), run_id)
    assert store.lasting(count).item() == 1


def test_lasting_rows_hear_of_a_commit_by_another_session(tmp_path, articles):
    count = "SELECT count(*) AS many FROM article_rows"
    with open_store(tmp_path / "two.duckdb") as one, open_store(tmp_path / "two.duckdb") as other:
        assert one.lasting(count).item() == 0
        other.add_articles(articles(("ferry", "The ferry sank.")), other.begin("score", "1", None, None, []))
        assert one.lasting(count).item() == 1
