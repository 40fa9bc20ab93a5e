"""What publishers say is held against independent reports."""

import pytest

from reliability import records, sourcing
from reliability.store import open_store


def given(article, value, *, origin=None, independent=True):
    said = {"article_id": article, "value": value, "words": value, "publisher": article.title()}
    return said | {"origin": origin, "independent": independent}


@pytest.fixture
def store(tmp_path):
    names = ("herald", "post", "star", "torch", "echo")
    rows = [
        {"article_id": name, "domain": f"{name}.example", "publisher": name.title(), "text_hash": name}
        for name in names
    ]
    with open_store(tmp_path / "a.duckdb") as opened:
        run_id = opened.begin("score", "1", None, None, [])
        opened.add_articles(records.ARTICLES.frame(rows), run_id)
        yield opened


def put(store, **told):
    rows = records.STORIES.frame([{"story_id": "s", "articles": ["herald"]} | told]).drop("run_id")
    store.replace("stories", rows, store.begin("score", "1", None, None, []), ["s"])


def test_a_value_against_two_independent_reports_counts_for_them_and_against_it(store):
    told = [given("herald", "12"), given("post", "12"), given("star", "12"), given("torch", "20")]
    put(store, conflicts=[{"kind": "toll", "what": "killed", "values": told}])
    assert sourcing.checks(store).rows() == [
        ("herald.example", 1, 1),
        ("post.example", 1, 1),
        ("star.example", 1, 1),
        ("torch.example", 1, 0),
    ]


def test_copies_and_one_origin_told_twice_are_one_report(store):
    copied = given("echo", "12", independent=False)
    told = [given("herald", "12", origin="the police"), given("post", "12", origin="the police"), copied]
    put(store, conflicts=[{"kind": "toll", "what": "killed", "values": [*told, given("torch", "20")]}])
    assert sourcing.checks(store).is_empty()


def test_a_toll_that_rises_is_no_error(store):
    told = [given("torch", "9"), given("herald", "12"), given("post", "12"), given("star", "12")]
    put(store, updates=[{"kind": "toll", "what": "killed", "values": told}])
    assert sourcing.checks(store).is_empty()
