"""Whose text an article says it carries, and what follows for the original of its copies and for origins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from reliability import records
from reliability.stories import corroborate, link, signatures
from reliability.stories.credits import find

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


def article(name: str, publisher: str, lead: str = "", hours: float = 0) -> dict[str, Any]:
    at = MORNING + timedelta(hours=hours)
    return {"article_id": name, "publisher": publisher, "text": lead + TEXT, "published_at": at}


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
