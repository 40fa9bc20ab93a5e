"""What is computed about articles replaces what was there, and adds up."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import polars as pl
import pytest

from reliability import records
from reliability.store import rating_lists, row_counts


@pytest.fixture
def filled(store, run_id, articles, claims, signatures):
    """Three articles: two of harbour-post.example, one of a publisher without a domain."""
    store.add_articles(articles(("a", "One."), ("b", "Two.")), run_id)
    store.add_articles(articles(("c", "Three."), domain=None, publisher="Isle Radio"), run_id)
    relay = {
        "origin": "Ida Voss",
        "via": [{"kind": "outlet", "name": "Isle Radio"}, {"kind": "platform", "name": "Chirper"}],
        "hops": 2,
        "second_hand": True,
    }
    wire = {"origin": "Tide Wire", "source_type": "media_outlet", "hops": 1, "second_hand": True}
    twice = wire | {"via": [{"kind": "outlet", "name": "Tide Wire"}, {"kind": "outlet", "name": None}]}
    said = [claims("a", {"origin": "Ida Voss"}, relay, wire), claims("b", twice), claims("c")]
    store.put_claims(pl.concat(said), signatures("a", "b", "c"), ["a", "b", "c"], run_id, "v1")
    return store


def test_claims_of_an_article_are_replaced_as_a_whole(filled, run_id, claims, signatures):
    rows = [{"origin": f"Speaker {number}"} for number in range(12)]
    filled.put_claims(claims("a", *rows), signatures("a"), ["a"], run_id, "v2")
    found = filled.table("claims", ["b", "a"])
    assert found["article_id"].to_list() == ["b"] + ["a"] * 12
    assert found["claim_id"].to_list()[1:] == [f"a#{number}" for number in range(1, 13)]
    assert found.schema == records.CLAIMS.schema
    assert found["content"].to_list()[0] == [[14, 20], [25, 31]]
    assert filled.table("signatures")["article_id"].sort().to_list() == ["a", "b", "c"]
    assert filled.query("SELECT stamp FROM processed ORDER BY article_id")["stamp"].to_list() == ["v2", "v1", "v1"]


def test_replace_touches_only_the_articles_it_names(store, run_id):
    def scores(**values: float) -> pl.DataFrame:
        return pl.DataFrame({"article_id": list(values), "score": list(values.values())})

    store.replace("scores", scores(a=0.1, b=0.2, c=0.3), run_id, ["a", "b", "c"])
    later = store.begin("score", "0.1.0", "m", "s", [])
    store.replace("scores", scores(b=0.9), later, ["b", "c"])
    found = store.table("scores", ["a", "b", "c"])
    assert found.select("article_id", "score", "run_id").rows() == [("a", 0.1, run_id), ("b", 0.9, later)]
    store.replace_all("scores", scores(d=0.4), later)
    store.replace("scores", scores(d=0.5), later, [])
    assert store.table("scores").select("article_id", "score").rows() == [("d", 0.5)]


def test_new_features_become_columns_and_absent_ones_null(store, run_id):
    store.replace("features", pl.DataFrame({"article_id": ["a"], "words": [120.0]}), run_id, ["a"])
    odd = 'quo"ted'
    store.replace("features", pl.DataFrame({"article_id": ["b"], odd: [3]}), run_id, ["b"])
    found = store.table("features", ["a", "b"])
    assert found.drop("run_id").rows() == [("a", 120.0, None), ("b", None, 3.0)]
    assert found.schema[odd] == pl.Float64


def test_a_failed_write_leaves_everything_as_it_was(filled, run_id, claims, signatures):
    broken = claims("a", {"origin": "Nobody"}).with_columns(claim_id=pl.lit(None, pl.String))
    before = filled.table("claims")
    with pytest.raises(duckdb.ConstraintException):
        filled.put_claims(broken, signatures("a"), ["a"], run_id, "v2")
    assert filled.table("claims").equals(before)
    filled.put_claims(claims("a"), signatures("a"), ["a"], run_id, "v2")
    assert filled.table("claims", ["a"]).height == 0


def test_other_tables_and_unknown_columns_are_refused(store, run_id):
    with pytest.raises(KeyError):
        store.table("articles; DROP TABLE runs")
    for name in ("runs", "articles", "claims", "decisions"):
        with pytest.raises(KeyError):
            store.replace(name, pl.DataFrame({"article_id": ["a"]}), run_id, ["a"])
        with pytest.raises(KeyError):
            store.replace_all(name, pl.DataFrame({"article_id": ["a"]}), run_id)
    with pytest.raises(ValueError, match="mood"):
        store.replace("scores", pl.DataFrame({"article_id": ["a"], "mood": ["glad"]}), run_id, ["a"])


def test_stories_keep_their_nesting(store, run_id):
    story = {
        "story_id": "a",
        "articles": ["a", "b"],
        "copies": [["a", "b"]],
        "independent_origins": 1,
        "claims": [
            {
                "content": "c",
                "origins": ["o"],
                "articles": ["a", "b"],
                "independent_origins": 1,
                "quotation": "direct",
                "tree": [_tree_row(0, None, "origin", "o"), _tree_row(1, 0, "article", "Herald")],
            }
        ],
        "conflicts": [{"kind": "toll", "what": "hurt", "values": [_value("a", "3")], "diff": None}],
        "updates": [],
        "agreements": [],
        "circular": [],
    }
    store.replace_all("stories", records.STORIES.frame([story]).drop("run_id"), run_id)
    assert store.table("stories", ["a"]).to_dicts() == [story | {"run_id": run_id}]


def test_totals_per_publisher_and_per_cited_outlet(filled, run_id):
    filled.replace("scores", pl.DataFrame({"article_id": ["a", "b"], "score": [0.2, 0.6]}), run_id, ["a", "b"])
    totals = {(row["source"], row["role"]): row for row in filled.source_totals().to_dicts()}
    post = totals.pop(("harbour-post.example", "publisher"))
    assert (post["articles"], post["scored"], post["claims"], post["second_hand"]) == (2, 2, 4, 3)
    odds = (0.2 / 0.8 * 0.6 / 0.4) ** 0.5  # the mean of log-odds, as a score
    assert (post["mean"], post["variance"]) == pytest.approx((odds / (1 + odds), 0.08))
    radio = totals.pop(("Isle Radio", "publisher"))
    assert (radio["articles"], radio["scored"], radio["mean"], radio["claims"]) == (1, 0, None, 0)
    wire = totals.pop(("Tide Wire", "cited"))
    assert (wire["articles"], wire["claims"], wire["second_hand"], wire["mean"]) == (2, 2, 2, None)
    assert totals.pop(("Isle Radio", "cited"))["claims"] == 1
    assert not totals


def test_an_article_that_got_no_score_does_not_count_in_the_mean_of_its_source(filled, run_id):
    filled.replace("scores", pl.DataFrame({"article_id": ["a", "b"], "score": [0.8, None]}), run_id, ["a", "b"])
    (post,) = (row for row in filled.source_totals().to_dicts() if row["source"] == "harbour-post.example")
    assert (post["articles"], post["scored"]) == (2, 1) and post["mean"] == pytest.approx(0.8)


def test_results_gather_what_is_known_of_each_article(filled, run_id):
    score = {"article_id": ["b"], "score": [0.6], "low": [0.5], "high": [0.7], "information_credibility": [2]}
    filled.replace("scores", pl.DataFrame(score | {"claims": [1], "second_hand": [1], "model": ["m"]}), run_id, ["b"])
    flags = {"code": ["R2", "R1", "R3"], "severity": ["info", "info", "critical"], "message": ["x", "y", "z"]}
    filled.replace("flags", pl.DataFrame({"article_id": ["b"] * 3} | flags), run_id, ["b"])
    reasons = {"feature": ["hops", "words", "base"], "group": ["sourcing", "completeness", "base"]}
    points = {"value": [1.0, 90.0, None], "points": [0.1, -0.4, 0.05]}
    filled.replace("contributions", pl.DataFrame({"article_id": ["b"] * 3} | reasons | points), run_id, ["b"])
    graded = {"source": ["harbour-post.example"], "role": ["publisher"], "source_reliability": ["B"]}
    filled.replace_all("sources", pl.DataFrame(graded), run_id)
    first, second = filled.results(run_id, 2)
    assert [*first["article_id"], *second["article_id"]] == ["a", "b", "c"]
    row = first.to_dicts()[1]
    assert [flag["code"] for flag in row["flags"]] == ["R3", "R1", "R2"]
    assert list(row["flags"][0]) == ["code", "severity", "message", "spans"]
    assert [reason["feature"] for reason in row["contributions"]] == ["base", "words", "hops"]
    assert list(row["contributions"][0]) == ["feature", "group", "value", "points"]
    assert (row["score"], row["source_reliability"], row["information_credibility"]) == (0.6, "B", 2)
    bare = second.to_dicts()[0]
    assert (bare["score"], bare["source_reliability"], bare["flags"], bare["contributions"]) == (None, "F", [], [])


def test_decisions_are_only_ever_added(store):
    def decision(decision_id: str, verdict: str) -> pl.DataFrame:
        decided = {"decision_id": decision_id, "article_id": "a", "verdict": verdict, "reviewer": "Ida Voss"}
        return records.DECISIONS.frame([decided | {"decided_at": datetime(2026, 2, 1, tzinfo=UTC)}])

    store.add_decision(decision("d1", "approved"))
    store.add_decision(decision("d2", "reopened"))
    with pytest.raises(duckdb.ConstraintException):
        store.add_decision(decision("d1", "rejected"))
    assert store.table("decisions", ["a"])["verdict"].to_list() == ["approved", "reopened"]


def test_the_latest_verdict_of_each_article_counts_for_its_publisher(filled):
    def decided(number: int, article: str, verdict: str, day: int) -> dict[str, object]:
        row = {"decision_id": f"d{number}", "article_id": article, "verdict": verdict, "reviewer": "Ida Voss"}
        return row | {"decided_at": datetime(2026, 2, day, tzinfo=UTC)}

    rows = [decided(1, "a", "approved", 3), decided(2, "a", "rejected", 1), decided(3, "b", "approved", 2)]
    filled.add_decision(records.DECISIONS.frame([*rows, decided(4, "gone", "rejected", 2)]))
    assert filled.source_decisions().rows() == [("harbour-post.example", "approved", 2)]
    filled.add_decision(records.DECISIONS.frame([decided(5, "b", "reopened", 4)]))
    assert filled.article_sources(["c", "b", "x", "a"]).rows() == [
        ("c", "Isle Radio", None),
        ("b", "harbour-post.example", "reopened"),
        ("a", "harbour-post.example", "approved"),
    ]


def test_a_rating_list_replaces_itself_and_no_other(store):
    def rated(**ratings: float) -> pl.DataFrame:
        rows = ({"domain": f"{name}.example", "rating": value, "error": 0.2} for name, value in ratings.items())
        return records.SOURCE_RATINGS.frame(rows)

    store.put_ratings("desk", rated(tide=0.5, gull=0.4))
    store.put_ratings("other", rated(tide=0.9))
    store.put_ratings("desk", rated(tide=0.7))
    assert store.table("source_ratings").select("list", "rating").sort("list").rows() == [("desk", 0.7), ("other", 0.9)]
    store.put_ratings("desk", rated())
    assert rating_lists(store).select("list", "domains", "here").rows() == [("other", 1, 0)]


def test_a_run_records_its_end_and_what_was_set_aside(store, run_id):
    store.add_rejects(pl.DataFrame({"input": ["-"], "record": [7], "reason": ["no text"], "excerpt": ["{}"]}), run_id)
    store.finish(run_id, 12, 1, [{"stage": "claims", "seconds": 1.5, "articles": 12}])
    run = store.query("SELECT * FROM runs").to_dicts()[0]
    assert run["finished_at"] >= run["started_at"]
    assert (run["articles"], run["rejected"], run["inputs"]) == (12, 1, ["intake.jsonl"])
    assert run["timings"] == [{"stage": "claims", "seconds": 1.5, "articles": 12}]
    assert row_counts(store)["rejects"] == 1
    assert store.begin("score", "0.1.0", None, None, []) > run_id


def _tree_row(node, parent, kind, name):
    empty = ("article_id", "claim_id", "publisher", "published_at", "wording")
    return {"node": node, "parent": parent, "kind": kind, "name": name} | dict.fromkeys(empty)


def _value(article, value):
    empty = ("words", "publisher", "published_at", "origin", "independent", "independent_origins", "revision")
    return {"article_id": article, "value": value} | dict.fromkeys(empty)
