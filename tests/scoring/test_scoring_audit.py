"""An audit finds the shortcuts that were put into a made-up corpus, and none where there is none."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from reliability.errors import ReliabilityError
from reliability.reports.audit import render
from reliability.scoring import audit, evaluation
from reliability.scoring.audit import probes
from reliability.scoring.audit.baselines import baselines
from reliability.scoring.audit.figures import outcome, pooled, weighted_auc
from reliability.scoring.audit.jobs import run
from reliability.scoring.audit.refits import fewer_sources, first_of_source
from reliability.scoring.audit.rewriting import RULES
from reliability.scoring.heldout import HeldOut, Prediction
from reliability.scoring.metrics import auc

THEMES = {"words": "completeness", "hedges_per_1000": "language", "mark": "identity"}
SOURCES, ARTICLES = 24, 8
PLAN = audit.Plan(
    name="quick",
    cap=8,
    folds=3,
    fewer_folds=2,
    draws=40,
    attacked=12,
    source_steps=(10,),
    article_steps=(3,),
    repeats=1,
    outlets=8,
)


def made_up(*, marked: bool) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Hedges follow a source's rating; `mark` tells the outlet where `marked`, and nothing otherwise."""
    rng = np.random.default_rng(4)
    rating = np.linspace(0.1, 0.95, SOURCES)
    source = np.repeat(np.arange(SOURCES), ARTICLES)
    ids = [f"a{number:03}" for number in range(len(source))]
    own = rng.permutation(SOURCES)[source].astype(float)
    noise = rng.normal(0, 0.35, len(source))
    features = pl.DataFrame(
        {
            "article_id": ids,
            "words": rng.integers(150, 900, len(source)).astype(float),
            "hedges_per_1000": 10 - 8 * (rating[source] + noise),
            "mark": own + rng.normal(0, 0.05, len(source)) if marked else rng.normal(0, 1, len(source)),
            "english_share": 0.4,
            "sentence_share": 0.9,
            "prose_share": 0.9,
            "furniture_share": 0.0,
            "item_share": 0.0,
            "foreign_share": 0.0,
            "turns_per_1000": 0.0,
            "turns_reach": 0.0,
            "error_phrases": 0.0,
            "paragraphs": 6.0,
        }
    )
    labels = pl.DataFrame(
        {
            "article_id": ids,
            "source": [f"paper{number:02}.example" for number in source],
            "rating": rating[source],
            "owner_group": [f"owner{number // 2:02}" for number in source],
            "lean": [("left", "center", "right")[number % 3] for number in source],
        }
    )
    about = pl.DataFrame(
        {
            "article_id": ids,
            "text": [f"The mayor of town {number % 7} spoke about bridge {number % 5}." for number in range(len(ids))],
            "topic": [("bridges", "schools")[number % 2] for number in range(len(ids))],
            "year": [("2024", "2025", None)[number % 3] for number in range(len(ids))],
            "size": 10,
        }
    )
    return features, labels, about


def audited() -> dict:
    features, labels, about = made_up(marked=False)
    material = audit.prepare(features, labels, about, THEMES, plan=PLAN, seed=0)
    chosen = features.filter(pl.col("article_id").is_in(audit.targets(material)))
    softer = chosen.with_columns(hedges_per_1000=pl.col("hedges_per_1000") - 6)
    attacked = pl.concat(
        [
            chosen.with_columns(rule=pl.lit(audit.AS_IT_WAS)),
            softer.with_columns(rule=pl.lit("calm")),
            chosen.with_columns(rule=pl.lit("all together")),
        ]
    ).with_columns(original="article_id")
    return audit.measured(material, attacked, workers=2, progress=lambda share: None)


@pytest.fixture(scope="module", autouse=True)
def few_replicates():
    """Intervals of single articles are not looked at here, and cost most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluation, "REPLICATES", 4)
        yield


@pytest.fixture(scope="module")
def plain(few_replicates: None) -> dict:
    return audited()


def test_every_key_is_documented_and_every_part_is_there(plain: dict) -> None:
    assert audit.unknown(plain) == []
    tops = {key.split(".")[0].removesuffix("[]") for key in audit.KEYS} - {"made"}
    assert tops == set(plain)
    assert audit.unknown({"schema": 1, "data": {"surprise": 2}}) == ["data\x1fsurprise"]


def test_the_same_data_and_seed_give_the_same_audit(plain: dict) -> None:
    assert audited() == plain


def test_the_model_ranks_publishers_and_beats_length(plain: dict) -> None:
    assert plain["model"]["spearman"]["low"] > 0.5
    rows = {row["name"]: row for row in plain["baselines"]}
    assert set(rows) == {"constant", "length", "topic", "lean label", "words", "peer stack"}
    assert rows["constant"]["figures"]["spearman"]["value"] is None
    assert rows["length"]["difference"]["mae"]["high"] < 0
    assert rows["constant"]["difference"]["mae"]["high"] < 0


def outlet_told(*, marked: bool) -> float:
    features, labels, about = made_up(marked=marked)
    material = audit.prepare(features, labels, about, THEMES, plan=PLAN, seed=0)
    nothing = np.full(SOURCES, np.nan)
    held = HeldOut(material.sample.reliable, nothing, nothing, nothing, nothing, nothing, nothing)
    row = probes.probes(material, held)["outlet from inputs"]()
    assert row["chance"] == pytest.approx(1 / PLAN.outlets)
    return row["accuracy"]["value"]


def test_an_input_that_marks_the_outlet_is_found_by_the_probe(plain: dict) -> None:
    assert outlet_told(marked=True) > outlet_told(marked=False) + 0.15
    lean = next(row for row in plain["probes"] if row["target"] == "lean" and row["from"] == "score")
    assert lean["accuracy"]["low"] < 0.45


def test_themes_say_what_carries_the_model(plain: dict) -> None:
    rows = {row["theme"]: row for row in plain["themes"]}
    assert rows["language"]["adds"]["article_auc"]["low"] > 0.1
    assert rows["language"]["only"]["spearman"]["value"] > 0.7
    assert abs(rows["identity"]["adds"]["article_auc"]["value"]) < 0.1


def test_the_attack_measures_moves_of_low_rated_articles(plain: dict) -> None:
    rows = {row["rule"]: row for row in plain["attack"]}
    assert rows["calm"]["mean"]["low"] > 0.1 and rows["calm"]["articles"] == PLAN.attacked
    assert rows["calm"]["after"] > rows["calm"]["before"]
    assert rows["all together"]["mean"]["value"] == pytest.approx(0, abs=1e-9)
    assert rows["all together"]["crossed"]["value"] == 0


def test_small_groups_are_named_and_not_measured(plain: dict) -> None:
    tables = {table["by"]: table["groups"] for table in plain["parity"]}
    assert {group["group"] for group in tables["lean"]} == {"left", "center", "right"}
    assert all(group["enough"] for group in tables["lean"])
    assert [group["group"] for group in tables["year"]] == ["2024", "2025", "not known"]
    for group in tables["publisher size"]:
        assert group["enough"] == (group["signed_error"]["value"] is not None)


def test_certainty_orders_the_articles(plain: dict) -> None:
    rows = plain["abstaining"]
    assert [row["coverage"] for row in rows] == sorted((row["coverage"] for row in rows), reverse=True)
    assert rows[0]["articles"] == plain["data"]["articles"]
    assert rows[5]["accuracy"]["value"] > rows[0]["accuracy"]["value"]
    assert sum(row["articles"] for row in plain["calibration"]) == plain["data"]["articles"]


def test_the_summary_has_a_line_for_each_part(plain: dict) -> None:
    lines = dict(audit.summary(plain))
    assert len(lines) == 11
    assert lines["Publishers never seen"].startswith("Spearman 0.")
    assert all(said.endswith(".") for title, said in lines.items() if "never seen" not in title)
    assert {verdict["level"] for verdict in plain["verdicts"].values()} <= {"good", "fair", "bad"}


def test_weighted_auc_is_the_plain_one_for_equal_weights() -> None:
    rng = np.random.default_rng(0)
    scores, positive = rng.integers(0, 9, 60).astype(float), rng.integers(0, 2, 60).astype(float)
    places = np.unique(scores, return_inverse=True)[1]
    assert weighted_auc(places, positive, np.ones(60)) == pytest.approx(auc(scores, positive))
    assert np.isnan(weighted_auc(places, np.ones(60), np.ones(60)))


def test_fewer_articles_and_sources_keep_owners_whole() -> None:
    features, labels, about = made_up(marked=False)
    sample = audit.prepare(features, labels, about, THEMES, plan=PLAN, seed=0).sample
    few, more = first_of_source(sample, 2, 1), first_of_source(sample, 5, 1)
    assert np.bincount(sample.source[few]).tolist() == [2] * SOURCES
    assert not (few & ~more).any()
    seen = []

    def spy(train, test):
        seen.append(train)
        return Prediction(np.zeros(len(test.source)))

    fewer_sources(spy, 9, 3)(sample, sample)
    kept = np.unique(seen[0].source)
    assert 9 <= len(kept) <= 10
    owners = [sample.owners[number] for number in kept]
    assert all(owners.count(owner) == sample.owners.count(owner) for owner in owners)
    assert 0 < (sample.ratings[kept] >= 0.6).sum() < len(kept)
    assert seen[0].weights.mean() == pytest.approx(1)


def test_pooling_averages_a_source_over_all_rounds() -> None:
    features, labels, about = made_up(marked=False)
    sample = audit.prepare(features, labels, about, THEMES, plan=PLAN, seed=0).sample
    score = np.linspace(0, 1, len(sample.source))
    nothing = np.full(SOURCES, np.nan)
    held = HeldOut(score, score, score, nothing, nothing, nothing, nothing)
    mean = pooled(sample, held).source_mean
    assert mean[3] == pytest.approx(score[sample.source == 3].mean())
    assert outcome(sample, held, draws=3, seed=0).told()["spearman"]["value"] is None


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("calm", ("SHOCKING news!!", "They LIED to us! Really?!"), ("Shocking news.", "They Lied to us. Really?")),
        ("formal", ("It's over", "They can't and won't."), ("It is over", "They cannot and will not.")),
        ("neutral words", ("The deal", "It was a bogus, appalling deal."), ("The deal", "It was a , deal.")),
    ],
)
def test_a_rule_rewrites(rule: str, before: tuple[str, str], after: tuple[str, str]) -> None:
    assert audit.rewritten(*before)[rule] == after


def test_added_phrases_survive_all_rules_together() -> None:
    body = " ".join(f"The council met on day {number} and the road stayed closed." for number in range(9))
    found = audit.rewritten("Road closed", body)
    assert set(found) == {*(rule.name for rule in RULES), "all together"}
    title, together = found["all together"]
    assert title == "Road closed"
    assert "— The council" in together and together.count("officials") + together.count("people familiar") >= 2
    assert together.splitlines()[-1].startswith(("A spokesperson", "Representatives", "The office"))


def test_without_leans_topics_and_years_the_audit_says_what_it_cannot_tell() -> None:
    features, labels, about = made_up(marked=False)
    bare = about.with_columns(pl.lit(None, pl.String).alias(name) for name in ("topic", "year"))
    plan = replace(PLAN, folds=2, source_steps=(), article_steps=(), outlets=2)
    material = audit.prepare(features, labels.drop("lean"), bare, THEMES, plan=plan, seed=0)
    found = audit.measured(material, features.clear(), workers=1, progress=lambda share: None)
    assert [row["name"] for row in found["baselines"]] == ["constant", "length", "words", "peer stack"]
    assert found["probes"] == [] and found["attack"] == []
    assert [table["by"] for table in found["parity"]] == ["publisher size"]
    said = dict(audit.summary(found))
    assert "Too few outlets, or no lean labels" in said["Outlet and lean"]
    assert said["Style attack"] == "No article was attacked."
    assert "learning curve" in said["More data"]
    page = io.BytesIO()
    render(found, page)
    assert b"No article was attacked." in page.getvalue()


def test_articles_labelled_themselves_need_no_rating_of_their_publisher() -> None:
    features, labels, about = made_up(marked=False)
    own = labels.with_columns(label=(pl.col("rating") > 0.5).cast(pl.Float64), rating=pl.lit(None, pl.Float64))
    material = audit.prepare(features, own, about, THEMES, plan=replace(PLAN, folds=2), seed=0)
    assert set(audit.targets(material)) <= set(own.filter(pl.col("label") < 0.5)["article_id"])
    compared = baselines(material)
    scores = compared[0].method(material.sample, material.sample).score
    assert scores == pytest.approx(np.full(len(scores), material.sample.target.mean()))


def test_a_job_that_fails_ends_the_others_and_results_keep_their_order() -> None:
    shares: list[float] = []
    assert list(run({"b": lambda: 1, "a": lambda: 2}, workers=2, progress=shares.append).items()) == [
        ("b", 1),
        ("a", 2),
    ]
    assert shares == [0.5, 1.0]
    done: list[int] = []

    def fails() -> None:
        raise ReliabilityError("Too little.")

    later = {f"later {number}": (lambda: done.append(time.sleep(0.02) or 1)) for number in range(50)}
    with pytest.raises(ReliabilityError, match="Too little"):
        run({"fails": fails, **later}, workers=1, progress=shares.append)
    assert len(done) < 50
