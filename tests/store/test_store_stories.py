"""Stories of the sample corpus: chosen, ordered, and found by what a person knows of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from rich.console import Console

from reliability import records, recounting, store
from reliability.errors import ReliabilityError
from reliability.reports import table, views


@pytest.fixture(scope="module")
def opened(sample) -> Iterator[store.Reader]:
    with store.open_store(sample.db, read_only=True) as found:
        yield found


def ids(opened: store.Reader, **choice) -> list[str]:
    return store.listed_stories(opened, **choice)["story_id"].to_list()


def test_stories_are_listed_by_size_or_by_their_newest_article(opened):
    found = store.listed_stories(opened)
    sizes = found["articles"].to_list()
    assert sizes == sorted(sizes, reverse=True) and min(sizes) >= 2
    assert found.row(0, named=True) | {"independent_origins": 0, "conflicts": 0, "circular": 0} == {
        "story_id": "ferry-cpa",
        "title": "Nine dead as ferry strikes harbour wall at Port Almar",
        "publisher": "Calvian Press Agency",
        "published_at": datetime(2026, 3, 10, tzinfo=UTC),
        "newest": datetime(2026, 3, 12, tzinfo=UTC),
        "articles": 6,
        "copies": 2,
        "independent_origins": 0,
        "conflicts": 0,
        "circular": 0,
    }
    newest = store.listed_stories(opened, newest=True)
    assert newest["newest"].to_list() == sorted(found["newest"], reverse=True)


def test_each_limit_leaves_out_what_does_not_fit(opened):
    every = ids(opened)
    assert ids(opened, least=6) == ["ferry-cpa"]
    assert "ferry-cpa" in ids(opened, since=datetime(2026, 3, 12, tzinfo=UTC))
    assert "ferry-cpa" not in ids(opened, since=datetime(2026, 3, 13, tzinfo=UTC))
    by_name = ids(opened, source="LOWMERE daily")
    assert by_name == ids(opened, source="lowmere-daily.ex") and 0 < len(by_name) < len(every)
    assert ids(opened, circular=True) == ["factory-gazette"]
    disputed = ids(opened, conflicts=True)
    assert "ferry-cpa" in disputed and "factory-gazette" not in disputed
    assert ids(opened, source="nobody") == []


@pytest.mark.parametrize(
    "key",
    [
        "ferry-cpa",
        "ferry-island",
        "ferry-isl",
        "ferry",
        "Ferry disaster: NINE",
        "https://calvian-press.example/2026-03-10/ferry-cpa",
    ],
)
def test_any_article_names_its_story(opened, key):
    assert store.find_story(opened, key) == "ferry-cpa"


@pytest.mark.parametrize(
    ("key", "message"), [("the", "fits 7 stories"), ("feri accident", "No article fits"), (" ", "No article fits")]
)
def test_what_names_none_or_several_is_told_what_is_near(opened, key, message):
    with pytest.raises(ReliabilityError, match=message) as caught:
        store.find_story(opened, key)
    assert caught.value.hint


def test_stories_come_in_the_order_asked_for(opened):
    (frame,) = store.stories(opened, ["factory-gazette", "ferry-cpa"])
    assert frame["story_id"].to_list() == ["factory-gazette", "ferry-cpa"]
    (nothing,) = store.stories(opened, [])
    assert nothing.is_empty() and nothing.columns == frame.columns


def test_the_timeline_says_who_copied_and_cited_whom(opened):
    told = recounting.recount(opened, "ferry")
    entries = {entry["article_id"]: entry for entry in told["timeline"]}
    assert list(entries) == sorted(entries, key=lambda name: (entries[name]["published_at"], list(entries).index(name)))
    assert [name for name, entry in entries.items() if entry["first"]] == ["ferry-cpa"]
    assert {name for name, entry in entries.items() if entry["copy_of"] == "ferry-cpa"} == {
        "ferry-lowmere",
        "ferry-island",
    }
    lead = entries["ferry-northlight"]["cites"][0]
    assert (lead["name"], lead["article_id"]) == ("Brennick Courier", "ferry-courier")
    assert all(row["name"] != entry["publisher"] for entry in entries.values() for row in entry["cites"])


def test_an_article_alone_is_a_story_of_one(opened):
    told = recounting.recount(opened, "brief")
    assert (told["articles"], told["claims"], told["independent_origins"]) == (["brief"], [], None)
    assert [entry["first"] for entry in told["timeline"]] == [True]


def test_a_table_of_scores_says_how_many_origins_corroborate_each(opened):
    wanted = ["tunnel-torch", "ferry-torch", "brief"]
    (rows,) = store.with_origins(opened, [opened.result_rows(wanted)])
    assert rows["article_id"].to_list() == wanted and rows["independent_origins"].to_list() == [2, 1, None]
    out = io.StringIO()
    table.render([rows], Console(file=out, width=140), views.SCORES, 10)
    head, *lines = (line for line in out.getvalue().splitlines() if line.strip())
    column = slice(head.index("Origins"), head.index("Origins") + len("Origins"))
    shown = {line[column].strip() for line in lines if "CONFESSES" in line}
    assert shown == {"2"}
    assert {line[column].strip() for line in lines if "Fog stops" in line} == {""}
    assert store.corroborated(opened, store.latest_run(opened)) == sum(
        (row["independent_origins"] or 0) > 1 for row in opened.table("story_members").to_dicts()
    )


def told(tmp_path, articles: list[dict], claims: list[dict]) -> store.Reader:
    """A database with one story of these articles."""
    members = [{"article_id": row["article_id"], "copy_group": row["article_id"]} for row in articles]
    members = [row | {"story_id": "a", "is_original": True, "story_articles": len(articles)} for row in members]
    rows = [{"text": row["article_id"], "text_hash": row["article_id"]} | row for row in articles]
    opened = store.open_store(tmp_path / "a.duckdb")
    run_id = opened.begin("score", "1", None, None, [])
    ids = [row["article_id"] for row in articles]
    opened.add_articles(records.ARTICLES.frame(rows), run_id)
    opened.put_claims(records.CLAIMS.frame(claims), records.SIGNATURES.empty(), ids, run_id, "x")
    opened.replace("story_members", records.STORY_MEMBERS.frame(members), run_id, ids)
    opened.replace("stories", records.STORIES.frame([{"story_id": "a", "articles": ids}]), run_id, ["a"])
    return opened


def test_an_article_cites_what_the_other_outlet_had_written_by_then(tmp_path):
    days = {"early": 7, "a": 8, "citing": 9, "late": 16}
    articles = [
        {"article_id": name, "publisher": "Citing News" if name == "citing" else "Alden Ledger"}
        | {"published_at": datetime(2026, 5, 7, hour, tzinfo=UTC)}
        for name, hour in days.items()
    ]
    articles += [{"article_id": "first", "publisher": "Vale Star", "published_at": datetime(2026, 5, 6, tzinfo=UTC)}]
    articles += [{"article_id": "undated", "publisher": "Coast View"}]
    claims = [
        {"article_id": name, "claim_id": f"{name}#1", "content_text": "The firm is for sale"}
        | {"via": [{"kind": "outlet", "name": name_of}]}
        for name, name_of in (
            ("citing", "Alden Ledger"), ("first", "Alden Ledger"), ("undated", "Alden Ledger"), ("late", "The Moon"),
        )
    ]  # fmt: skip
    with told(tmp_path, articles, claims) as opened:
        timeline = recounting.recount(opened, "citing")["timeline"]
    cited = {row["article_id"]: [cite["article_id"] for cite in row["cites"]] for row in timeline}
    assert cited["citing"] == ["a"]
    assert cited["first"] == cited["undated"] == ["early"]
    assert cited["late"] == [None]


def test_an_article_without_a_date_makes_no_old_story_new(tmp_path):
    articles = [
        {"article_id": "a", "publisher": "Vale Star", "published_at": datetime(2021, 5, 6, tzinfo=UTC)},
        {"article_id": "undated", "publisher": "Coast View"},
    ]
    with told(tmp_path, articles, []) as opened:
        assert ids(opened) == ["a"]
        assert ids(opened, since=datetime(2021, 5, 7, tzinfo=UTC)) == []


def test_an_outlet_that_is_cited_by_another_form_of_its_name_is_the_one_of_the_story(tmp_path):
    heads = (("first", "The Harbour Herald"), ("second", "Daily Torch"))
    articles = [{"article_id": name, "text": name, "text_hash": name, "publisher": who} for name, who in heads]
    members = [{"article_id": name, "story_id": "first", "copy_group": name, "is_original": True} for name, _ in heads]
    told = {"content_text": "The pier is safe", "origin": "Ada Holm", "source_type": "person"}
    ways = ("Harbour Herald", "harbourherald.com", "Daily Torch")
    claims = [
        told | {"article_id": "second", "claim_id": f"second#{place}", "via": [{"kind": "outlet", "name": name}]}
        for place, name in enumerate(ways)
    ]
    with store.open_store(tmp_path / "a.duckdb") as opened:
        run_id = opened.begin("score", "1", None, None, [])
        opened.add_articles(records.ARTICLES.frame(articles), run_id)
        opened.put_claims(records.CLAIMS.frame(claims), records.SIGNATURES.empty(), ["first", "second"], run_id, "x")
        opened.replace("story_members", records.STORY_MEMBERS.frame(members), run_id, ["first", "second"])
        timeline = {row["article_id"]: row for row in recounting.recount(opened, "first")["timeline"]}
    assert [(row["article_id"], row["claims"]) for row in timeline["second"]["cites"]] == [("first", 2)]
