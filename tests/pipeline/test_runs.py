"""What a second run does: nothing twice, nothing forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from reliability import config, pipeline, readers, records
from reliability.errors import ReliabilityError

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "articles.jsonl"
ARTICLES = {row["id"]: row for row in map(json.loads, SAMPLE.read_text(encoding="utf-8").splitlines())}
TORCH = ARTICLES["ferry-torch"] | {
    "published_at": "2026-03-11",
    "text": ARTICLES["ferry-torch"]["text"].replace(
        "At least 40 people were killed, sources say,",
        "At least 40 people died when the ferry Sea Lark struck the harbour wall at Port Almar, sources say,",
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    db = str(tmp_path_factory.mktemp("runs") / "runs.duckdb")
    with pipeline.session(config.load({"db": db, "workers": 1})) as opened:
        yield opened


def run(desk, tmp_path, name: str, *articles: dict) -> pipeline.Run:
    path = tmp_path / f"{name}.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return pipeline.score(desk, readers.read([str(path)]), [str(path)])


def grade(desk, article: str) -> int:
    return desk.store.table("scores", [article])["information_credibility"].item()


def test_a_later_article_of_the_story_changes_the_grade_of_the_earlier_one(desk, tmp_path):
    run(desk, tmp_path, "first", ARTICLES["ferry-cpa"])
    assert desk.store.table("story_members", ["ferry-cpa"])["story_articles"].item() == 1
    alone = grade(desk, "ferry-cpa")
    run(desk, tmp_path, "second", TORCH, ARTICLES["ferry-courier"])
    assert desk.store.table("story_members", ["ferry-cpa"])["story_articles"].item() == 3
    assert desk.store.table("features", ["ferry-cpa"])["story_articles"].item() == 3
    assert alone == 3 and grade(desk, "ferry-cpa") == 4  # in conflict over the toll


def test_a_toll_that_another_article_contradicts_is_flagged_in_both_with_its_words(desk):
    flags = desk.store.table("flags", ["ferry-cpa", "ferry-torch"]).filter(pl.col("code") == "BTW008")
    assert flags["message"].to_list() == [
        "The story's other articles give other numbers of people: "
        "“Nine people died”, “At least 40 people died” in Daily Torch of 2026-03-11.",
        "The story's other articles give other numbers of people: "
        "“At least 40 people died”, “Nine people died” in Calvian Press Agency of 2026-03-10.",
    ]


def test_the_same_articles_again_change_nothing(desk, tmp_path):
    before = {name: desk.store.table(name).drop("run_id") for name in ("claims", "stories", "signatures")}
    again = run(desk, tmp_path, "again", ARTICLES["ferry-cpa"], TORCH)
    assert (again.new, again.changed, again.articles) == (0, 0, 2)
    for name, frame in before.items():
        assert desk.store.table(name).drop("run_id").equals(frame)


def test_a_silent_edit_and_a_corrected_date_make_revisions(desk, tmp_path):
    piece = ARTICLES["hospital-clean"]
    run(desk, tmp_path, "piece", piece)
    edited = piece | {"text": piece["text"].replace("18 beds", "16 beds")}
    assert run(desk, tmp_path, "edited", edited).changed == 1
    assert run(desk, tmp_path, "dated", edited | {"published_at": "2026-04-21"}).changed == 1
    (current,) = desk.store.articles(["hospital-clean"])
    assert current["revision"].item() == 3
    kept = desk.store.query("SELECT text FROM articles WHERE article_id = 'hospital-clean' ORDER BY revision")
    assert "18 beds" in kept["text"][0] and "16 beds" in kept["text"][1]
    flag = desk.store.table("flags", ["hospital-clean"]).row(by_predicate=pl.col("code") == "BTW005", named=True)
    assert flag["message"].endswith("“18” before, “16” now.")  # also after the revision that has the same text
    assert [current["text"].item()[start:end] for start, end in flag["spans"]] == ["16"]
    assert current["previous_text"].item() == piece["text"]


def test_row_numbers_of_two_exports_are_not_one_article(desk, tmp_path):
    for name, article in (("a", "school-clean"), ("b", "museum-clean")):
        row = ARTICLES[article] | {"id": "1"}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = pipeline.score(desk, readers.read([str(tmp_path)]), ["folder"])
    titles = [row["title"] for frame in done.results() for row in frame.to_dicts()]
    assert sorted(titles) == sorted(ARTICLES[name]["title"] for name in ("school-clean", "museum-clean"))


def test_nothing_to_read_is_said_with_its_first_reason(desk, tmp_path):
    with pytest.raises(ReliabilityError, match="No article could be read"):
        run(desk, tmp_path, "broken", {"text": "  "})


def test_claims_found_ahead_are_stored_as_if_they_were_found_in_the_run(tmp_path):
    rows = [ARTICLES["ferry-cpa"], ARTICLES["ferry-courier"], TORCH]
    articles = pl.concat([readers.one(row) for row in rows])
    tables = []
    for name in ("ahead", "in-the-run"):
        with pipeline.session(config.load({"db": str(tmp_path / f"{name}.duckdb"), "workers": 1})) as desk:
            ahead = pipeline.find_ahead(desk, articles, beside=False) if name == "ahead" else None
            intake = readers.Intake(articles, records.REJECTS.empty(), None)
            done = pipeline.score(desk, [intake], ["<api>"], command=pipeline.SERVE, ahead=ahead)
            ids = articles["article_id"].to_list()
            claims = desk.store.table("claims", ids).drop("run_id").sort("claim_id")
            tables.append((claims, pl.concat(done.results()).drop("run_id", strict=False)))
    assert tables[0][0].height > 3
    assert tables[0][0].equals(tables[1][0])
    assert tables[0][1].equals(tables[1][1])


def test_a_run_finds_the_claims_itself_where_what_was_found_ahead_is_of_another_text(tmp_path):
    article = readers.one(ARTICLES["ferry-cpa"])
    other = article.with_columns(text=pl.lit("“All of it is untrue,” said the deputy mayor."))
    with pipeline.session(config.load({"db": str(tmp_path / "other.duckdb"), "workers": 1})) as desk:
        ahead = pipeline.find_ahead(desk, other, beside=False)
        intake = readers.Intake(article, records.REJECTS.empty(), None)
        pipeline.score(desk, [intake], ["<api>"], command=pipeline.SERVE, ahead=ahead)
        said = desk.store.table("claims", article["article_id"].to_list())["source_text"].to_list()
    assert said and "the deputy mayor" not in said
