from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from reliability import records
from reliability.stories import corroborate

QUOTE = "“The rudder of the Silver Tern broke in heavy waves near Norvale”"
ROUTE = "Calder Shipping would close its Port Ansel route until the hull was examined"
ROUTE_AGAIN = "the Port Ansel route of Calder Shipping will be closed until the hull is examined"


def claim(article: str, content: str, origin: str | None = None, **more: Any) -> dict[str, Any]:
    kind = "direct" if content.startswith("“") else "indirect"
    given = {"source_type": "person" if origin else "other", "via": [], "anonymous": False} | more
    return {"article_id": article, "quotation": kind, "content_text": content, "origin": origin} | given


def via(*outlets: str) -> list[dict[str, str]]:
    return [{"kind": "outlet", "name": outlet} for outlet in outlets]


def told(*claims: dict[str, Any], copies: dict[str, str] | None = None, terms: dict[str, list[str]] | None = None):
    """Corroborate one story whose articles bear the names of their publishers."""
    names = sorted({row["article_id"] for row in claims} | set(terms or {}))
    group = {name: (copies or {}).get(name, name) for name in names}
    members = records.STORY_MEMBERS.frame(
        {"article_id": name, "story_id": names[0], "copy_group": group[name]} for name in names
    )
    signatures = records.SIGNATURES.frame(
        {"article_id": name, "publisher": name, "terms": (terms or {}).get(name, [])} for name in names
    )
    numbered = ({"claim_id": f"{row['article_id']}#{place}"} | row for place, row in enumerate(claims))
    stories, filled = corroborate(members, records.CLAIMS.frame(numbered), signatures)
    assert stories.schema == records.STORIES.conform(stories).drop("run_id").schema
    return stories.to_dicts()[0], dict(filled.select("article_id", "independent_origins").iter_rows())


def test_two_people_who_say_the_same_are_two_origins() -> None:
    story, best = told(claim("Herald", ROUTE, "Piet Okoro"), claim("Post", ROUTE_AGAIN, "Hana Lindqvist"))
    assert story["claims"][0]["independent_origins"] == 2
    assert story["claims"][0]["origins"] == ["Hana Lindqvist", "Piet Okoro"]
    assert story["claims"][0]["articles"] == ["Herald", "Post"]
    assert best == {"Herald": 2, "Post": 2}


def test_the_same_person_told_twice_is_one_origin() -> None:
    story, best = told(claim("Herald", ROUTE, "Minister Hana Lindqvist"), claim("Post", ROUTE_AGAIN, "Lindqvist"))
    assert story["claims"][0]["origins"] == ["Minister Hana Lindqvist"]
    assert best == {"Herald": 1, "Post": 1}


def test_one_quotation_is_one_utterance_whoever_is_named() -> None:
    story, _ = told(claim("Herald", QUOTE, "Ilse Brandt"), claim("Post", QUOTE, "the captain", source_type="other"))
    assert story["claims"][0]["independent_origins"] == 1
    assert story["claims"][0]["origins"] == ["Ilse Brandt"]


def test_a_report_through_another_outlet_of_the_story_adds_nothing() -> None:
    story, best = told(
        claim("Herald", ROUTE, "Piet Okoro"),
        claim("Post", ROUTE_AGAIN, "The Herald", source_type="media_outlet"),
        claim("Star", ROUTE, "a harbour worker", source_type="anonymous", anonymous=True, via=via("Herald")),
    )
    assert story["independent_origins"] == 1
    assert best == {"Herald": 1, "Post": 1, "Star": 1}


def test_an_outlet_is_recognised_by_its_domain() -> None:
    story, _ = told(
        claim("harbourherald.com", ROUTE, "Piet Okoro"),
        claim("Post", ROUTE_AGAIN, "Harbour Herald", source_type="media_outlet"),
    )
    assert story["independent_origins"] == 1


def test_outlets_that_lead_back_to_each_other_are_one_origin() -> None:
    story, best = told(
        claim("Herald", ROUTE, "Post", source_type="media_outlet"),
        claim("Post", ROUTE_AGAIN, "Star", source_type="media_outlet"),
        claim("Star", ROUTE, "Herald", source_type="media_outlet"),
    )
    assert story["independent_origins"] == 1
    assert best == {"Herald": 1, "Post": 1, "Star": 1}


def test_unnamed_people_told_by_one_outlet_are_one_and_by_two_outlets_two() -> None:
    unnamed = {"source_type": "anonymous", "anonymous": True}
    same, _ = told(
        claim("Herald", ROUTE, "an official", via=via("Beacon"), **unnamed),
        claim("Post", ROUTE_AGAIN, "a diver", via=via("Beacon"), **unnamed),
    )
    apart, _ = told(claim("Herald", ROUTE, "an official", **unnamed), claim("Post", ROUTE_AGAIN, "a diver", **unnamed))
    assert (same["independent_origins"], apart["independent_origins"]) == (1, 2)


def test_copies_count_once() -> None:
    story, best = told(
        claim("Herald", ROUTE, "an official", anonymous=True),
        claim("Post", ROUTE, "an official", anonymous=True),
        copies={"Post": "Herald"},
    )
    assert story["copies"] == [["Herald", "Post"]]
    assert best == {"Herald": 1, "Post": 1}


def test_an_unknown_origin_adds_nothing_to_a_known_one() -> None:
    story, best = told(claim("Herald", ROUTE, "Piet Okoro"), claim("Post", ROUTE_AGAIN))
    assert story["claims"][0]["independent_origins"] == 1
    assert best == {"Herald": 1, "Post": 1}


def test_articles_without_claims_have_no_origin() -> None:
    story, best = told(claim("Herald", ROUTE, "Piet Okoro"), terms={"Post": []})
    assert best == {"Herald": 1, "Post": 0}
    assert story["claims"] == []


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("toll:killed=12", "toll:killed=15", True),
        ("toll:killed=12+", "toll:killed=13", False),
        ("toll:killed=10-14", "toll:killed=13", False),
        ("toll:killed=12", "toll:injured=15", False),
        ("toll:killed=12", "toll:killed=300", False),
    ],
)
def test_tolls_that_cannot_both_be_true_are_a_conflict(one: str, other: str, conflict: bool) -> None:
    story, _ = told(terms={"Herald": [one], "Post": [other]})
    expected = [("Herald", one.split("=")[1]), ("Post", other.split("=")[1])]
    found = [[(row["article_id"], row["value"]) for row in asked["values"]] for asked in story["conflicts"]]
    assert found == ([expected] if conflict else [])


def test_a_copy_with_another_toll_conflicts_with_its_original() -> None:
    terms = {"Herald": ["toll:killed=12"], "Post": ["toll:killed=15"]}
    story, _ = told(terms=terms, copies={"Post": "Herald"})
    assert [conflict["what"] for conflict in story["conflicts"]] == ["killed"]


def test_tolls_in_claims_conflict_too() -> None:
    story, _ = told(
        claim("Herald", "at least 40 people were injured when the tram hit the bridge at Norvale", "Piet Okoro"),
        claim("Post", "31 people were injured when the tram hit the bridge at Norvale", "Hana Lindqvist"),
    )
    assert [conflict["what"] for conflict in story["conflicts"]] == ["injured"]


def test_an_altered_quotation_is_a_conflict_and_a_shorter_cut_is_not() -> None:
    altered = "“The rudder of the Silver Tern jammed in heavy waves near Norvale”"
    cut = "“the Silver Tern broke in heavy waves near Norvale”"
    story, _ = told(claim("Herald", QUOTE, "Ilse Brandt"), claim("Post", altered, "Ilse Brandt"))
    assert [(row["kind"], row["what"]) for row in story["conflicts"]] == [("quotation", "Ilse Brandt")]
    story, _ = told(claim("Herald", QUOTE, "Ilse Brandt"), claim("Post", cut, "Ilse Brandt"))
    assert story["conflicts"] == []


def test_claims_of_different_stories_never_meet() -> None:
    members = records.STORY_MEMBERS.frame(
        {"article_id": name, "story_id": name, "copy_group": name} for name in ("Herald", "Post")
    )
    claims = records.CLAIMS.frame([claim("Herald", ROUTE, "Piet Okoro"), claim("Post", ROUTE, "Hana Lindqvist")])
    stories, filled = corroborate(members, claims)
    assert stories["claims"].list.len().to_list() == [0, 0]
    assert filled["independent_origins"].to_list() == [1, 1]


def test_without_claims_stories_are_still_described() -> None:
    members = records.STORY_MEMBERS.frame([{"article_id": "a", "story_id": "a", "copy_group": "a"}])
    stories, filled = corroborate(members, records.CLAIMS.empty())
    assert stories.select("story_id", "articles", "independent_origins").row(0) == ("a", ["a"], 0)
    assert filled.select(pl.col("independent_origins")).item() == 0


def test_somebody_unnamed_told_by_an_outlet_and_that_outlet_itself_are_one_origin() -> None:
    official = {"source_type": "anonymous", "anonymous": True, "via": via("Radio Lune")}
    story, best = told(
        claim("Herald", ROUTE, "official", **official),
        claim("Post", ROUTE_AGAIN, "Radio Lune", source_type="media_outlet"),
    )
    assert (story["independent_origins"], best) == (1, {"Herald": 1, "Post": 1})
    tree = [(node["kind"], node["name"], node["article_id"]) for node in story["claims"][0]["tree"]]
    assert tree == [
        ("unnamed", "official", None),
        ("outlet", "Radio Lune", None),
        ("article", "Herald", "Herald"),
        ("article", "Post", "Post"),
    ]


def test_a_body_without_a_name_of_its_own_is_an_origin() -> None:
    story, best = told(
        claim("Herald", ROUTE, "district office", source_type="government"),
        claim("Post", ROUTE_AGAIN, "Norvale District Office", source_type="government"),
        claim("Star", ROUTE, "Hana Lindqvist"),
    )
    assert story["claims"][0]["origins"] == ["Hana Lindqvist", "Norvale District Office"]
    assert best == {"Herald": 2, "Post": 2, "Star": 2}
