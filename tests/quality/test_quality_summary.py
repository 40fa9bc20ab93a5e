"""The dictionary behind the report: of two runs over the sample corpus, of a period, and of one publisher."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reliability import config, quality, store
from reliability.errors import ReliabilityError
from reliability.quality import schema, slices

jsonschema = pytest.importorskip("jsonschema", reason="Great Expectations brings it")


@pytest.fixture(scope="module")
def db(sample, run_program, tmp_path_factory) -> Path:
    """The sample corpus, scored twice."""
    place = tmp_path_factory.mktemp("twice") / "twice.duckdb"
    shutil.copy(sample.db, place)
    done = run_program("score", "data", "--db", str(place), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return place


def told(db: Path, **slice_) -> dict:
    with store.open_store(db, read_only=True) as opened:
        return quality.summary(opened, config.load({"db": str(db)}), **slice_)


@pytest.fixture(scope="module")
def whole(db) -> dict:
    return told(db)


@pytest.mark.parametrize("slice_", [{}, {"since": "7d"}, {"source": "harbour-post.example"}, {"since": "2199-01-01"}])
def test_every_report_is_as_its_schema_says(db, slice_):
    found = json.loads(json.dumps(told(db, **slice_), allow_nan=False))
    declared = schema.json_schema()
    jsonschema.Draft202012Validator.check_schema(declared)
    wrong = jsonschema.Draft202012Validator(declared).iter_errors(found)
    assert [f"{list(error.absolute_path)}: {error.message}" for error in wrong] == []


def test_the_parts_add_up(whole, sample):
    intake = whole["intake"]
    assert intake["articles"] == whole["articles"]["total"] == len(sample.rows)
    assert (intake["new"], intake["changed"], intake["rejected"]) == (0, 0, 0)
    assert sum(row["articles"] for row in whole["scores"]["bins"]) == intake["scored"]
    assert sum(row["articles"] for row in whole["scores"]["abstentions"]) == intake["abstained"]
    assert sum(row["articles"] for row in whole["grades"]) == intake["articles"]
    assert sum(row["claims"] for row in whole["origins"]) == intake["claims"]
    flagged = {flag["code"]: 0 for row in sample.rows for flag in row["flags"]}
    for row in sample.rows:
        for code in {flag["code"] for flag in row["flags"]}:
            flagged[code] += 1
    assert {row["code"]: row["articles"] for row in whole["flags"]} == flagged
    assert intake["flagged"] == sum(bool(row["flags"]) for row in sample.rows)


def test_publishers_have_their_scores_bins_and_days(whole, sample):
    rows = {row["source"]: row for row in whole["sources"]["rows"]}
    assert whole["sources"]["total"] == len(rows)
    assert [row["articles"] for row in rows.values()] == sorted((r["articles"] for r in rows.values()), reverse=True)
    for row in rows.values():
        assert sum(row["bins"]) <= row["articles"]
        assert sum(day["articles"] for day in row["days"]) <= row["articles"]
    assert any(sum(row["bins"]) == row["articles"] and row["days"] for row in rows.values())


def test_stories_are_those_that_the_articles_share(db, whole):
    told_here = whole["stories"]
    assert [row["articles"] for row in told_here["rows"]] == sorted(
        (r["articles"] for r in told_here["rows"]), reverse=True
    )
    assert told_here["total"] == len(told_here["rows"]) and told_here["rows"][0]["story_id"] == "ferry-cpa"
    assert told_here["articles"] == sum(row["here"] for row in told_here["rows"])
    assert sum(row["conflicts"] for row in told_here["rows"]) == told_here["conflicts"] > 0
    assert sum(row["circular"] for row in told_here["rows"]) == told_here["circular"] > 0
    assert 0 < told_here["corroborated_share"] < told_here["several_origins_share"] < 1
    path = told_here["circular_examples"][0]["path"]
    assert [(step["outlet"], step["cites"]) for step in path] == [
        ("Island Gazette", "Daily Torch"),
        ("Daily Torch", "Island Gazette"),
    ]
    assert all(step["url"].startswith("https://") for step in path)
    tolls = next(one for one in told_here["conflict_examples"] if one["story_id"] == "ferry-cpa")
    assert {"9", "11+"} <= {row["value"] for row in tolls["values"]}
    part = told(db, source="lowmere-daily.example")["stories"]
    ferry = next(row for row in part["rows"] if row["story_id"] == "ferry-cpa")
    assert (ferry["articles"], ferry["here"]) == (6, 1)
    nothing = told(db, since="2199-01-01")["stories"]
    assert (nothing["total"], nothing["corroborated_share"], nothing["rows"]) == (0, None, [])


def test_relays_lead_from_publisher_to_outlet(whole):
    links = whole["citations"]["links"]
    assert links and whole["citations"]["total"] == len(links)
    by_outlet: dict[str, int] = {}
    for link in links:
        by_outlet[link["cited"]] = by_outlet.get(link["cited"], 0) + link["claims"]
    cited = {row["source"]: row["claims"] for row in whole["cited"]["rows"]}
    assert all(cited[outlet] >= claims for outlet, claims in by_outlet.items())


def test_examples_show_the_place_in_its_sentence(whole, db):
    with store.open_store(db, read_only=True) as opened:
        ids = [example["article_id"] for flag in whole["flags"] for example in flag["examples"]]
        texts = {row["article_id"]: row["text"] for part in opened.articles(ids) for row in part.to_dicts()}
    shown = [example for flag in whole["flags"] for example in flag["examples"] if example["marked"]]
    assert len(shown) > 10
    for example in shown:
        words = (example["before"] + example["marked"] + example["after"]).replace("… ", "").replace(" …", "")
        assert " ".join(words.split())[:60] in " ".join(texts[example["article_id"]].split())


def test_the_second_run_has_a_history(whole):
    points = {row["theme"]: row["trend"] for row in whole["dimensions"]}
    assert set(points) >= {"completeness", "consistency", "language", "sourcing", "tables"}
    for row in whole["dimensions"]:
        assert [point["flagged_share"] for point in row["trend"]] == pytest.approx([row["flagged_share"]] * 2)
    for flag in whole["flags"]:
        assert [point["share"] for point in flag["trend"]] == pytest.approx([flag["share"]] * 2)
    assert whole["last_run"]["run_id"] < whole["run"]["run_id"]
    assert "quality" in {row["stage"] for row in whole["timings"]}


def test_lights_are_lit_by_findings(whole):
    found = {(row["about"], row["subject"]): row for row in whole["findings"]}
    lights = {row["theme"]: row for row in whole["dimensions"]}
    assert lights["consistency"]["light"] == "red"
    assert lights["consistency"]["why"] == [found["theme", "consistency"]["message"]]
    assert found["theme", "consistency"]["severity"] == "critical"
    assert lights["tables"]["light"] == "green", whole["findings"]


def test_calibration_is_of_publishers_that_the_model_had_not_seen(whole):
    rows = whole["scores"]["calibration"]
    assert len(rows) == 10
    assert [row["predicted"] for row in rows] == sorted(row["predicted"] for row in rows)
    assert (
        "Held-out" in whole["scores"]["calibration_of"] and whole["run"]["model"] in whole["scores"]["calibration_of"]
    )


def test_one_publisher_alone(db, whole):
    name = whole["sources"]["rows"][0]["source"]
    found = told(db, source=name.upper())
    assert found["articles"]["total"] == whole["sources"]["rows"][0]["articles"]
    assert {row["source"] for row in found["articles"]["rows"]} == {name}
    assert {link["publisher"] for link in found["citations"]["links"]} <= {name}
    assert {row["about"] for row in found["findings"]} <= {"theme", "source"}
    assert found["drift"] is None and found["last_run"] is None


def test_a_period_holds_what_was_first_seen_in_it(db, whole):
    week = told(db, since="7d")
    assert week["articles"]["total"] == week["intake"]["new"] == whole["articles"]["total"]
    assert week["slice"]["run"] is None and week["slice"]["since"]
    none = told(db, since="2199-01-01")
    assert none["articles"] == {"total": 0, "rows": []}
    assert none["freshness"] == {"newest": None, "age_hours": None, "sources_behind": 0}


def test_a_run_that_an_earlier_version_made_is_judged_when_it_is_looked_at(db, whole, tmp_path):
    place = Path(shutil.copy(db, tmp_path / "before.duckdb"))
    with store.open_store(place) as opened, opened._session.transaction() as transaction:
        for table in ("findings", "quality_measures"):
            transaction.run(f"DELETE FROM {table}")
    found = told(place)
    lights = {row["theme"]: row["light"] for row in whole["dimensions"]}
    assert {row["theme"]: row["light"] for row in found["dimensions"]} == lights
    assert all(row["trend"] == [] for row in (*found["dimensions"], *found["flags"]))


@pytest.mark.parametrize(
    ("slice_", "said"),
    [
        ({"source": "harbour-past.example"}, "No article is of the publisher 'harbour-past.example'"),
        ({"run": "yesterday"}, r"There is no run 'yesterday'\. The newest: \w.* articles\).*last, previous"),
        ({"since": "soon"}, "'soon' is no moment"),
        ({"since": "7d", "run": "x"}, "not both"),
    ],
)
def test_a_mistake_is_named(db, slice_, said):
    with pytest.raises(ReliabilityError, match=said):
        told(db, **slice_)


def test_a_run_has_short_names(db):
    with store.open_store(db, read_only=True) as opened:
        ids = list(slices.tables.runs(opened)["run_id"])
        assert slices.run_named(opened, "last") == ids[0] and slices.run_named(opened, "Previous") == ids[1]
        assert slices.run_named(opened, ids[0][:-1]) == ids[0]
        with pytest.raises(ReliabilityError, match="runs begin with"):
            slices.run_named(opened, ids[0][:1])


def test_an_empty_database_says_so(tmp_path):
    with store.open_store(tmp_path / "empty.duckdb") as opened, pytest.raises(ReliabilityError, match="no article yet"):
        quality.summary(opened, config.load())
