"""Articles go in once per revision and come out whole, in order, in bounded chunks."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reliability import records
from reliability.store import Store, open_store, reading, texts


def stored(store: Store, run_id: str, chunk: int = 100, **options: str) -> pl.DataFrame:
    return pl.concat([records.ARTICLES.empty(), *store.article_chunks(run_id, chunk, **options)])


def test_reading_the_same_articles_again_changes_nothing(store, run_id, articles):
    intake = articles(("a", "The pier stays open."), ("b", "The pier closes."))
    assert store.add_articles(intake, run_id)["state"].to_list() == ["new", "new"]
    before = stored(store, run_id)
    assert store.add_articles(intake, run_id)["state"].to_list() == ["unchanged", "unchanged"]
    assert stored(store, run_id).equals(before)
    assert before["revision"].to_list() == [1, 1]
    assert before.schema == records.ARTICLES.schema
    assert before["ingested_at"].null_count() == 0


def test_a_changed_text_becomes_a_new_revision_and_the_old_one_is_kept(store, run_id, articles):
    store.add_articles(articles(("a", "Two boats sank.")), run_id)
    later = store.begin("score", "0.1.0", "m", "s", [])
    assert store.add_articles(articles(("a", "Three boats sank.")), later)["state"].to_list() == ["changed"]
    assert stored(store, later)["text"].to_list() == ["Three boats sank."]
    kept = store.query("SELECT revision, run_id, text FROM articles ORDER BY revision")
    assert kept.rows() == [(1, run_id, "Two boats sank."), (2, later, "Three boats sank.")]


def test_several_versions_in_one_frame_count_in_their_order(store, run_id, articles):
    intake = articles(("a", "One."), ("b", "Other."), ("a", "One."), ("a", "Two."), ("a", "One."))
    states = store.add_articles(intake, run_id)
    assert states.rows() == [("a", "new"), ("b", "new"), ("a", "unchanged"), ("a", "changed"), ("a", "changed")]
    assert stored(store, run_id).select("article_id", "revision", "text").rows() == [
        ("a", 3, "One."),
        ("b", 1, "Other."),
    ]


def test_a_revision_shows_the_last_other_text_and_title(store, run_id, articles):
    long = "Two boats sank. " * 2000
    store.add_articles(articles(("a", long), ("b", "Other.")), run_id)
    later = store.begin("score", "0.1.0", "m", "s", [])
    store.add_articles(articles(("a", "Three boats sank."), ("b", "Other."), title="Boats sink"), later)
    store.add_articles(articles(("a", "Three boats sank."), ("b", "Other."), title="Boats sink", section="sea"), later)
    columns = ("article_id", "revision", "previous_title", "previous_text")
    expected = [("a", 3, "Council votes on pier a", long), ("b", 2, None, None)]
    assert stored(store, later).select(columns).rows() == expected
    assert next(store.article_batches(later, 9))["previous_title"].to_list() == ["Council votes on pier a", None]
    shown = store.query(f"SELECT {', '.join(columns)} FROM articles WHERE section = 'sea' ORDER BY article_id")
    assert shown.rows() == expected


def test_an_article_read_twice_in_a_run_is_in_it_once(store, run_id, articles):
    store.add_articles(articles(("a", "One."), ("b", "Two.")), run_id)
    store.add_articles(articles(("c", "Three."), ("a", "One."), ("b", "Two, corrected.")), run_id)
    assert stored(store, run_id)["article_id"].to_list() == ["a", "b", "c"]
    other = store.begin("score", "0.1.0", "m", "s", [])
    store.add_articles(articles(("c", "Three."), ("a", "One.")), other)
    assert stored(store, other)["article_id"].to_list() == ["c", "a"]


def test_chunks_keep_the_order_over_windows_and_stay_small(store, run_id, articles, monkeypatch):
    monkeypatch.setattr(reading, "WINDOW", 7)
    monkeypatch.setattr(reading, "TEXT_BYTES", 100)
    ids = [f"{(number * 37) % 50:02d}" for number in range(50)]
    store.add_articles(articles(*((article_id, "x" * 30) for article_id in ids)), run_id)
    chunks = list(store.article_chunks(run_id, 4))
    assert [article_id for chunk in chunks for article_id in chunk["article_id"]] == ids
    assert max(chunk.height for chunk in chunks) <= 4
    assert max(chunk["text"].str.len_bytes().sum() for chunk in chunks) <= 130
    batches = list(store.article_batches(run_id, 20))
    assert [batch.height for batch in batches] == [20, 20, 10]
    assert pl.concat(batches)["article_id"].to_list() == ids
    assert batches[0].columns == [name for name in records.ARTICLES.schema if name not in ("text", "previous_text")]


def test_writing_goes_on_between_chunks_and_only_what_lacks_claims_comes(
    store, run_id, articles, claims, signatures, monkeypatch
):
    monkeypatch.setattr(reading, "WINDOW", 3)
    store.add_articles(articles(*((f"a{number}", "Text.") for number in range(8))), run_id)
    for chunk in store.article_chunks(run_id, 2, lacking="v1"):
        ids = chunk["article_id"].to_list()
        store.put_claims(claims(ids[0], {"origin": "Ida Voss"}), signatures(*ids), ids, run_id, "v1")
        if ids[-1] == "a4":
            break
    assert stored(store, run_id, lacking="v1")["article_id"].to_list() == ["a5", "a6", "a7"]
    assert stored(store, run_id, lacking="v2").height == 8
    store.add_articles(articles(("a0", "Text, corrected.")), run_id)
    assert stored(store, run_id, lacking="v1")["article_id"].to_list() == ["a0", "a5", "a6", "a7"]


def test_articles_are_found_by_id_in_the_order_asked_for(store, run_id, articles):
    store.add_articles(articles(("a", "One."), ("b", "Two."), ("c", "Three.")), run_id)
    found = list(store.articles(["c", "unknown", "a", "c"], chunk=1))
    assert [chunk["text"].to_list() for chunk in found] == [["Three."], ["One."]]
    assert list(store.articles([])) == []


@pytest.mark.parametrize("length", [texts.PIECE - 1, texts.PIECE, texts.PIECE + 1, 3 * texts.PIECE + 7])
def test_a_long_text_comes_back_whole(store, run_id, articles, length):
    text = ("Gül \U0001f30a pier\n" * (length // 11 + 1))[:length]
    store.add_articles(articles(("a", "Short."), ("b", text), ("c", "Short too.")), run_id)
    assert stored(store, run_id)["text"].to_list() == ["Short.", text, "Short too."]
    assert store.query("SELECT text FROM articles ORDER BY article_id")["text"].to_list()[1] == text
    longest = store.query("SELECT max(length(text)) FROM (FROM article_rows UNION ALL BY NAME FROM text_pieces)")
    assert longest.item() <= texts.PIECE


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.text(st.characters(exclude_categories=["Cs"]), max_size=40)), max_size=8
    )
)
def test_the_last_text_read_is_the_current_one(articles, pairs):
    with open_store(":memory:") as store:
        run_id = store.begin("ingest", "0.1.0", None, None, [])
        states = store.add_articles(articles(*pairs), run_id)
        assert states["article_id"].to_list() == [article_id for article_id, _ in pairs]
        current = stored(store, run_id)
        assert dict(zip(current["article_id"], current["text"], strict=True)) == dict(pairs)
        revisions = store.query("SELECT article_id, revision FROM articles ORDER BY ALL")
        assert revisions.is_unique().all()
        assert revisions.height == states.filter(pl.col("state") != "unchanged").height


@pytest.mark.timeout(30)
def test_the_first_rows_of_many_articles_come_at_once(store):
    many = pl.select(
        pl.int_range(130_000).cast(pl.String).alias("article_id"),
        pl.lit(1).alias("revision"),
        pl.lit("The pier stays open.").alias("text"),
        pl.lit("same").alias("text_hash"),
        pl.lit(20).alias("bytes"),
    )
    with store.transaction() as transaction:
        transaction.insert("article_rows", many)
    assert store.query("SELECT article_id, text FROM articles LIMIT 5").height == 5
