"""Linking a database bit by bit gives the stories that linking everything at once gives."""

import random
from datetime import UTC, datetime, timedelta
from io import StringIO

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from reliability import records, recounting, relinking, stories
from reliability.reports.story import terminal
from reliability.store import open_store

PLACES = ("Norvale", "Halmsund", "Tarnmouth")
EVENTS = (
    "The {place} ferry Silver Tern ran aground off the {place} lighthouse, harbour master Ada Novak said. Divers from "
    "Kestrel Bay took 41 passengers ashore, and the Osprey line has ordered an inquiry into the pilot's watch.",
    "An orchard blight called rustweb has reached {place}, grower Tomas Ilves said. The Alder Fruit Board wants 9,000 "
    "trees felled before Friday, which farmers of the Brenn valley call a panic over a leaf that was never tested.",
    "Goalkeeper Mira Okafor saved two penalties as {place} Rovers beat Dunmore Athletic 3-2 in the Lantern Cup final, "
    "and coach Pell Haugen said that the referee from Skerry had been braver than his own back four.",
)
CREDITS = ("", "", "NORVALE (KPA) - ", "TARNMOUTH (Kestrel Press Agency) — ", "HALMSUND (Reuters) - ")
PUBLISHERS = ("kpa.example", "Reuters", "Norvale Post", "Tarnmouth Mail", None)
START = datetime(2031, 5, 5, 9, tzinfo=UTC)


def words(text, dice, share):
    return " ".join(dice.choice(("meanwhile", "later", "often")) if dice.random() < share else w for w in text.split())


@st.composite
def batches(draw):
    """Batches of articles: retold, copied, credited, undated and revised ones among them."""
    dice = random.Random(draw(st.integers(0, 10**6)))
    told = []
    for number in range(draw(st.integers(2, 14))):
        text = dice.choice(EVENTS).format(place=dice.choice(PLACES)) * dice.choice((1, 1, 4))
        date = None if dice.random() < 0.15 else START + timedelta(hours=dice.choice((0, 5, 30, 50, 80, 200)))
        told.append(
            {
                "article_id": f"a{number:02}",
                "title": words(text[:60], dice, 0.3),
                "text": dice.choice(CREDITS) + words(text, dice, dice.choice((0, 0, 0.1, 0.5))),
                "publisher": dice.choice(PUBLISHERS),
                "published_at": date,
                "ingested_at": START + timedelta(days=dice.choice((0, 2))),
            }
        )
    for row in told:  # the agency's own article among the copies
        if row["publisher"] == "kpa.example" and dice.random() < 0.7:
            row["text"] = dice.choice(told)["text"]
    revised = [row | {"text": words(dice.choice(told)["text"], dice, 0.1)} for row in told if dice.random() < 0.15]
    dice.shuffle(told)
    told += revised
    cuts = sorted(dice.sample(range(len(told) + 1), min(draw(st.integers(0, 4)), len(told))))
    return [told[start:end] for start, end in zip([0, *cuts], [*cuts, len(told)], strict=True) if start < end]


def put(store, rows, run_id):
    latest = {row["article_id"]: row | {"text_hash": row["text"]} for row in rows}
    articles = records.ARTICLES.frame(list(latest.values()))
    store.add_articles(articles, run_id)
    signed = stories.signatures(articles)
    store.put_claims(records.CLAIMS.empty(), signed, list(latest), run_id, "x")


def groups(members):
    names = ("article_id", "story_id", "copy_group", "credit", "is_original", "copies", "story_articles")
    return members.select(names).sort("article_id")


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(batches())
def test_bit_by_bit_gives_what_all_at_once_gives(tmp_path_factory, given_batches):
    with open_store(tmp_path_factory.mktemp("db") / "a.duckdb") as store:
        for batch in given_batches:
            run_id = store.begin("score", "1", None, None, [])
            put(store, batch, run_id)
            list(relinking.relink(store, run_id))
        whole = stories.link(store.table("signatures"))
        assert groups(store.table("story_members")).equals(groups(whole))
        told = store.table("stories")
        many = whole.filter(pl.col("story_articles") > 1)
        assert sorted(told["story_id"]) == sorted(many["story_id"].unique())
        assert sorted(told["articles"].explode()) == sorted(many["article_id"])


def test_only_stories_that_are_touched_are_made_anew(tmp_path):
    def article(name, event, day, place="Norvale"):
        date = START + timedelta(days=day)
        text = EVENTS[event].format(place=place)
        return {"article_id": name, "text": text, "title": text[:50], "published_at": date}

    with open_store(tmp_path / "a.duckdb") as store:
        first = store.begin("score", "1", None, None, [])
        put(store, [article("ferry", 0, 0), article("ferry-2", 0, 0, "Halmsund"), article("cup", 2, 1)], first)
        assert list(relinking.relink(store, first)) == [3]
        second = store.begin("score", "1", None, None, [])
        put(store, [article("ferry-3", 0, 1, "Tarnmouth"), article("rust", 1, 9)], second)
        assert list(relinking.relink(store, second)) == [2]
        assert dict(store.query("SELECT article_id, run_id = $run FROM story_members", {"run": first}).iter_rows()) == {
            "ferry": False,
            "ferry-2": False,
            "ferry-3": False,
            "cup": True,
            "rust": False,
        }
        assert list(relinking.relink(store, second)) == []


def test_stories_made_before_links_were_kept_are_made_anew(tmp_path):
    with open_store(tmp_path / "a.duckdb") as store:
        run_id = store.begin("score", "1", None, None, [])
        rows = [{"article_id": name, "text": EVENTS[0].format(place="Norvale")} for name in ("a", "b", "c")]
        put(store, rows[:2], run_id)
        members = stories.link(store.table("signatures"))
        store.replace("story_members", members, run_id, members["article_id"].to_list())
        put(store, rows[2:], run_id)
        assert list(relinking.relink(store, run_id)) == [3]
        assert store.table("stories")["articles"].to_list() == [["a", "b", "c"]]


def test_articles_that_nothing_links_are_linked_once(tmp_path):
    with open_store(tmp_path / "a.duckdb") as store:
        for number, event in enumerate(EVENTS):
            run_id = store.begin("serve", "1", None, None, [])
            date = START + timedelta(days=30 * number)
            put(
                store,
                [{"article_id": f"a{number}", "text": event.format(place="Norvale"), "published_at": date}],
                run_id,
            )
            assert list(relinking.relink(store, run_id)) == [1]


@pytest.mark.parametrize("slice_articles", [1, 3])
def test_days_are_compared_in_slices(tmp_path, monkeypatch, slice_articles):
    monkeypatch.setattr(relinking, "SLICE", slice_articles)
    monkeypatch.setattr(relinking, "BATCH", 4)
    dice = random.Random(3)
    rows = [
        {
            "article_id": f"a{number:02}",
            "text": words(EVENTS[number % 3].format(place="Norvale"), dice, 0.1),
            "published_at": START + timedelta(days=number % 7),
        }
        for number in range(20)
    ]
    with open_store(tmp_path / "a.duckdb") as store:
        run_id = store.begin("score", "1", None, None, [])
        put(store, rows, run_id)
        assert sum(relinking.relink(store, run_id)) == 20
        assert groups(store.table("story_members")).equals(groups(stories.link(store.table("signatures"))))


def test_a_reader_sees_which_agency_a_text_is_of(tmp_path):
    def article(name, publisher, credit, hours):
        date = START + timedelta(hours=hours)
        text = credit + EVENTS[0].format(place="Norvale")
        return {"article_id": name, "publisher": publisher, "text": text, "title": "Ferry", "published_at": date}

    def shown(store):
        console = Console(width=100, record=True, file=StringIO())
        terminal.render(recounting.recount(store, "post"), console, 10)
        return console.export_text()

    with open_store(tmp_path / "a.duckdb") as store:
        first = store.begin("score", "1", None, None, [])
        rows = [
            article("post", "Norvale Post", "NORVALE (KPA) - ", 0),
            article("mail", "Tarnmouth Mail", "NORVALE (KPA) - ", 1),
        ]
        put(store, rows, first)
        list(relinking.relink(store, first))
        assert {entry["credit"] for entry in recounting.recount(store, "post")["timeline"]} == {"KPA"}
        assert "Norvale Post  first here  text of KPA" in shown(store)
        second = store.begin("score", "1", None, None, [])
        put(store, [article("kpa", "Kestrel Press Agency", "", 9)], second)
        list(relinking.relink(store, second))
        assert "Norvale Post  first here  copy of Kestrel Press Agency (kpa)" in shown(store)
        told = {entry["article_id"]: entry["copy_of"] for entry in recounting.recount(store, "post")["timeline"]}
        assert told == {"kpa": None, "post": "kpa", "mail": "kpa"}
