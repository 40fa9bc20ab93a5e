"""The index holds the claims as they are now, however they came there."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import records, tracing
from reliability.store import open_store, unposted
from reliability.store.connection import connect
from reliability.store.schema import migrate, migrations
from reliability.tracing.alignment import align
from reliability.tracing.matching import match
from reliability.tracing.passages import passages
from reliability.tracing.terms import terms

BEFORE = 5  # the schema that had no index
SAYINGS = st.lists(st.text(alphabet="abc the of 12 ’s.", max_size=30), max_size=3)


@pytest.fixture
def db_before(tmp_path):
    path = tmp_path / "old.duckdb"
    connection = connect(str(path), read_only=False)
    migrate(connection, str(path), read_only=False, known={n: f for n, f in migrations().items() if n <= BEFORE})
    connection.execute("INSERT INTO article_rows (article_id, revision, text_hash, bytes) VALUES ('gull', 1, 'h', 1)")
    connection.execute("INSERT INTO processed VALUES ('gull', 1, 'v1', 'r')")
    words = "the keeper of the lighthouse has gone"
    connection.execute("INSERT INTO claims (article_id, claim_id, content_text) VALUES ('gull', 'gull#1', ?)", [words])
    connection.close()
    return path


def put(store, run_id: str, article: str, said: list[str]) -> None:
    row = {"article_id": article, "text": "t", "text_hash": repr(said)}
    store.add_articles(records.ARTICLES.frame([row]), run_id)
    rows = [
        {"article_id": article, "claim_id": f"{article}#{n}", "content_text": text} for n, text in enumerate(said, 1)
    ]
    nothing = records.SIGNATURES.empty().drop("run_id")
    store.put_claims(records.CLAIMS.frame(rows).drop("run_id"), nothing, [article], run_id, "v1")


@pytest.fixture(scope="module")
def kept():
    """A database and a run, kept over all examples."""
    with open_store(":memory:") as store:
        yield store, store.begin("score", "v", None, None, [])


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), SAYINGS, st.booleans()), max_size=6))
def test_whatever_was_replaced_the_index_is_that_of_the_claims(kept, steps):
    store, run_id = kept
    now: dict[str, list[str]] = {}
    for article, said, up_to_date in [("a", [], False), ("b", [], False), ("c", [], True), *steps]:
        put(store, run_id, article, said)
        now[article] = said
        if up_to_date:
            tracing.index(store)
    assert set(unposted(store)) <= set(now)
    tracing.index(store)
    assert unposted(store) == [] and tracing.index(store) == 0
    held = store.query("SELECT article_id, claim, term FROM claim_terms JOIN claim_articles ON number = article").rows()
    texts = [(article, n, text) for article, said in now.items() for n, text in enumerate(said, 1)]
    found = terms(pl.Series([text for *_, text in texts], dtype=pl.String))
    assert sorted(held) == sorted((*texts[text][:2], term) for text, term in found.iter_rows())


def test_a_database_from_before_the_index_is_searched_after_one_pass(db_before):
    with open_store(db_before) as store:
        assert unposted(store) == ["gull"]
        assert tracing.index(store) == 1
        assert tracing.trace(store, "keeper of the lighthouse")["article_id"].to_list() == ["gull"]
    with open_store(db_before, read_only=True) as store:
        assert unposted(store) == []


WORDS = st.lists(st.integers(0, 5), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(WORDS, st.lists(st.integers(6, 9), max_size=6), st.lists(st.integers(6, 9), max_size=6))
def test_a_piece_is_found_whole_in_what_it_was_cut_from(piece, before, after):
    whole = [*before, *piece, *after]
    found, turned = align(piece, whole), align(whole, piece)
    assert found is not None and found.changed == 0 and len(found.told) == len(piece)
    assert [whole[place] for place in found.told] == piece
    assert turned is not None and turned.changed == 0 and turned.told == tuple(range(len(piece)))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(WORDS, WORDS)
def test_an_alignment_accounts_for_every_word_between_its_ends(asked, told):
    found = align(asked, told)
    if found is not None:
        assert list(found.told) == sorted(set(found.told))
        for change in found.changes:
            assert asked[change.start : change.end] != told[change.begin : change.stop]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.text(max_size=60), st.text(max_size=60))
def test_places_lie_inside_any_text(asked, content):
    fits = match(asked, [content, asked], ["", ""])
    for text, fit in zip((content, asked), fits, strict=True):
        if fit is not None:
            (shown,) = passages(asked, [text], [fit])
            bounds = [edge for span in shown["spans"] for edge in span]
            assert bounds == sorted(bounds) and all(0 <= edge <= len(text) for edge in bounds)
            assert all(change["asked"] in asked and change["told"] in text for change in shown["changes"])
