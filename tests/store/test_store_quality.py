"""What reports are made from: totals over the articles of a slice, and measures of a run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from reliability import records
from reliability.store import quality

NOW = datetime(2030, 3, 1, tzinfo=UTC)
IDS = ["ab12", "ab34", "cd56"]


@pytest.fixture
def desk(store, run_id, articles, claims, signatures):
    """Three articles of one run, scored and flagged; one of them is read again by a later run."""
    store.add_articles(articles(("ab12", "One."), ("ab34", "Two."), ("cd56", "Three.")), run_id)
    relayed = {"source_type": "government", "second_hand": True}
    store.put_claims(claims("ab12", relayed, {"anonymous": True}), signatures(*IDS), IDS, run_id, "v1")
    alone = {"story_id": IDS, "copy_group": IDS, "is_original": [True] * 3, "story_articles": [1] * 3}
    store.replace("story_members", pl.DataFrame({"article_id": IDS} | alone), run_id, IDS)
    store.replace("features", pl.DataFrame({"article_id": IDS, "hedged_share": [0.0, 1.0, None]}), run_id, IDS)
    scored = {"score": [0.97, 0.05, None], "low": [0.9, 0.0, None], "high": [1.0, 0.1, None]}
    scored |= {"abstained": [None, None, "too_short"]}
    store.replace("scores", pl.DataFrame({"article_id": IDS} | scored), run_id, IDS)
    base = pl.DataFrame({"article_id": IDS[:2], "feature": ["base"] * 2})
    store.replace("contributions", base, run_id, IDS)
    flags = {"code": ["R1", "R1"], "severity": ["warning", "critical"], "message": ["x"] * 2}
    store.replace("flags", pl.DataFrame({"article_id": IDS[:2]} | flags), run_id, IDS)
    return store


def test_totals_add_up_over_the_articles_of_one_run(desk, run_id, articles):
    later = desk.begin("score", "0.1.0", "m", "s", [])
    desk.add_articles(articles(("ab12", "One.")), later)
    here = quality.members(desk, run_id, None, None)
    assert here["article_id"].to_list() == IDS
    counts = quality.totals(desk, "counts", here, {"run_id": run_id, "since": None}).row(0, named=True)
    assert (counts["articles"], counts["new"], counts["scored"], counts["abstained"]) == (3, 3, 2, 1)
    assert (counts["flagged"], counts["critical"], counts["warning"]) == (2, 1, 1)
    assert (counts["claims"], counts["second_hand"], counts["anonymous"]) == (2, 1, 1)
    assert quality.totals(desk, "score_bins", here)["articles"].to_list() == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert quality.totals(desk, "abstentions", here).rows() == [("too_short", 1)]
    assert quality.totals(desk, "flag_counts", here).rows() == [("R1", "critical", 2)]
    assert quality.totals(desk, "grades", here)["articles"].sum() == 3
    assert quality.totals(desk, "origins", here).rows() == [("government", 1, 1, 0), ("person", 1, 0, 1)]
    again = quality.members(desk, later, None, None)
    assert again["article_id"].to_list() == ["ab12"]
    fresh = quality.totals(desk, "counts", again, {"run_id": later, "since": None}).row(0, named=True)
    assert (fresh["articles"], fresh["new"], fresh["changed"]) == (1, 0, 0)


def test_a_sound_database_has_nothing_to_complain_of(desk, run_id):
    measured = quality.table_measures(desk, run_id, quality.members(desk, run_id, None, None))
    assert measured.select(pl.sum("repeated_keys", "orphans", "lacking")).row(0) == (0, 0, 0)
    rows = dict(measured.select("table", "rows").iter_rows())
    assert (rows["articles"], rows["claims"], rows["scores"]) == (3, 2, 3)


def break_it(store, statement: str) -> None:
    with store._session.transaction() as transaction:  # as another program would that opens the file
        transaction.run(statement)


@pytest.mark.parametrize(
    ("statement", "table", "measure", "value"),
    [
        ("INSERT INTO scores SELECT * FROM scores WHERE article_id = 'ab12'", "scores", "repeated_keys", 1),
        ("INSERT INTO contributions SELECT * FROM contributions", "contributions", "repeated_keys", 2),
        ("INSERT INTO flags (article_id, code) VALUES ('gone', 'R1')", "flags", "orphans", 1),
        ("UPDATE story_members SET story_articles = 2 WHERE article_id = 'ab12'", "story_members", "orphans", 1),
        ("DELETE FROM features WHERE article_id <> 'ab12'", "features", "lacking", 2),
        ("DELETE FROM contributions", "contributions", "lacking", 2),
        ("DELETE FROM processed WHERE article_id = 'ab12'", "claims", "lacking", 1),
        ("DELETE FROM article_rows WHERE article_id = 'cd56'", "articles", "lacking", 1),
    ],
)
def test_a_broken_table_shows_in_its_measures(desk, run_id, statement, table, measure, value):
    break_it(desk, statement)
    measured = quality.table_measures(desk, run_id, quality.members(desk, run_id, None, None))
    assert measured.filter(pl.col("table") == table)[measure].item() == value


def test_features_are_held_against_their_ranges(desk, run_id):
    here = quality.members(desk, run_id, None, None)
    ranges = pl.DataFrame({"feature": ["hedged_share"], "low": [0.0], "high": [1.0]})
    break_it(desk, "UPDATE features SET hedged_share = 1.5 WHERE article_id = 'ab34'")
    row = quality.totals(desk, "feature_measures", here, ranges=ranges).row(0, named=True)
    assert (row["articles"], row["outside"], row["least"], row["most"]) == (3, 1, 0.0, 1.5)
    assert row["null_share"] == pytest.approx(1 / 3)
    break_it(desk, "UPDATE features SET hedged_share = 'nan' WHERE article_id = 'ab34'")
    assert quality.totals(desk, "feature_measures", here, ranges=ranges)["outside"].item() == 1


def test_a_publisher_is_silent_by_its_own_rhythm(store, run_id, articles):
    daily = [NOW - timedelta(days=7 + n) for n in range(20)]
    for name, dates in (
        ("daily.example", daily),
        ("wire.example", [NOW - timedelta(hours=1)]),
        ("undated.example", []),
    ):
        for number, date in enumerate(dates or [None]):
            row = articles((f"{name}-{number}", f"Text {number} of {name}."), domain=name, published_at=date)
            store.add_articles(row, run_id)
    store.add_articles(
        articles(("late", "From tomorrow."), domain="wire.example", published_at=NOW + timedelta(1)), run_id
    )
    measured = {row["source"]: row for row in quality.source_measures(store, NOW).to_dicts()}
    assert measured["daily.example"]["usual_gap_hours"] == 24
    assert measured["daily.example"]["silent_hours"] == 167
    assert measured["daily.example"]["silence"] == pytest.approx(167 / 24)
    assert (measured["wire.example"]["silent_hours"], measured["wire.example"]["silence"]) == (0, None)
    assert measured["undated.example"]["newest"] is None
    assert measured["wire.example"]["articles"] == 2


def test_what_was_measured_is_kept_by_run(desk, run_id):
    found = records.FINDINGS.frame(
        [{"about": "run", "subject": run_id, "code": "TAB018", "severity": "critical", "message": "x"}]
    )
    measures = records.QUALITY_MEASURES.frame(
        [{"about": "theme", "subject": "sourcing", "measure": "critical_share", "value": 0.5}]
    )
    for _ in range(2):
        desk.put_quality(found, measures, run_id)
    assert quality.recorded(desk, "findings", run_id)["code"].to_list() == ["TAB018"]
    past = quality.history(desk, run_id, "theme", 30)
    assert past.select("run_id", "subject", "measure", "value").rows() == [(run_id, "sourcing", "critical_share", 0.5)]
    assert quality.history(desk, run_id, "code", 30).height == 0
