"""Whose text an article says it carries, and what follows for the original of its copies and for origins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from reliability import features, records
from reliability.stories import corroborate, link, signatures
from reliability.stories.credits import find, of_line

TEXT = (
    "A ferry with 84 people on board ran aground off Norvale on Tuesday morning after its rudder failed in high waves. "
    "Captain Ilse Brandt told reporters that the crew of the Silver Tern had no way to steer for twenty minutes. "
    "Lifeboats from Norvale and Port Ansel brought all passengers ashore by noon, the harbour office said.\n\n"
    "Brandt said the rudder had been mended in March. Divers will look at the hull once the wind has dropped."
)
MORNING = datetime(2031, 5, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "authors", "credited"),
    [
        ("PORT ANSEL (CPA) - A ferry ran aground.", ["Ada Lind"], "CPA"),
        ("NORVALE, May 6 (AP/Reuters) — A ferry ran aground.", [], "Reuters"),
        ("A ferry ran aground.", ["Ada Lind", "The Associated Press"], "Associated Press"),
        ("A ferry ran aground.", ["Ada Lind, Calvian Press Agency"], "Calvian Press Agency"),
        ("By Ada Lind, Calvian News Service\n\nA ferry ran aground.", [], "Calvian News Service"),
        ("It sank.\n\n(Reporting by Ada Lind, Calvian News Agency; editing by Bo Ek)", [], "Calvian News Agency"),
        ("It sank.\n\n© 2031 AFP. All rights reserved.", [], "Agence France-Presse"),
        ("It sank.\n— CPA", [], "CPA"),
        ("This story was first published by the Norvale Post. Read more.", [], "Norvale Post"),
        ("It sank.\n\nThe Associated Press contributed to this report.", [], None),
        ("It sank.\n\nReporting by Ada Lind; editing by Bo Ek", [], None),
        ("Sen. Ada Lind (R-Norvale) - who owns a boat - was not on board.", [], None),
        ("Reuters said on Tuesday that a ferry ran aground.", ["Ada Lind"], None),
        ("A ferry ran aground.", ["Reuters", "Agence France-Presse"], None),
        ("This first appeared in May.", [], None),
        (None, None, None),
    ],
)
def test_an_agency_is_credited_where_a_page_says_whose_text_it_is(
    text: str | None, authors: list[str] | None, credited: str | None
) -> None:
    given = pl.Series([authors], dtype=pl.List(pl.String))
    assert find(pl.Series([text], dtype=pl.String), given).to_list() == [credited]


@pytest.mark.parametrize(
    ("line", "wire", "credited"),
    [
        ("Calvian Press Agency", False, "Calvian Press Agency"),
        ("Ada Lind / Reuters", False, "Reuters"),
        ("© 2031 The Associated Press", False, "Associated Press"),
        ("Reuters, Agence France-Presse", False, None),
        ("Harbour Post", False, None),
        ("AP Photo/Ada Lind", False, None),
        ("KPA", True, "KPA"),
        ("Ada Lind", True, None),
        (None, True, None),
    ],
)
def test_a_credit_line_beside_the_text_names_its_agency(line: str | None, wire: bool, credited: str | None) -> None:
    assert of_line(line, wire=wire, authors=["Ada Lind"]) == credited


def article(name: str, publisher: str, lead: str = "", hours: float = 0, **came_with: Any) -> dict[str, Any]:
    at = MORNING + timedelta(hours=hours)
    place = f"https://{publisher.lower().replace(' ', '-')}.example/{name}"
    told = {"article_id": name, "publisher": publisher, "text": lead + TEXT, "published_at": at, "url": place}
    return told | {"came_with": came_with or None}


def linked(*articles: dict[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame]:
    signed = signatures(records.ARTICLES.frame(articles))
    return link(signed), signed


def test_the_credited_agency_has_the_original_though_it_is_dated_later() -> None:
    members, _ = linked(
        article("post", "Norvale Post", "NORVALE (KPA) - "),
        article("kpa", "Kestrel Press Agency", hours=5),
        article("mail", "Tarnmouth Mail", "NORVALE (KPA) - ", hours=2),
    )
    assert members["story_id"].unique().to_list() == ["post"]
    assert members["copy_group"].unique().to_list() == ["kpa"]
    assert members["credit"].unique().to_list() == ["KPA"]
    assert members.filter("is_original")["article_id"].to_list() == ["kpa"]


def test_without_the_agency_the_earliest_stays_the_original_and_the_agency_is_named() -> None:
    members, _ = linked(
        article("post", "Norvale Post"),
        article("mail", "Tarnmouth Mail", "NORVALE (KPA) - ", hours=2),
    )
    assert members["copy_group"].unique().to_list() == ["post"]
    assert members["credit"].to_list() == ["KPA", "KPA"]


def test_what_came_beside_a_text_credits_it_where_the_text_says_nothing() -> None:
    members, _ = linked(
        article("post", "Norvale Post", credit="Ada Lind/Kestrel Press Agency"),
        article("kpa", "Kestrel Press Agency", hours=5),
        article("mail", "Tarnmouth Mail", hours=2, based_on=["https://www.reuters.com/ferry"], format="web page"),
    )
    assert members["copy_group"].unique().to_list() == ["kpa"]
    assert members["credit"].unique().to_list() == ["Kestrel Press Agency"]


@pytest.mark.parametrize("field", ["links", "based_on"])
def test_the_article_that_its_copies_refer_to_is_their_original_though_it_is_dated_later(field: str) -> None:
    original = {field: ["http://harbour-post.example/ferry/?utm_source=feed#top"]}
    members, _ = linked(
        article("post", "Norvale Post", **original),
        article("ferry", "Harbour Post", hours=5, links=["https://norvale.example/"]),
        article("mail", "Tarnmouth Mail", hours=2),
    )
    assert members["copy_group"].unique().to_list() == ["ferry"]


def test_articles_that_refer_to_each_other_leave_the_earliest_the_original() -> None:
    members, _ = linked(
        article("post", "Norvale Post", links=["https://harbour-post.example/ferry"]),
        article("ferry", "Harbour Post", hours=5, links=["https://norvale-post.example/post"]),
    )
    assert members["copy_group"].unique().to_list() == ["post"]


def test_a_copy_published_before_the_agency_allowed_it_is_told_with_that_time() -> None:
    end = MORNING + timedelta(hours=9)
    articles = (
        article("kpa", "Kestrel Press Agency", format="ninjs", embargo=end),
        article("post", "Norvale Post", hours=2),
        article("mail", "Tarnmouth Mail", hours=9),
    )
    members, signed = linked(*articles)
    _, told = corroborate(members, records.CLAIMS.empty(), signed)
    early = {
        row["article_id"]: (found["value"], found["publisher"])
        for row in told.to_dicts()
        for found in row["differences"] or []
        if found["kind"] == "embargo"
    }
    assert early == {"post": (end.isoformat(), "Kestrel Press Agency")}
    numbers = features.compute(records.ARTICLES.frame(articles), records.CLAIMS.empty(), told)
    assert numbers["hours_before_embargo"].to_list() == [None, 7.0, None]


def test_nobody_makes_its_text_the_original_by_crediting_itself() -> None:
    members, _ = linked(
        article("post", "Norvale Post"),
        article("kpa", "kpa.example", "NORVALE (KPA) - ", hours=2),
    )
    assert members["copy_group"].unique().to_list() == ["post"]
    assert members["credit"].to_list() == [None, None]


def test_copies_of_an_agency_and_what_others_have_from_it_are_one_origin() -> None:
    members, signed = linked(
        article("post", "Norvale Post", "NORVALE (Reuters) - "),
        article("mail", "Tarnmouth Mail", hours=1),
        article("star", "Star", hours=3),
    )
    members = members.with_columns(
        copy_group=pl.when(pl.col("article_id") == "star").then(pl.lit("star")).otherwise("copy_group"),
        credit=pl.when(pl.col("article_id") == "star").then(None).otherwise("credit"),
    )
    said = "the crew of the Silver Tern had no way to steer for twenty minutes off Norvale"
    somebody = {"source_type": "anonymous", "anonymous": True, "quotation": "indirect", "content_text": said}
    claims = records.CLAIMS.frame(
        {"article_id": name, "claim_id": f"{name}#1", "via": via} | somebody
        for name, via in (("post", []), ("mail", []), ("star", [{"kind": "outlet", "name": "Reuters"}]))
    )
    told, _ = corroborate(members, claims, signed)
    claim = told.to_dicts()[0]["claims"][0]
    assert (claim["articles"], claim["independent_origins"]) == (["post", "mail", "star"], 1)


def test_a_copy_stands_under_its_agency_in_the_tree() -> None:
    members, signed = linked(
        article("post", "Norvale Post", "NORVALE (KPA) - "),
        article("kpa", "Kestrel Press Agency", hours=5),
    )
    said = "the crew of the Silver Tern had no way to steer for twenty minutes off Norvale"
    claims = records.CLAIMS.frame(
        {
            "article_id": name,
            "claim_id": f"{name}#1",
            "origin": "Ilse Brandt",
            "source_type": "person",
            "quotation": "indirect",
            "content_text": said,
        }
        for name in ("post", "kpa")
    )
    told, _ = corroborate(members, claims, signed)
    tree = [(node["kind"], node["article_id"]) for node in told.to_dicts()[0]["claims"][0]["tree"]]
    assert tree == [("origin", None), ("article", "kpa"), ("copy", "post")]
