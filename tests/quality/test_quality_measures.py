"""What is measured of a run's data, and that broken data is found by the codes of the suite `tables`."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from reliability import config, features, flags, records, rulebook, store
from reliability.quality import measures

NOW = datetime.now(UTC)
BREAKS = (
    "INSERT INTO scores SELECT * FROM scores WHERE article_id = (SELECT min(article_id) FROM scores WHERE score > 0)",
    "UPDATE scores SET score = 1.2 WHERE article_id = (SELECT max(article_id) FROM scores WHERE score > 0)",
    "INSERT INTO claims (article_id, claim_id) VALUES ('gone', 'gone#1')",
    "DELETE FROM features WHERE article_id = (SELECT min(article_id) FROM features)",
    "UPDATE features SET hedged_share = -0.5 WHERE article_id = (SELECT max(article_id) FROM features)",
    "INSERT INTO rejects SELECT max(run_id), '-', n, 'no text', '' FROM runs, range(60) AS r (n) GROUP BY n",
)


@pytest.fixture
def db(sample, tmp_path) -> Path:
    return Path(shutil.copy(sample.db, tmp_path / "broken.duckdb"))


def measured(opened: store.Store) -> tuple[dict[str, pl.DataFrame], set[tuple[str, str]]]:
    """The measures of the newest run, and what is found in them: code and subject."""
    suites = rulebook.suites(config.load())
    run_id = store.latest_run(opened)
    found = measures.measure(opened, run_id, 46, suites, NOW)
    return found, set(flags.find(found, suites).select("code", "subject").iter_rows())


def test_measures_are_as_declared(db):
    with store.open_store(db) as opened:
        found, _ = measured(opened)
        kept = measures.kept(opened, store.latest_run(opened), found)
    assert {name: frame.schema for name, frame in found.items()} == {t.name: t.schema for t in records.MEASURES}
    assert kept.select("about", "subject", "measure").is_duplicated().sum() == 0
    assert set(kept["about"]) == {"table", "feature", "source", "theme", "run", "code"}
    run = found["run_measures"].row(0, named=True)
    assert (run["articles"], run["rejected_share"], run["impossible"], run["articles_against_last"]) == (46, 0, 0, None)


def test_broken_data_is_found_and_localised(db):
    with store.open_store(db) as opened:
        before = measured(opened)[1]
        with opened._session.transaction() as transaction:  # as another program would that opens the file
            for statement in BREAKS:
                transaction.run(statement)
        after = measured(opened)[1]
        run_id = store.latest_run(opened)
    assert not {code for code, _ in before} & {"TAB004", "TAB005", "TAB006", "TAB007", "TAB017", "TAB018"}
    assert after - before >= {
        ("TAB004", "scores"),
        ("TAB005", "claims"),
        ("TAB006", "features"),
        ("TAB007", "hedged_share"),
        ("TAB017", run_id),
        ("TAB018", run_id),
    }


def test_a_run_is_held_against_the_one_before(db):
    with store.open_store(db) as opened:
        first = store.latest_run(opened)
        shown = measures.measure(opened, first, 46, rulebook.suites(config.load()), NOW)
        opened.put_quality(records.FINDINGS.empty(), measures.kept(opened, first, shown), first)
        second = opened.begin("score", "0.1.0", "m", "s", [])
        some = next(iter(opened.article_chunks(first, 10)))
        opened.add_articles(some, second)
        found, codes = measured(opened)
    assert found["run_measures"]["articles_against_last"].item() == pytest.approx(10 / 46)
    assert found["run_measures"]["last_articles"].item() == 46
    assert "TAB021" not in {code for code, _ in codes}  # 46 articles are too few to say that 10 are a loss
    expected = dict(found["feature_measures"].select("feature", "expected").iter_rows())
    had = dict(shown["feature_measures"].select("feature", "null_share").iter_rows())
    scored = {feature.name for feature in features.catalogue() if feature.scored}
    assert {name for name, is_expected in expected.items() if not is_expected} == {
        name for name, null_share in had.items() if null_share == 1 and name not in scored
    }
    assert expected["revised_share"] == 0
    themes = found["theme_measures"].filter(pl.col("theme") == "sourcing").row(0, named=True)
    before = shown["theme_measures"].filter(pl.col("theme") == "sourcing").row(0, named=True)
    assert themes["last_flagged_share"] == before["flagged_share"]
    assert themes["flagged_rise"] == pytest.approx(themes["flagged_share"] - before["flagged_share"])
    assert found["feature_measures"]["psi"].null_count() == found["feature_measures"].height  # too few articles
