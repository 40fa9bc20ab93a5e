"""What a user sees of how a claim travelled, who is behind it, and where it only seems confirmed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reliability import records
from reliability.stories import circulating, corroborate, leaning

ROUTE = "Calder Shipping would close its Port Ansel route until the hull was examined"
OTHERWISE = "the Port Ansel route of Calder Shipping will be closed until the hull is examined"
UNNAMED = {"source_type": "anonymous", "anonymous": True}


def claim(article: str, origin: str | None = None, content: str = ROUTE, **more: Any) -> dict[str, Any]:
    given = {"source_type": "person" if origin else "other", "via": [], "anonymous": False, "quotation": "indirect"}
    return {"article_id": article, "content_text": content, "origin": origin, "source_text": origin} | given | more


def cites(article: str, outlet: str, **more: Any) -> dict[str, Any]:
    return claim(article, outlet, source_type="media_outlet", **more)


def via(kind: str, name: str) -> dict[str, Any]:
    return {"via": [{"kind": kind, "name": name}]}


def story(*claims: dict[str, Any], copies: dict[str, str] | None = None) -> tuple[dict[str, Any], pl.DataFrame]:
    """One story, told by outlets in the order of the claims, an hour after each other."""
    names = list(dict.fromkeys(row["article_id"] for row in claims))
    group = copies or {}
    members = [{"article_id": name, "story_id": names[0], "copy_group": group.get(name, name)} for name in names]
    signed = [
        {"article_id": name, "publisher": name, "published_at": datetime(2031, 3, 4, hour, tzinfo=UTC)}
        for hour, name in enumerate(names)
    ]
    numbered = [{"claim_id": f"{row['article_id']}#{place}"} | row for place, row in enumerate(claims)]
    stories, filled = corroborate(
        records.STORY_MEMBERS.frame(members), records.CLAIMS.frame(numbered), records.SIGNATURES.frame(signed)
    )
    return stories.to_dicts()[0], filled


def drawn(told: dict[str, Any]) -> list[str]:
    """The tree of the first shared claim, one line a node, indented by its depth."""
    depth: dict[int | None, int] = {None: -1}
    lines = []
    for row in told["claims"][0]["tree"]:
        depth[row["node"]] = depth[row["parent"]] + 1
        lines.append(f"{'  ' * depth[row['node']]}{row['kind']} {row['name']}")
    return lines


def test_a_tree_leads_from_the_origin_through_outlets_to_articles_and_copies() -> None:
    told, _ = story(
        claim("Herald", "Piet Okoro"),
        cites("Post", "The Herald", content=OTHERWISE),
        claim("Star", "Piet Okoro", **via("platform", "Skylark")),
        claim("Vale News", "Hana Lindqvist", **via("outlet", "Radio Norvale")),
        claim("Copyhouse", "Piet Okoro"),
        copies={"Copyhouse": "Herald"},
    )
    assert drawn(told) == [
        "origin Piet Okoro",
        "  article Herald",
        "    article Post",
        "    copy Copyhouse",
        "  platform Skylark",
        "    article Star",
        "origin Hana Lindqvist",
        "  outlet Radio Norvale",
        "    article Vale News",
    ]
    row = told["claims"][0]["tree"][1]
    assert (row["article_id"], row["claim_id"], row["wording"]) == ("Herald", "Herald#0", ROUTE)
    assert row["published_at"] == datetime(2031, 3, 4, 0, tzinfo=UTC)
    assert told["claims"][0]["independent_origins"] == 2


def test_an_engineer_who_is_named_elsewhere_is_no_second_origin() -> None:
    told, _ = story(
        claim("Herald", "Piet Okoro", source_text="the engineer Piet Okoro"),
        claim("Post", "engineer at the yard", content=OTHERWISE, **UNNAMED),
    )
    assert told["claims"][0]["origins"] == ["Piet Okoro"]
    assert told["claims"][0]["independent_origins"] == 1


def test_this_newspaper_is_the_publisher_and_local_media_are_nobody() -> None:
    told, _ = story(
        claim("Herald", "Piet Okoro"),
        cites("Post", "this newspaper", content=OTHERWISE),
        cites("Star", "local media"),
    )
    assert told["claims"][0]["origins"] == ["Piet Okoro"]
    assert told["claims"][0]["independent_origins"] == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Okoro", "Bob Okoro"),
        ("Ana Rivera and Piet Okoro", "Piet Okoro"),
        ("Rivera and her colleagues", "Ana Rivera"),
    ],
)
def test_one_person_under_two_names_is_one_origin(one: str, other: str) -> None:
    told, _ = story(claim("Herald", one), claim("Post", other, content=OTHERWISE))
    assert told["claims"][0]["independent_origins"] == 1


def test_outlets_that_cite_each_other_are_a_circle_with_path_and_dates() -> None:
    told, filled = story(cites("Herald", "Post"), cites("Post", "Herald", content=OTHERWISE))
    assert drawn(told)[0] == "circle Herald, Post"
    assert [row["kind"] for row in told["circular"]] == ["circle"]
    steps = [(step["outlet"], step["cites"], step["published_at"].hour) for step in told["circular"][0]["path"]]
    assert steps == [("Herald", "Post", 0), ("Post", "Herald", 1)]
    assert [row["kind"] for row in filled["differences"].explode()] == ["circle", "circle"]


def test_three_outlets_with_one_anonymous_post_are_a_diamond_and_one_origin() -> None:
    post = via("platform", "Skylark") | UNNAMED
    told, _ = story(
        claim("Herald", "harbour worker", **post),
        claim("Post", "harbour worker", content=OTHERWISE, **post),
        claim("Star", "harbour worker", **post),
    )
    assert told["claims"][0]["independent_origins"] == 1
    assert [(row["kind"], row["root"]) for row in told["circular"]] == [("diamond", "harbour worker")]


def test_what_somebody_says_by_name_is_no_diamond() -> None:
    told, _ = story(claim("Herald", "Piet Okoro", **via("outlet", "Radio Norvale")), cites("Post", "Herald"))
    assert told["circular"] == []


def test_over_the_database_one_claim_is_followed_and_not_everything_two_outlets_cite() -> None:
    articles = pl.DataFrame(
        {
            "article_id": ["a", "b", "c", "d"],
            "publisher": ["Herald", "Post", "Herald", "Post"],
            "published_at": [datetime(2031, month, 1, tzinfo=UTC) for month in (1, 2, 5, 9)],
        }
    )
    apart = "the council of Brennick had bought the old mill for a museum of clocks"
    claims = [cites("a", "Post"), cites("b", "Herald", content=OTHERWISE), cites("d", "Herald", content=apart)]
    found = circulating(records.CLAIMS.frame(claims), articles)
    assert found["kind"].to_list() == ["circle"]
    assert [step["article_id"] for step in found["path"][0]] == ["a", "b"]
    assert circulating(records.CLAIMS.frame(claims[1:]), articles).is_empty()
    pairs = leaning(records.CLAIMS.frame(claims), articles).select("outlet", "cites", "claims", "back").rows()
    assert pairs == [("Post", "Herald", 2, 1), ("Herald", "Post", 1, 2)]


OUTLETS = ("Herald", "Post", "Star", "Vale News")
TELLING = some.tuples(
    some.sampled_from(OUTLETS),
    some.sampled_from((None, "Piet Okoro", "Hana Lindqvist", "*", *OUTLETS)),
    some.sampled_from((None, "Radio Norvale", *OUTLETS)),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(some.lists(TELLING, min_size=2, max_size=8))
def test_every_article_stands_in_the_tree_once_at_least_and_roots_come_first(told: list[tuple[str, ...]]) -> None:
    rows = []
    for place, (article, origin, through) in enumerate(told):
        more = via("outlet", through) if through else {}
        content = ROUTE if place % 2 else OTHERWISE
        if origin == "*":
            rows.append(claim(article, "a diver", content=content, **UNNAMED | more))
        elif origin in OUTLETS:
            rows.append(cites(article, origin, content=content, **more))
        else:
            rows.append(claim(article, origin, content=content, **more))
    described, _ = story(*rows)
    for shared in described["claims"]:
        tree = shared["tree"]
        assert {row["article_id"] for row in tree} - {None} == set(shared["articles"])
        assert all(row["parent"] is None or row["parent"] < row["node"] for row in tree)
        assert [row["node"] for row in tree] == list(range(len(tree)))
        assert shared["independent_origins"] >= 1
